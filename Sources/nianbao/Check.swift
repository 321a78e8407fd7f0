import ArgumentParser
import Files
import Forms
import Foundation
import Messages
import Model

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: language("核对：勾稽关系、年度之间、职权、文字与表格。", "Check relations, year against year, powers, text against tables."),
        discussion: language(
            "退出码：0 没有错误；1 有错误；2 文件读不了；64 用法不对。", "Exit codes: 0 no error; 1 errors; 2 unreadable; 64 wrong usage."))

    enum Style: String, CaseIterable, ExpressibleByArgument { case text, json, sarif }

    @Argument(
        help: ArgumentHelp(
            language(
                "要核对的文件（.xlsx、.xls、.ods、.docx、.html 或 .json），- 为标准输入。",
                "The file to check (.xlsx, .xls, .ods, .docx, .html or .json), - for standard input."),
            valueName: "input"))
    var input: String

    @Option(
        help: ArgumentHelp(
            language("结果的格式：text、json 或 sarif。", "The format of the result: text, json or sarif."), valueName: "format"))
    var format: Style = .text

    @Option(
        help: ArgumentHelp(
            language("上一年的报告，用来核对年度之间的关系。", "The report of the year before, to check year against year."), valueName: "file"))
    var previous: String?

    @Option(
        help: ArgumentHelp(
            language(
                "单位的类别（ministry、province、city、county、town、department），不按名称判断。",
                "The kind of body (ministry, province, city, county, town, department), whatever its name."), valueName: "kind"))
    var body: String?

    @Option(help: ArgumentHelp(language("已说明情况的清单（JSON）。", "Explanations of findings to let stand (JSON)."), valueName: "file"))
    var accept: String?

    @Option(
        help: ArgumentHelp(
            language(
                "把结果标在报来的工作簿上，写到这里：每一处加批注和底色，第一张表是错误清单。",
                "Write the workbook back with its findings marked: notes, fills, and a list as the first sheet."),
            valueName: "file"))
    var mark: String?

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        if mark == "-" {
            throw ValidationError(
                language("--mark 要写到文件，标准输出是核对的结果。", "--mark wants a file; standard output is for the findings."))
        }
        guard let body else { return }
        let known = Set(Form.known.flatMap { $0.definition.powers?.bodies.map(\.id) ?? [] })
        if !known.contains(body) {
            throw ValidationError(language("--body 只能是：", "--body is one of: ") + known.sorted().joined(separator: ", "))
        }
    }

    func run() throws {
        let converter = try reading.converter()
        let bytes = try speaking(of: input) { _ in try FileIO.read(input, limit: reading.maxTotalSize) }
        let result = try speaking(of: input) { _ in try converter.read(bytes) }
        let before = try previous.map { path in
            (reading: try reading.previous(path, converter), file: URL(fileURLWithPath: path).lastPathComponent)
        }
        let acceptances = try accept.map { path in
            try speaking(of: path) { _ in try Acceptances(FileIO.read(path, limit: reading.maxTotalSize)) }
        }
        let found = try speaking(of: input) { _ in try converter.findings(of: result, previous: before, body: body) }
        let findings = acceptances?.applied(to: found) ?? found
        if let mark {
            try speaking(of: mark) { sentences in
                let marked = try converter.marked(bytes, result, findings: findings, sentences: sentences, to: mark)
                try FileIO.write(marked, to: mark, unless: [input, previous, accept])
            }
        }
        try speaking(of: "-") { sentences in
            try FileIO.write([UInt8](text(of: findings, sentences).utf8), to: "-")
        }
        if findings.contains(where: { $0.severity == .error && $0.accepted == nil }) { throw ExitCode(1) }
    }

    private func text(of findings: [Finding], _ sentences: Sentences) -> String {
        switch format {
        case .json: sentences.json(findings).text
        case .sarif: sentences.sarif(findings, file: display(input), version: Nianbao.configuration.version).text
        case .text: sentences.text(findings, file: display(input), isColoured: isColoured)
        }
    }

    /// Only on a terminal, and not where NO_COLOR (no-color.org) asks for none.
    private var isColoured: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }
}
