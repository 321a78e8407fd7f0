import ArgumentParser
import CMalloc
import Foundation
import Messages

/// The language of this run: that of `--lang`, anywhere among the arguments, else the locale's.
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
        // A closed pipe is to be an error of the write, not to end the process.
        signal(SIGPIPE, SIG_IGN)
        // Keep freed memory for the next file: by default glibc returns all but some hundred KB to the system and asks for it
        // again, which takes a twentieth of a batch.
        mallopt(M_TOP_PAD, 4 << 20)
        var name: String?
        do {
            var command = try parsed()
            name = type(of: command).configuration.commandName
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            // An error after parsing that is neither printed yet nor wrong usage becomes exit code 2.
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

    /// The text of an error. Wrong usage that shows only while a command runs reads like that found in parsing.
    private static func message(for error: any Error, of name: String?) -> String {
        guard let error = error as? ValidationError, let name,
            let command = configuration.subcommands.first(where: { $0.configuration.commandName == name })
        else { return fullMessage(for: error) }
        return
            "Error: \(error.message)\nUsage: \(usageString(for: command))\n  See 'nianbao \(name) --help' for more information."
    }

    /// The command to run. A command that is named first is parsed alone, since building the tree of all commands takes a tenth
    /// of a conversion. If that fails (help, the version, wrong usage), the whole tree parses again and answers.
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
