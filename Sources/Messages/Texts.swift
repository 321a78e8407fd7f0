import Foundation
import JSON
import Synchronization
import Templates

/// Reads the files of `Templates/Messages`.
enum Texts {
    /// The text of a key such as `board.title`, which stands in `board.json`; nil if there is none.
    static func text(_ key: String, in language: Language) -> String? {
        let name = key.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(key[..<$0]) } ?? key
        return text(key, of: name, in: language)
    }

    /// The text of a key in `NAME.json`; nil if there is none. Every text has a line of its own, which is found by its bytes: to
    /// decode whole files for the few texts of a run would be 5 % of a start.
    static func text(_ key: String, of name: String, in language: Language) -> String? {
        guard let file = Templates.messages(name, in: language.rawValue) else { return nil }
        // A StaticString ends in NUL, as C wants it.
        let text = UnsafeRawPointer(file.utf8Start).assumingMemoryBound(to: CChar.self)
        let start = "\n  \"" + key + "\": "
        return strstr(text, start).map { value(at: $0 + start.utf8.count) }
    }

    /// All texts of `NAME.json` in their order; empty if there is no such file. Keys have no escapes.
    static func all(_ name: String, in language: Language) -> [(key: String, text: String)] {
        guard let file = Templates.messages(name, in: language.rawValue) else { return [] }
        var texts: [(key: String, text: String)] = []
        var line = strstr(UnsafeRawPointer(file.utf8Start).assumingMemoryBound(to: CChar.self), "\n  \"")
        while let start = line, let end = strstr(start + 4, "\": ") {
            let key = UnsafeRawBufferPointer(start: start + 4, count: start.distance(to: end) - 4)
            texts.append((String(decoding: key, as: UTF8.self), value(at: end + 3)))
            line = strstr(end, "\n  \"")
        }
        return texts
    }

    /// The JSON string that stands from here to the end of the line, or the comma there.
    private static func value(at start: UnsafePointer<CChar>) -> String {
        let line = UnsafeRawBufferPointer(start: start, count: strcspn(start, "\n"))
        let json = line.last == UInt8(ascii: ",") ? line.dropLast() : line[...]
        if !json.contains(UInt8(ascii: "\\")) { return String(decoding: json.dropFirst().dropLast(), as: UTF8.self) }
        return Templates.decoded { try JSONValue(parsing: Array(json)) }.string ?? ""
    }

    private static let sentences = Mutex<[Language: [String: String]]>([:])

    /// The sentences of findings by phrase. Decoded with the first sentence: a batch needs very many.
    static func sentences(in language: Language) -> [String: String] {
        sentences.withLock { sentences in
            if let known = sentences[language] { return known }
            let members = Templates.sentences(in: language.rawValue).flatMap { file in
                Templates.decoded { try JSONValue(parsing: file) }.members ?? []
            }
            let decoded = Dictionary(uniqueKeysWithValues: members.compactMap { key, value in value.string.map { (key, $0) } })
            sentences[language] = decoded
            return decoded
        }
    }

    /// The text with each `{name}` replaced by the value of that name, or by nothing if it has none. Other braces stay.
    static func filled(_ text: String, _ value: (_ name: String) -> String?) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            filled += String(rest[..<open])
            rest = rest[rest.utf8.index(after: open)...]
            let name = rest.utf8.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest.utf8[name.endIndex] == UInt8(ascii: "}") else {
                filled += "{"
                continue
            }
            filled += value(String(rest[..<name.endIndex])) ?? ""
            rest = rest[rest.utf8.index(after: name.endIndex)...]
        }
        return filled + String(rest)
    }
}
