import ArgumentParser
import Charts
import Conversion
import Documents
import Files
import Forms
import Foundation
import Messages
import Model
import Wording

struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: language(
            "转换：工作簿、Word 文档、网页、JSON 读进来，写成 JSON、标准工作簿或年度报告（.docx、.html、.md、.txt、.pdf）。",
            "Convert a workbook, Word document, web page or JSON to JSON, the standard workbook, or the report (.docx, .html, .md, .txt, .pdf)."
        ),
        discussion: language(
            "退出码：0 全部读出；1 有数没读出，或加了 --strict 而有错误；2 文件读不了；64 用法不对。",
            "Exit codes: 0 every figure was read; 1 some were not, or --strict met an error; 2 unreadable; 64 wrong usage."))

    @Argument(
        help: ArgumentHelp(
            language(
                "要转换的文件（.xlsx、.xls、.ods、.docx、.html 或 .json），- 为标准输入；也可以是多个文件、文件夹、压缩包。",
                "The file to convert (.xlsx, .xls, .ods, .docx, .html or .json), - for standard input; or several, folders, zips."
            ),
            valueName: "input"))
    var inputs: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            language("写到哪里，- 为标准输出；扩展名决定格式。", "Where to write, - for standard output; the extension decides the format."),
            valueName: "file"))
    var output: String = "-"

    @Option(
        help: ArgumentHelp(
            language(
                "写成什么格式：json、xlsx、docx、html、md、txt、pdf；许多文件写成 json、xlsx、ndjson、csv 或 sqlite。",
                "The format to write: json, xlsx, docx, html, md, txt, pdf; many files json, xlsx, ndjson, csv or sqlite."),
            valueName: "format"))
    var to: OutputFormat?

    @Option(
        help: ArgumentHelp(
            language(
                "报告用这个目录里的模板（见 template --document）。",
                "Make the report by the templates of this folder (see template --document)."),
            valueName: "folder"))
    var template: String?

    @Flag(help: ArgumentHelp(language("JSON 里注明每个数的出处。", "Give the origin of every figure in the JSON.")))
    var origins = false

    @Flag(help: ArgumentHelp(language("有错误时退出码为 1（结果照写）。", "Exit 1 on any error (the output is still written).")))
    var strict = false

    @Flag(
        help: ArgumentHelp(
            language("空着的文字部分按表里的数起草（注明是草稿）。", "Draft empty sections from the figures (marked as drafts).")))
    var draft = false

    @Option(
        help: ArgumentHelp(
            language("上一年的报告，草稿和同比用它的数。", "The report of the year before, for drafts and comparisons."), valueName: "file"))
    var previous: String?

    @Flag(
        help: ArgumentHelp(
            language("报告或工作簿里加图解：申请人、办理结果、复议诉讼等。", "Add charts to the report or workbook: applicants, outcomes, disputes.")))
    var charts = false

    @Option(
        help: ArgumentHelp(
            language(
                "更早年度的报告，可以给几次；与 --previous 一起画进 --charts 的历年图。",
                "A report of an earlier year, any number of times; with --previous, --charts shows how the years compare."),
            valueName: "file"))
    var earlier: [String] = []

    @Flag(help: ArgumentHelp(language("允许覆盖输入文件。", "Allow the output to replace the input.")))
    var force = false

    @OptionGroup var batch: BatchOptions
    @OptionGroup var filling: FillingOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        guard !inputs.isEmpty || batch.filesFrom != nil else {
            throw ValidationError(language("缺少参数 '<input>'", "Missing expected argument '<input>'"))
        }
        if !earlier.isEmpty, !charts {
            throw ValidationError(language("--earlier 要与 --charts 一起用。", "--earlier goes with --charts."))
        }
        if !isFolder {
            try validateEnding(of: output, says: OutputFormat(path: output), fits: to, as: "--to \(to?.name ?? "")")
        }
    }

    /// What is wrong with the options for one file.
    private func validateForOne() throws {
        try filling.validate(output: output)
        if filling.into != nil, let to, to != .one(.data(.xlsx)) {
            throw ValidationError(
                language("--into 填的是工作簿，不能用 --to \(to.name)。", "--into fills a workbook; --to \(to.name) does not go with it."))
        }
        if format == nil, filling.into == nil {
            // A folder whose name was mistyped looks like one file.
            if input != "-", access(input, F_OK) != 0 { throw told(Finding(.fileNotFound), of: input) }
            throw ValidationError(
                language(
                    "看不出要写成什么格式：用 .json、.xlsx、.docx、.html、.md、.txt 或 .pdf 作扩展名，或加 --to。",
                    "The format is unknown: end the output's name in .json, .xlsx, .docx, .html, .md, .txt or .pdf, or give --to."
                ))
        }
        if template != nil, !isForPublication {
            throw ValidationError(
                language(
                    "--template 用于年度报告：.docx、.html、.md、.txt、.pdf。", "--template is for the report: .docx, .html, .md, .txt, .pdf."
                ))
        }
        if charts, format == .data(.json) || filling.into != nil {
            throw ValidationError(
                language(
                    "--charts 用于年度报告和标准工作簿：.docx、.html、.md、.txt、.pdf、.xlsx。",
                    "--charts is for the report and the standard workbook: .docx, .html, .md, .txt, .pdf, .xlsx."))
        }
    }

    private var input: String { inputs.first ?? "-" }
    private var format: Format? { to?.report ?? (output == "-" ? .data(.json) : Format(path: output)) }

    private var isForPublication: Bool { format?.isData == false && filling.into == nil }

    /// The files that are read, which must not be overwritten.
    private var kept: [String?] { force ? [] : [input, previous] + earlier }

    // On the thread that the program begins with: another costs more than it could do meanwhile.
    @MainActor func run() async throws {
        // Here, not in `validate`, since it looks into folders and zips, and once is enough.
        if isBatch { return try batch.run(self) }
        try validateForOne()
        let converter = try reading.converter()
        let result = try speaking(of: input) { _ in try converter.read(FileIO.read(input, limit: reading.maxTotalSize)) }
        let before = try previous.map { (reading: try reading.previous($0, converter), file: $0) }
        let older = try earlier.map { (reading: try reading.previous($0, converter), file: $0) }
        let drawn = charts ? Chart.all(of: result, earlier: (before.map { [$0] } ?? []) + older) : (charts: [], findings: [])
        let last = before?.reading.report
        let more =
            drawn.findings
            + (isForPublication
                ? try await publish(result, charts: drawn.charts, previous: last, converter)
                : try write(
                    draft ? converter.drafted(result, previous: last) : result.report, charts: drawn.charts, converter))
        let sentences = Sentences(language)
        for finding in result.findings + more { tell(sentences.line(finding, file: display(input))) }
        let relations = converter.brokenRelations(in: result)
        if relations > 0 { tell(broken(relations, file: display(input))) }
        let findings = (strict ? try converter.findings(of: result) : result.findings) + more
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }

    /// Writes the report's data; gives what of it the output has no place for.
    private func write(_ report: Report, charts: [Chart], _ converter: Converter) throws -> [Finding] {
        if let template = filling.into {
            return try filling.run(
                converter, into: template, with: report, limit: reading.maxTotalSize, to: output, unless: kept)
        }
        try speaking(of: output) { _ in
            guard case .data(let format) = format else { return }
            let bytes = try converter.write(report, as: format, charts: charts, to: output, origins: origins)
            try FileIO.write(bytes, to: output, unless: kept)
        }
        return []
    }

    /// Writes the report for publication; gives what is wrong with its prose, and which sections have none.
    @MainActor private func publish(
        _ result: ReportReading, charts: [Chart], previous: Report?, _ converter: Converter
    ) async throws -> [Finding] {
        try await speaking(of: output) { _ in
            let worded = try converter.worded(result, previous: previous, drafting: draft)
            let templates = try template.map(DocumentTemplates.init(folder:)) ?? .builtIn
            let document = try converter.document(of: worded, charts: charts, templates: templates)
            let bytes =
                if case .document(let format) = format {
                    try format.bytes(of: document, templates: templates)
                } else {
                    try await converter.pdf(of: document, templates: templates)
                }
            try FileIO.write(bytes, to: output, unless: kept)
            return worded.findings + document.findings
        }
    }
}
