import ArgumentParser
import Files
import Messages
import Office

struct BoardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: language("报送进度：谁报了，谁没报，能不能用。", "The board: who has handed in, who has not, and what can be used."),
        discussion: language(
            "退出码：0 收到的都能用；1 有文件要改或要确认；2 名册读不了或结果写不了；64 用法不对。",
            "Exit codes: 0 all that came in can be used; 1 some files must be mended or confirmed; 2 the roster cannot be read or the result written; 64 wrong usage."
        ))

    @OptionGroup var office: OfficeOptions

    @Option(help: ArgumentHelp(language("应报的年度。", "The year that is collected."), valueName: "year"))
    var year: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            language(
                "写到哪里：.xlsx、.html 或 .json；- 为标准输出（JSON）。", "Where to write: .xlsx, .html or .json; - for standard output (JSON)."),
            valueName: "file"))
    var output: String = "-"

    @Option(
        name: .customLong("return"),
        help: ArgumentHelp(
            language(
                "把有错误的工作簿标好，写进这个文件夹，好退回去改；上次写进去的换掉。",
                "Write each workbook with errors, marked, into this folder, to be sent back, in place of those of an earlier run."
            ),
            valueName: "folder"))
    var returns: String?

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateYear(year)
        guard let format, format != .text else {
            throw ValidationError(language("输出要以 .xlsx、.html 或 .json 结尾。", "End the output's name in .xlsx, .html or .json."))
        }
    }

    private var format: ListFormat? { output == "-" ? .json : ListFormat(path: output) }

    func run() throws {
        let converter = try office.converter()
        let sentences = Sentences(language)
        let returns = try returns.map { path in try speaking(of: path) { _ in try ReturnFolder(path) } }
        let register = try office.register(
            converter, expected: Expectation(year: year, converter), to: output, returning: returns, sentences)
        let returned = try returns.map { folder in try speaking(of: folder.path) { _ in try folder.publish(register) } }
        let board = Board(register, year: year, hasRoster: office.roster != nil, returned: returned?.names)
        try speaking(of: output) { sentences in
            let bytes =
                format == .json
                ? board.bytes(ofJSON: sentences)
                : try bytes(of: board.listings(sentences), as: format ?? .xlsx, to: output)
            try FileIO.write(bytes, to: output, unless: [office.roster] + office.inputs)
        }
        tell(board.summary(language))
        if let returns, let (names, removed) = returned {
            tell(
                language("退回 \(names.count) 份，在“\(returns.path)”", "To be sent back: \(names.count), in “\(returns.path)”")
                    + (removed > 0 ? language("；上次的去掉 \(removed) 份", "; taken away, of an earlier run: \(removed)") : "")
                    + language("。", "."))
        }
        if board.needsMending { throw ExitCode(1) }
    }
}
