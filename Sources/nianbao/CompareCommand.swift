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
        abstract: language("command.compare.abstract"),
        discussion: language("command.compare.discussion"))

    @Argument(help: ArgumentHelp(language("compare.help.first"), valueName: "first"))
    var first: String

    @Argument(help: ArgumentHelp(language("compare.help.second"), valueName: "second"))
    var second: String

    @Option(
        help: ArgumentHelp(
            language("compare.help.format", ["formats": language.choice(ListFormat.allCases.map(\.rawValue))]),
            valueName: "format"))
    var format: ListFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("compare.help.output"), valueName: "file"))
    var output: String = "-"

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateEnding(
            of: output, says: OutputFormat(path: output), fits: format.flatMap(OutputFormat.init),
            as: "--format \(format?.rawValue ?? "")")
        if format == nil, output != "-", ListFormat(path: output) == nil {
            throw ValidationError(
                language("compare.usage.output", ["endings": language.choice(ListFormat.ofFiles.map(\.ending))]))
        }
    }

    func run() throws {
        let converter = try reading.converter()
        let (a, b) = (try read(first, converter), try read(second, converter))
        let comparison = Comparison(
            a, findings: converter.findings(of: a), b, findings: converter.findings(of: b))
        try reportingErrors(of: output) { sentences in
            try FileIO.write(bytes(of: comparison, sentences), to: output, unless: [first, second])
        }
        if !comparison.isSame { throw ExitCode(1) }
    }

    private func read(_ path: String, _ converter: Converter) throws -> ReportReading {
        try reportingErrors(of: path) { _ in try converter.read(FileIO.read(path, limit: reading.maxTotalSize)) }
    }

    private func bytes(of comparison: Comparison, _ sentences: Sentences) throws -> [UInt8] {
        let (before, after) = (displayName(of: first), displayName(of: second))
        switch format ?? (output == "-" ? .text : ListFormat(path: output) ?? .text) {
        case .text: return [UInt8](comparison.text(before, after, sentences).utf8)
        case .json: return [UInt8](comparison.json(sentences).text.utf8)
        case let format:
            return try nianbao.bytes(of: comparison.listings(before, after, sentences), as: format, to: output)
        }
    }
}
