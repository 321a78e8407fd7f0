import ArgumentParser
import Files
import Forms

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: language("列出全部代码：含义、例句、依据。", "List every code: its meaning, an example, its basis."))

    @OptionGroup var speech: LanguageOption

    func run() throws {
        try speaking(of: "-") { sentences in
            try FileIO.write([UInt8](sentences.rulesDocument(Form.known).utf8), to: "-")
        }
    }
}
