import ArgumentParser
import Conversion
import Files
import Messages
import Office

struct BoardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: language("command.board.abstract"),
        discussion: language("command.board.discussion"))

    @OptionGroup var office: OfficeOptions

    @Option(help: ArgumentHelp(language("board.help.year"), valueName: "year"))
    var year: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("board.help.output", ["endings": Self.endings]), valueName: "file"))
    var output: String = "-"

    @Option(
        name: .customLong("return"),
        help: ArgumentHelp(language("board.help.return"), valueName: "folder"))
    var returns: String?

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateYear(year)
        guard let format, format != .text else {
            throw ValidationError(language("board.usage.output", ["endings": Self.endings]))
        }
    }

    /// What people open first stands first.
    private static let endings = language.choice(ListFormat.ofFiles.reversed().map(\.ending))

    private var format: ListFormat? { output == "-" ? .json : ListFormat(path: output) }

    func run() throws {
        let converter = try office.converter()
        let sentences = Sentences(language)
        let returns = try returns.map { path in try reportingErrors(of: path) { _ in try ReturnFolder(path) } }
        let register = try office.register(
            converter, expected: Expectation(year: year, converter), to: output, returning: returns, sentences)
        let returned = try returns.map { folder in try reportingErrors(of: folder.path) { _ in try folder.publish(register) } }
        let board = Board(register, year: year, hasRoster: office.roster != nil, returned: returned?.names)
        try reportingErrors(of: output) { sentences in
            let bytes =
                format == .json
                ? board.bytes(ofJSON: sentences)
                : try bytes(of: board.listings(sentences), as: format ?? .xlsx, to: output)
            try FileIO.write(bytes, to: output, unless: [office.roster] + office.inputs)
        }
        printError(board.summary(language))
        if let returns, let (names, removed) = returned {
            printError(
                removed == 0
                    ? language("board.returned", ["count": names.count, "folder": returns.path])
                    : language("board.returnedAnew", ["count": names.count, "folder": returns.path, "removed": removed]))
        }
        if board.needsMending { throw ExitCode(1) }
    }
}
