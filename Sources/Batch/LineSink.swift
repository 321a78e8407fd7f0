import Conversion
import Files
import JSON
import Model

/// Writes a report a line as JSON, with the name of its file (NDJSON).
struct LineSink: Sink {
    let wantsChecks = false
    let journal: Journal? = nil
    let make: @Sendable (ConvertedReport) throws -> [UInt8]
    private let file: PendingFile

    init(_ path: String, converter: Converter, origins: Bool) throws {
        file = try PendingFile(path)
        make = { document in
            let report = converter.tools(for: document.form).json.json(document.report, origins: origins)
            return JSONValue.object([("file", .string(document.file))] + (report.members ?? [])).line + [UInt8(ascii: "\n")]
        }
    }

    func add(_ made: [UInt8]?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        if let made { try file.write(made) }
    }

    func finish() throws -> [Finding] {
        try file.finish()
        return []
    }
}
