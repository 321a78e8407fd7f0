/// The files of this folder, compiled in.
package enum Templates {
    /// The definitions of the national forms, newest first by the years in their names.
    package static var forms: [[UInt8]] { files(in: "Forms").reversed().map(\.bytes) }

    /// The sentences of every finding, by stage.
    package static var messages: [[UInt8]] { files(in: "Messages").filter { $0.name != "codes.json" }.map(\.bytes) }

    /// What each code means, with facts for an example.
    package static var codes: [UInt8] { bytes("Messages/codes.json") }

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
            .map { (String($0.path.dropFirst(folder.count + 1)), $0.text.withUTF8Buffer(Array.init)) }
    }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = TemplateFiles.all.first(where: { $0.path == path }) else { preconditionFailure("no \(path)") }
        return file.text.withUTF8Buffer(Array.init)
    }

    /// What a file that is compiled in gives. Only a build with a damaged file can fail, and no test passes in such a build.
    package static func decoded<Value>(_ decode: () throws -> Value) -> Value {
        do { return try decode() } catch { preconditionFailure("Templates: \(error)") }
    }
}
