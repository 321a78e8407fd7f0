import ArgumentParser
import Conversion
import Findings

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: language("核对：勾稽关系、空项、读不出的数。", "Check relations, blanks, and figures that cannot be read."),
        discussion: language("退出码：0 没有错误；1 有错误；2 文件读不了；64 用法不对。", "Exit codes: 0 no error; 1 errors; 2 unreadable; 64 wrong usage."))

    enum Style: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: ArgumentHelp(language("要核对的文件（.xlsx 或 .json），- 为标准输入。", "The file to check (.xlsx or .json), - for standard input."), valueName: "input"))
    var input: String

    @Option(help: ArgumentHelp(language("结果的格式：text 或 json。", "The format of the result: text or json."), valueName: "format"))
    var format: Style = .text

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func run() throws {
        try speaking(of: input) { sentences in
            let converter = try reading.converter()
            let result = try converter.read(Files.read(input, limit: reading.maxTotalSize))
            let findings = result.findings + converter.check(result)
            let text = switch format {
            case .json: sentences.json(findings).text
            case .text: lines(of: findings, sentences)
            }
            try Files.write([UInt8](text.utf8), to: "-", unless: nil)
            if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
        }
    }

    private func lines(of findings: [Finding], _ sentences: Sentences) -> String {
        func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
        let summary = language(
            "错误 \(count(.error)) 处，警告 \(count(.warning)) 处，提示 \(count(.note)) 处。",
            "\(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes.")
        return (findings.map { sentences.line($0, file: display(input)) } + [summary]).joined(separator: "\n") + "\n"
    }
}
