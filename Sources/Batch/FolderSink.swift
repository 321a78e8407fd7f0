import Conversion
import Files
import Foundation
import Model

/// A folder with a file for each report, named after agency and year.
struct FolderSink: Sink {
    let wantsChecks = false
    let make: @Sendable (Document) throws -> [UInt8]
    private let folder: String
    private let format: DataFormat
    let journal: Journal?
    private var names: OutputNames

    /// Throws `O702`, `O710`. `settings` is what results depend on besides their inputs.
    init(
        _ folder: String, format: DataFormat, settings: [String], inputs: [Input],
        make: @escaping @Sendable (Document) throws -> [UInt8]
    ) throws {
        self.folder = folder
        self.format = format
        self.make = make
        let journal = try Journal(folder, settings: settings, inputs: Set(inputs.map(\.place)))
        names = OutputNames(taken: (journal.own.values + journal.others).map(\.output))
        self.journal = journal
    }

    mutating func add(_ made: [UInt8]?, _ done: Done, of input: Input, content: String?) throws {
        guard let content, let journal else { return }
        if var entry = done.earlier {
            guard entry.input != input.place else { return }
            (entry.input, entry.name) = (input.place, input.name)
            return try journal.add(entry)
        }
        // The result of what the input was before goes, or that of an input that this one came in place of.
        let before = (journal.own[input.place] ?? done.identity.flatMap(journal.succeed))?.output
        if let before { names.release(before) }
        if let made {
            let name = names.take(for: done, extension: format.rawValue)
            try FileIO.write(made, to: "\(folder)/\(name)")
            if let before, before != name { unlink("\(folder)/\(before)") }
            try journal.add(done.entry(of: input, content: content, output: name, result: sha256(made)))
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

/// The names of results: agency and year, or else the input's own name; each once, whether or not a system tells capital
/// letters from small ones.
package struct OutputNames {
    private var taken: Set<String>
    /// The number that a base name was last given, so that thousands of one name do not count from one each.
    private var numbers: [String: Int] = [:]

    /// Names that are not to be given again.
    package init(taken: [String] = []) { self.taken = Set(taken.map { $0.lowercased() }) }

    mutating func release(_ name: String) {
        taken.remove(name.lowercased())
        numbers = [:]
    }

    mutating func take(for done: Done, extension: String) -> String {
        let stem = done.identity.map { Self.safe($0.agency, ending: "-\($0.year)") } ?? Self.safe(Self.stem(of: done.name))
        return take(stem, suffix: ".\(`extension`)")
    }

    /// The base name with its suffix; numbered where it is taken.
    package mutating func take(_ base: String, suffix: String = "") -> String {
        let key = base.lowercased()
        while true {
            let number = numbers[key, default: 0] + 1
            numbers[key] = number
            let name = number == 1 ? base + suffix : "\(base)-\(number)\(suffix)"
            if taken.insert(name.lowercased()).inserted { return name }
        }
    }

    /// The name of a file without its folders and its ending.
    package static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }

    /// Without what Windows or Linux does not have in names, and not too long for either; it keeps its ending.
    package static func safe(_ name: String, ending: String = "") -> String {
        let scalars = name.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || "\\/:*?\"<>|".unicodeScalars.contains(scalar)
                ? "_" : scalar
        }
        var safe = String(String.UnicodeScalarView(scalars.drop { $0 == "." || $0 == " " }))
        while safe.utf8.count + ending.utf8.count > 180 { safe.removeLast() }
        return (safe.isEmpty ? "_" : safe) + ending
    }
}
