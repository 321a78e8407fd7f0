import ArgumentParser
import Files
import Forms
import Foundation
import Messages
import Model

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: language("command.check.abstract"),
        discussion: language("command.check.discussion"))

    enum Style: String, CaseIterable, ExpressibleByArgument { case text, json, sarif }

    @Argument(help: ArgumentHelp(language("check.help.input"), valueName: "input"))
    var input: String

    @Option(
        help: ArgumentHelp(
            language("check.help.format", ["formats": language.choice(Style.allCases.map(\.rawValue))]), valueName: "format"))
    var format: Style = .text

    @Option(help: ArgumentHelp(language("check.help.previous"), valueName: "file"))
    var previous: String?

    @Option(help: ArgumentHelp(language("check.help.body"), valueName: "kind"))
    var body: String?

    @Option(help: ArgumentHelp(language("check.help.accept"), valueName: "file"))
    var accept: String?

    @Option(help: ArgumentHelp(language("check.help.mark"), valueName: "file"))
    var mark: String?

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        if mark == "-" {
            throw ValidationError(language("check.usage.mark"))
        }
        guard let body else { return }
        let known = Set(Form.known.flatMap { $0.definition.powers?.bodies.map(\.id) ?? [] })
        if !known.contains(body) {
            throw ValidationError(language("check.usage.body", ["kinds": known.sorted().joined(separator: ", ")]))
        }
    }

    func run() throws {
        let converter = try reading.converter()
        let bytes = try reportingErrors(of: input) { _ in try FileIO.read(input, limit: reading.maxTotalSize) }
        let result = try reportingErrors(of: input) { _ in try converter.read(bytes) }
        let before = try previous.map { path in
            (reading: try reading.previous(path, converter), file: URL(fileURLWithPath: path).lastPathComponent)
        }
        let acceptances = try accept.map { path in
            try reportingErrors(of: path) { _ in try Acceptances(FileIO.read(path, limit: reading.maxTotalSize)) }
        }
        let found = try reportingErrors(of: input) { _ in converter.findings(of: result, previous: before, body: body) }
        let findings = acceptances?.applied(to: found) ?? found
        if let mark {
            try reportingErrors(of: mark) { sentences in
                let marked = try converter.marked(bytes, result, findings: findings, sentences: sentences, to: mark)
                try FileIO.write(marked, to: mark, unless: [input, previous, accept])
            }
        }
        try reportingErrors(of: "-") { sentences in
            try FileIO.write([UInt8](text(of: findings, sentences).utf8), to: "-")
        }
        if findings.contains(where: { $0.severity == .error && $0.accepted == nil }) { throw ExitCode(1) }
    }

    private func text(of findings: [Finding], _ sentences: Sentences) -> String {
        switch format {
        case .json: sentences.json(findings).text
        case .sarif: sentences.sarif(findings, file: displayName(of: input), version: Nianbao.configuration.version).text
        case .text: sentences.text(findings, file: displayName(of: input), isColoured: isColoured)
        }
    }

    /// Colours are for terminals, unless NO_COLOR is set (no-color.org).
    private var isColoured: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }
}
