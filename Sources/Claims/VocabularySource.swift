import Foundation
import Templates

/// `Templates/Prose/vocabulary.json` as it is written; `Vocabulary` lays it over a form.
struct VocabularySource: Decodable {
    struct Row: Decodable {
        let words: [String], rows: [String]
        let column: String?, wholes: String?, topic: String?, loose: Bool?, elsewhere: Bool?, notInside: String?
    }
    struct Column: Decodable {
        let words: [String], columns: [String], topic: String?, loose: Bool?
    }
    struct Topic: Decodable {
        let words: [String], topic: String, none: [String]?, column: String?, weak: Bool?
    }
    struct Units: Decodable {
        let count: [String], other: [String], money: [String: Int]
    }

    /// The vocabulary that the program carries.
    static let known = Templates.decoded { try JSONDecoder().decode(VocabularySource.self, from: Data(Templates.vocabulary)) }

    let rows: [Row]
    let wholes: [String: [[String]]]
    let columns: [Column]
    let topics: [Topic]
    /// Words by the name of their role.
    let words: [String: [String]]
    let units: Units
    /// Words after a number, by the name of their bound.
    let suffixes: [String: [String]]
    /// Endings of the names of bodies.
    let bodies: [String]
    /// Endings of the names of bodies that speak for an area and its agencies.
    let governments: [String]
    /// Words that make a number before them a part of the year: 3月.
    let periods: [String]

    /// Every word that a pattern spells: `新(收|受理)` gives two. Brackets do not nest.
    static func spellings(_ pattern: String) -> [String] {
        var all = [""]
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
            let choices = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
            let before = rest[..<open]
            all = all.flatMap { start in choices.map { start + before + $0 } }
            rest = rest[rest.index(after: close)...]
        }
        return all.map { $0 + rest }
    }
}
