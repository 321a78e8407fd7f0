import ArgumentParser
import Conversion
import Files
import Foundation
import Model
import Text

/// Filling somebody else's workbook in place.
struct FillingOptions: ParsableArguments {
    @Option(help: ArgumentHelp(language("filling.help.into"), valueName: "workbook"))
    var into: String?

    @Flag(help: ArgumentHelp(language("filling.help.dryRun")))
    var dryRun = false

    func validate(output: String) throws {
        if dryRun, into == nil {
            throw ValidationError(language("filling.usage.dryRun"))
        }
        if into != nil, !dryRun, output == "-", isatty(STDOUT_FILENO) == 1 {
            throw ValidationError(language("filling.usage.output"))
        }
    }

    /// Fills the workbook, or lists the cells that would change (`--dry-run`). Returns findings about the filling. Exit code 2 if
    /// the template cannot be read or the output not be written.
    func run(
        _ converter: Converter, into template: String, with report: Report, limit: Int, to output: String,
        unless inputs: [String?]
    ) throws -> [Finding] {
        let bytes = try reportingErrors(of: template) { _ in try FileIO.read(template, limit: limit) }
        let filling = try reportingErrors(of: template) { _ in try converter.filling(of: bytes, with: report) }
        if dryRun {
            let lines = filling.changes.map {
                "\($0.sheet)!\($0.cell)\t\(Self.brief($0.before))\t\(Self.brief($0.after))\t\($0.label)\n"
            }
            try reportingErrors(of: "-") { _ in try FileIO.write([UInt8](lines.joined().utf8), to: "-") }
            return filling.findings
        }
        return try reportingErrors(of: output) { _ in
            let filled = try converter.filled(bytes, with: report, filling, to: output)
            try FileIO.write(filled.bytes, to: output, unless: [template] + inputs)
            return filling.findings + filled.lost
        }
    }

    private static func brief(_ text: String) -> String { Prose.brief(Prose.line(text) ?? "") }
}
