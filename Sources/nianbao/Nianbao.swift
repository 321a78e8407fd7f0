import ArgumentParser
import CMalloc
import Foundation
import Messages

/// The language of this run: `--lang` wherever it stands, else the locale.
let language: Language = {
    let arguments = CommandLine.arguments
    let given =
        arguments.firstIndex(of: "--lang").flatMap { arguments.dropFirst($0 + 1).first }
        ?? arguments.lazy.filter { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }.first
    return given.flatMap(Language.init(rawValue:)) ?? .preferred { getenv($0).map { String(cString: $0) } }
}()

@main
struct Nianbao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nianbao",
        abstract: language("command.abstract"),
        version: "0.1.0",
        subcommands: [
            Convert.self, Template.self, Check.self, FormsCommand.self, Rules.self,
            BoardCommand.self, AggregateCommand.self, CompareCommand.self,
        ])

    static func main() async {
        // A closed pipe is an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // Memory that one file took is there for the next: to give pages back and ask for them again, which the library does
        // below some hundred KB, is a twentieth of a batch.
        mallopt(M_TOP_PAD, 4 << 20)
        var name: String?
        do {
            var command = try parsed()
            name = type(of: command).configuration.commandName
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            // What goes wrong past parsing and is neither told yet nor wrong usage.
            let error = name.map { exitError(reporting: error, of: "nianbao \($0)") } ?? error
            let code = exitCode(for: error)
            let message = message(for: error, of: name)
            let output = code == .success ? FileHandle.standardOutput : .standardError
            if !message.isEmpty {
                try? output.write(contentsOf: Data((ParserMessages.translated(message) + "\n").utf8))
            }
            Foundation.exit(code.rawValue)
        }
    }

    /// Some wrong usage shows only while a command runs: it is told as what shows in parsing.
    private static func message(for error: any Error, of name: String?) -> String {
        guard let error = error as? ValidationError, let name,
            let command = configuration.subcommands.first(where: { $0.configuration.commandName == name })
        else { return fullMessage(for: error) }
        return
            "Error: \(error.message)\nUsage: \(usageString(for: command))\n  See 'nianbao \(name) --help' for more information."
    }

    /// The command asked for. One that is named first is parsed alone, since looking at all of them takes a tenth of a
    /// conversion; what it does not take as it stands (help, the version, errors) is for the whole to answer.
    private static func parsed() throws -> any ParsableCommand {
        let arguments = CommandLine.arguments.dropFirst()
        if let name = arguments.first,
            let type = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
            let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type
        {
            return command
        }
        return try parseAsRoot()
    }
}
