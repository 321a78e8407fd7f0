import ArgumentParser
import Files
import Forms

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: language("command.rules.abstract"))

    @OptionGroup var speech: LanguageOption

    func run() throws {
        try reportingErrors(of: "-") { sentences in
            try FileIO.write([UInt8](sentences.rulesDocument(Form.known).utf8), to: "-")
        }
    }
}
