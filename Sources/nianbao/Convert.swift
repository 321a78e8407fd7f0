import ArgumentParser
import Conversion
import Findings
import ReportModel

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: language(
            "转换：工作簿、Word 文档、网页读成 JSON，或连同 JSON 写成标准工作簿。",
            "Convert a workbook, Word document or web page to JSON, or any of these or JSON to the standard workbook."),
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
                "写成什么格式：json 或 xlsx；许多文件还可以写成 ndjson、csv 或 sqlite。",
                "The format to write: json or xlsx; many files also ndjson, csv or sqlite."), valueName: "format"))
    var to: OutputFormat?

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
        if isBatch { return try batch.validate(self) }
        try filling.validate(output: output)
        if format == nil, filling.into == nil {
            throw ValidationError(
                language(
                    "看不出要写成什么格式：用 .json 或 .xlsx 作扩展名，或加 --to。",
                    "The format is unknown: end the output's name in .json or .xlsx, or give --to."))
        }
    }

    private var input: String { inputs.first ?? "-" }
    private var format: Format? { to?.report ?? (output == "-" ? .json : Format(path: output)) }

    func run() throws {
        if isBatch { return try batch.run(self) }
        let converter = try reading.converter()
        let result = try speaking(of: input) { _ in try converter.read(Files.read(input, limit: reading.maxTotalSize)) }
        let before = try previous.map { try reading.previous($0, converter).report }
        let report = draft ? try converter.drafted(result, previous: before) : result.report
        let unplaced = try write(report, converter)
        let sentences = Sentences(language)
        for finding in result.findings + unplaced { tell(sentences.line(finding, file: display(input))) }
        let broken = converter.brokenRelations(in: result)
        if broken > 0 { tellBroken(broken, file: display(input)) }
        let findings = (strict ? try converter.findings(of: result) : result.findings) + unplaced
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }

    /// Writes the report; gives what of it the output has no place for.
    private func write(_ report: Report, _ converter: Converter) throws -> [Finding] {
        let kept = force ? nil : input
        if let template = filling.into {
            return try filling.run(
                converter, into: template, with: report, limit: reading.maxTotalSize, to: output, unless: kept)
        }
        try speaking(of: output) { _ in
            let bytes = try converter.write(report, as: format ?? .json, to: output, origins: origins)
            try Files.write(bytes, to: output, unless: kept)
        }
        return []
    }
}
