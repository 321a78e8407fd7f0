/// The files of this folder, compiled in.
package enum Templates {
    /// The definitions of the national forms, newest first by the years in their names.
    package static var forms: [[UInt8]] { files(in: "Forms").reversed().map(\.bytes) }

    /// The ids of the forms in the order of `forms`, by the names of their files: `2021` for `form-2021.json`.
    package static var formIDs: [String] {
        entries(at: "Forms/form-").reversed().map { String($0.path.dropFirst("Forms/form-".count).dropLast(".json".count)) }
    }

    /// The languages of messages, sorted: the names of the folders of `Messages`.
    package static let languages: [String] = entries(at: "Messages/").reduce(into: []) { languages, entry in
        let steps = entry.path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
        guard steps.count == 3, let language = String(steps[1]), language != languages.last else { return }
        languages.append(language)
    }

    /// The file `NAME.json` of a language's messages; nil if there is none.
    package static func messages(_ name: String, in language: String) -> StaticString? {
        let path = "Messages/" + language + "/" + name + ".json"
        return entries(at: path).first.flatMap { $0.path == path ? $0.text : nil }
    }

    /// The sentences of findings in a language, a file for each stage.
    package static func sentences(in language: String) -> [[UInt8]] {
        entries(at: "Messages/" + language + "/sentences/").map { bytes(of: $0.text) }
    }

    /// Facts for an example of what is said of a code, by code; the same in every language.
    package static var examples: [UInt8] { bytes("Messages/examples.json") }

    /// The words that a report's prose has for the figures of the tables.
    package static var vocabulary: [UInt8] { bytes("Prose/vocabulary.json") }

    /// What stands for a change, a share and a gap where names in the prose are filled in.
    package static var wording: [UInt8] { bytes("Prose/wording.json") }

    /// The sentences of drafts, with the names of their figures.
    package static var draft: [UInt8] { bytes("Prose/draft.json") }

    /// How the names of agencies are spelt in other ways, and what they begin and end with.
    package static var names: [UInt8] { bytes("Prose/names.json") }

    /// Which figures charts show.
    package static var charts: [UInt8] { bytes("Charts/charts.json") }

    /// The templates of the published report, one set for all formats.
    package static let documents: [(name: String, bytes: [UInt8])] = files(in: "Documents")

    /// The files of a folder by their names there, in the order of the names.
    private static func files(in folder: String) -> [(name: String, bytes: [UInt8])] {
        entries(at: folder + "/").map { (String($0.path.dropFirst(folder.count + 1)), bytes(of: $0.text)) }
    }

    /// The files whose paths begin with a prefix: a bisection, since the paths are sorted.
    private static func entries(at prefix: String) -> ArraySlice<(path: String, text: StaticString)> {
        let all = TemplateFiles.all
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].path < prefix { low = middle + 1 } else { high = middle }
        }
        return all[low...].prefix { $0.path.hasPrefix(prefix) }
    }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = entries(at: path).first, file.path == path else { preconditionFailure("no \(path)") }
        return bytes(of: file.text)
    }

    private static func bytes(of text: StaticString) -> [UInt8] { text.withUTF8Buffer(Array.init) }

    /// What a file that is compiled in gives. Only a build with a damaged file can fail, and no test passes in such a build.
    package static func decoded<Value>(_ decode: () throws -> Value) -> Value {
        do { return try decode() } catch { preconditionFailure("Templates: \(error)") }
    }
}
