// Writes the files of Templates into one Swift source. Usage: Embed OUTPUT ROOT FILE…
// SwiftPM's .embedInCode gives no list of the embedded files, and adding a form must not need a change of code.
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
