import Conversion
import Files
import Foundation
import Model

/// Writes each report to a file of its own in one folder, named after agency and year.
struct FolderSink: Sink {
    let wantsChecks = false
    let make: @Sendable (ConvertedReport) throws -> [UInt8]
    private let folder: String
    private let format: DataFormat
    let journal: Journal?
    private var names: OutputNames

    /// Results of earlier runs with the same `settings` stay valid: these are all that a result depends on besides its input.
    /// Throws `O702`, `O710`.
    init(
        _ folder: String, format: DataFormat, settings: [String], inputs: [Input],
        make: @escaping @Sendable (ConvertedReport) throws -> [UInt8]
    ) throws {
        self.folder = folder
        self.format = format
        self.make = make
        let journal = try Journal(folder, settings: settings, inputs: Set(inputs.map(\.absolutePath)))
        names = OutputNames(taken: (journal.own.values + journal.others).map(\.output))
        self.journal = journal
    }

    mutating func add(_ made: [UInt8]?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        guard let content, let journal else { return }
        if var entry = outcome.earlier {
            guard entry.input != input.absolutePath else { return }
            (entry.input, entry.name) = (input.absolutePath, input.name)
            return try journal.add(entry)
        }
        // This result replaces that of the input's earlier content, or of a vanished input with the same agency and year.
        let before = (journal.own[input.absolutePath] ?? outcome.identity.flatMap(journal.succeed))?.output
        if let before { names.release(before) }
        if let made {
            let name = names.take(outcome.baseName, suffix: OutputFormat.data(format).ending)
            try FileIO.write(made, to: "\(folder)/\(name)")
            if let before, before != name { unlink("\(folder)/\(before)") }
            try journal.add(outcome.entry(of: input, content: content, output: name, result: sha256(made)))
        } else if let before {
            unlink("\(folder)/\(before)")
        }
    }

    func finish() -> [Finding] {
        guard let journal else { return [] }
        defer { journal.finish() }
        let orphans = journal.orphans
        let names = orphans.prefix(5).joined(separator: "、") + (orphans.count > 5 ? " …" : "")
        return orphans.isEmpty ? [] : [Finding(.resultsLeft, .warning, found: "\(orphans.count)", expected: names)]
    }
}
