import ArgumentParser
import Conversion
import Files
import Foundation
import Model
import Text

/// Filling a workbook of somebody else's in place.
struct FillingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            language("填进这份工作簿（如省里发的空白表），原有的格式、公式、其他内容都不动。", "Fill this workbook (such as a province's blank one) in place."),
            valueName: "workbook"))
    var into: String?

    @Flag(help: ArgumentHelp(language("只列出会改动哪些格子，不写文件。", "With --into: list the cells that would change, write nothing.")))
    var dryRun = false

    func validate(output: String) throws {
        if dryRun, into == nil {
            throw ValidationError(language("--dry-run 要与 --into 一起用。", "--dry-run goes with --into."))
        }
        if into != nil, !dryRun, output == "-", isatty(STDOUT_FILENO) == 1 {
            throw ValidationError(language("用 -o 指明填好的工作簿写到哪里。", "Say with -o where to write the filled workbook."))
        }
    }

    /// Fills the workbook, or lists what that would change; gives what there is to say of it. Only to be called with `into`.
    func run(
        _ converter: Converter, into template: String, with report: Report, limit: Int, to output: String,
        unless inputs: [String?]
    ) throws -> [Finding] {
        let bytes = try speaking(of: template) { _ in try FileIO.read(template, limit: limit) }
        let filling = try speaking(of: template) { _ in try converter.filling(of: bytes, with: report) }
        if dryRun {
            let lines = filling.changes.map {
                "\($0.sheet)!\($0.cell)\t\(Self.brief($0.before))\t\(Self.brief($0.after))\t\($0.label)\n"
            }
            try speaking(of: "-") { _ in try FileIO.write([UInt8](lines.joined().utf8), to: "-") }
            return filling.findings
        }
        return try speaking(of: output) { _ in
            let filled = try converter.filled(bytes, with: report, filling, to: output)
            try FileIO.write(filled.bytes, to: output, unless: [template] + inputs)
            return filling.findings + filled.lost
        }
    }

    private static func brief(_ text: String) -> String { Prose.brief(Prose.line(text) ?? "") }
}
