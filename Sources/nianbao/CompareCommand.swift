import ArgumentParser
import Claims
import Conversion
import Files
import Forms
import Messages
import Office

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: language("比较两份报告：数、文字、核对结果各有什么不同。", "Compare two reports: figures, text, findings."),
        discussion: language(
            "退出码：0 相同；1 不同；2 文件读不了；64 用法不对。", "Exit codes: 0 the same; 1 different; 2 unreadable; 64 wrong usage."))

    @Argument(help: ArgumentHelp(language("第一份，任何一种文件。", "The first, of any kind."), valueName: "first"))
    var first: String

    @Argument(help: ArgumentHelp(language("第二份，任何一种文件。", "The second, of any kind."), valueName: "second"))
    var second: String

    @Option(
        help: ArgumentHelp(
            language("结果的格式：text、json、html 或 xlsx。", "The format of the result: text, json, html or xlsx."), valueName: "format"))
    var format: ListFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            language("写到哪里，- 为标准输出；扩展名决定格式。", "Where to write, - for standard output; the extension decides the format."),
            valueName: "file"))
    var output: String = "-"

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateEnding(
            of: output, says: Format(path: output), fits: format?.asFormat, as: "--format \(format?.rawValue ?? "")")
        if format == nil, output != "-", ListFormat(path: output) == nil {
            throw ValidationError(
                language(
                    "看不出要写成什么格式：用 .json、.html 或 .xlsx 作扩展名，或加 --format。",
                    "End the output's name in .json, .html or .xlsx, or give --format."))
        }
    }

    func run() throws {
        let converter = try reading.converter()
        let (a, b) = (try read(first, converter), try read(second, converter))
        let comparison = Comparison(
            a, findings: try converter.findings(of: a), b, findings: try converter.findings(of: b))
        try speaking(of: output) { sentences in
            try FileIO.write(bytes(of: comparison, sentences), to: output, unless: [first, second])
        }
        if !comparison.isSame { throw ExitCode(1) }
    }

    private func read(_ path: String, _ converter: Converter) throws -> ReportReading {
        try speaking(of: path) { _ in try converter.read(FileIO.read(path, limit: reading.maxTotalSize)) }
    }

    private func bytes(of comparison: Comparison, _ sentences: Sentences) throws -> [UInt8] {
        let (before, after) = (display(first), display(second))
        switch format ?? (output == "-" ? .text : ListFormat(path: output) ?? .text) {
        case .text: return [UInt8](comparison.text(before, after, sentences).utf8)
        case .json: return [UInt8](comparison.json(sentences).text.utf8)
        case let format:
            return try nianbao.bytes(of: comparison.listings(before, after, sentences), as: format, to: output)
        }
    }
}
