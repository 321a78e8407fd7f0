import Templates

/// A language that the program speaks. Each folder of `Templates/Messages` is one, named as locales name it (ISO 639-1):
/// a further language is a further folder.
package struct Language: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// The folder's name, such as `zh`.
    package let rawValue: String

    /// Chinese, the language of the reports.
    package static let zh = Language(known: "zh")

    /// Every language, Chinese first.
    package static let allCases = [zh] + Templates.languages.filter { $0 != zh.rawValue }.map(Language.init(known:))

    private init(known name: String) { rawValue = name }

    /// Returns nil if there is no folder of that name.
    package init?(rawValue: String) {
        guard Templates.languages.contains(rawValue) else { return nil }
        self.init(known: rawValue)
    }

    /// The language of the locale, which the environment `variable` gives; Chinese if there are no messages in that language.
    package static func preferred(_ variable: (String) -> String?) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        return locale.flatMap { locale in allCases.first { locale.hasPrefix($0.rawValue) } } ?? .zh
    }

    /// Values for the `{name}` slots of a text. A dictionary would make the runtime look for the conformance of its keys, which
    /// takes as long as twenty texts.
    package typealias Slots = KeyValuePairs<String, any CustomStringConvertible>

    /// The text of a key, with its `{name}` slots filled. The key's first part names the file: `board.title` stands in
    /// `board.json`. Keys are literals, so that a test can hold them and their slots against the files.
    package func callAsFunction(_ key: StaticString, _ slots: Slots = [:]) -> String {
        guard let text = Texts.text(key.description, in: self) else { preconditionFailure("no text for \(key)") }
        return slots.isEmpty ? text : Texts.filled(text) { name in slots.first { $0.key == name }?.value.description }
    }

    /// Items in a row: `json、xlsx`, or with another separator. At a start this is cheaper than
    /// `joined`, for which the runtime looks up conformances.
    package func list(_ items: [String], separator: String? = nil) -> String {
        let separator = separator ?? self("common.listComma")
        return items.dropFirst().reduce(items.first ?? "") { $0 + separator + $1 }
    }

    /// Items of which one is to be chosen: `json、xlsx 或 csv`.
    package func choice(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return list(items) }
        return self("common.choice", ["others": list(items.dropLast()), "last": last])
    }

    /// The phrases of a file in their order: what to replace, and what with. Empty if the language has no such file.
    package func phrases(_ file: String) -> [(key: String, text: String)] {
        Texts.all(file, in: self)
    }
}
