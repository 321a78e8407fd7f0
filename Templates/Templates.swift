/// The files of this folder, compiled in.
package enum Templates {
    /// The definitions of the national forms, newest first by the years in their names.
    package static var forms: [[UInt8]] { files(in: "Forms").reversed().map(\.bytes) }

    /// The ids of the forms, as their files are named: `2021` of `form-2021.json`. In the order of `forms`.
    package static var formIDs: [String] { files(in: "Forms").reversed().map { String($0.name.dropFirst(5).dropLast(5)) } }

    /// The languages that there are messages in: the names of the folders of `Messages`, in their order.
    package static let languages: [String] = {
        let folders = TemplateFiles.all.compactMap { file in
            let steps = file.path.split(separator: "/")
            return steps.count > 2 && steps[0] == "Messages" ? String(steps[1]) : nil
        }
        return Set(folders).sorted()
    }()

    /// The messages of a language that stand in `NAME.json` or in the files of the folder `NAME`; none where there is neither.
    package static func messages(_ name: String, in language: String) -> [[UInt8]] {
        let path = "Messages/\(language)/\(name)"
        return TemplateFiles.all.filter { $0.path == path + ".json" || $0.path.hasPrefix(path + "/") }.map { bytes(of: $0.text) }
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
        TemplateFiles.all.filter { $0.path.hasPrefix(folder + "/") }
            .map { (String($0.path.dropFirst(folder.count + 1)), bytes(of: $0.text)) }
    }

    private static func bytes(of text: StaticString) -> [UInt8] { text.withUTF8Buffer(Array.init) }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = TemplateFiles.all.first(where: { $0.path == path }) else { preconditionFailure("no \(path)") }
        return bytes(of: file.text)
    }

    /// What a file that is compiled in gives. Only a build with a damaged file can fail, and no test passes in such a build.
    package static func decoded<Value>(_ decode: () throws -> Value) -> Value {
        do { return try decode() } catch { preconditionFailure("Templates: \(error)") }
    }
}
