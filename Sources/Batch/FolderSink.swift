import Conversion
import Files
import Foundation
import Model

/// A folder with a file for each report, named after agency and year.
struct FolderSink: Sink {
    let wantsChecks = false
    let make: @Sendable (ConvertedReport) throws -> [UInt8]
    private let folder: String
    private let format: DataFormat
    let journal: Journal?
    private var names: OutputNames

    /// Throws `O702`, `O710`. `settings` is what results depend on besides their inputs.
    init(
        _ folder: String, format: DataFormat, settings: [String], inputs: [Input],
        make: @escaping @Sendable (ConvertedReport) throws -> [UInt8]
    ) throws {
        self.folder = folder
        self.format = format
        self.make = make
        let journal = try Journal(folder, settings: settings, inputs: Set(inputs.map(\.place)))
        names = OutputNames(taken: (journal.own.values + journal.others).map(\.output))
        self.journal = journal
    }

    mutating func add(_ made: [UInt8]?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        guard let content, let journal else { return }
        if var entry = outcome.earlier {
            guard entry.input != input.place else { return }
            (entry.input, entry.name) = (input.place, input.name)
            return try journal.add(entry)
        }
        // The result of what the input was before goes, or that of an input that this one came in place of.
        let before = (journal.own[input.place] ?? outcome.identity.flatMap(journal.succeed))?.output
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
