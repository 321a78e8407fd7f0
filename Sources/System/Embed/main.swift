// Writes the files of Templates as one Swift source: embed OUTPUT ROOT FILE…
// SwiftPM's .embedInCode gives no list of what it embeds, and a new form must be a new file and nothing else.
import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let root = arguments.dropFirst().first else { exit(64) }
var source = """
    /// The files of Templates by their path there, in the order of the paths.
    enum TemplateFiles {
        static let all: [(path: String, text: StaticString)] = [

    """
for file in arguments.dropFirst(2).sorted() {
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    source += "(\"\(file.dropFirst(root.count + 1))\", ####\"\"\"\n\(text)\n\"\"\"####),\n"
}
try (source + "    ]\n}\n").write(toFile: output, atomically: true, encoding: .utf8)
