import JSON
import Synchronization
import Templates

/// The files of `Templates/Messages`, each read when its first text is asked for: a run needs a few of one language.
enum Texts {
    private struct Name: Hashable {
        let file: String
        let language: Language
    }

    private static let read = Mutex<[Name: [String: String]]>([:])

    /// The texts by key of `NAME.json`, or of all files in the folder `NAME`; empty where the language has neither.
    static func of(_ file: String, in language: Language) -> [String: String] {
        read.withLock { read in
            let name = Name(file: file, language: language)
            if let texts = read[name] { return texts }
            let members = Templates.messages(file, in: language.rawValue).flatMap(members)
            let texts = Dictionary(uniqueKeysWithValues: members.compactMap { key, value in value.string.map { (key, $0) } })
            read[name] = texts
            return texts
        }
    }

    /// The members of an object in a file that is compiled in, in their order.
    static func members(_ file: [UInt8]) -> [(key: String, value: JSONValue)] {
        Templates.decoded { try JSONValue(parsing: file) }.members ?? []
    }

    /// The text with each `{name}` replaced by the slot's value, or by nothing if the slot is missing. Other braces stay.
    static func filled(_ text: String, _ slots: [String: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...].dropFirst()
            let name = rest.prefix { $0.isLetter }
            guard !name.isEmpty, rest[name.endIndex...].first == "}" else {
                filled += "{"
                continue
            }
            filled += slots[String(name)] ?? ""
            rest = rest[name.endIndex...].dropFirst()
        }
        return filled + rest
    }
}
