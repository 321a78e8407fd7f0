import Conversion
import Findings
import Forms

/// A report a line, as JSON, with the file it was read from.
struct LineSink: Sink {
    let wantsChecks = false
    let journal: Journal? = nil
    let make: @Sendable (Document) throws -> [UInt8]
    private let file: PendingFile

    init(_ path: String, origins: Bool) throws {
        file = try PendingFile(path)
        make = { document in
            let report = ReportJSON(form: document.form).json(document.report, origins: origins)
            return JSON.object([("file", .string(document.file))] + (report.members ?? [])).line + [UInt8(ascii: "\n")]
        }
    }

    func add(_ made: [UInt8]?, _ done: Done, of input: Input, content: String?) throws { if let made { try file.write(made) } }

    func finish() throws -> [Finding] {
        try file.finish()
        return []
    }
}
