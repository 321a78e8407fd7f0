import Forms
import Foundation
import Model
import Templates

/// The words of `Templates/Prose/vocabulary.json`, laid over one form.
struct Vocabulary: Sendable {
    /// What a word does that names no figure.
    enum Role: String, Sendable {
        /// Says nothing.
        case filler, join, each, include
        /// Which year.
        case thisYear, nextYear, previousYear, otherYear, compare, compared, period
        /// What a percentage or a difference is.
        case rise, fall, reach, share
        /// How a number is meant.
        case about, over, atLeast, under
        case none
        /// Whose figures.
        case own, foreign, area
        /// Makes the statement one that is left alone: part of a figure, other things, or what turns the sense.
        case part, other, aside, apart
        /// Its figures and others of the sentence add up to what is claimed.
        case rival

        var leavesAlone: Bool {
            [.part, .other, .aside, .apart, .rival, .foreign, .nextYear, .otherYear, .period].contains(self)
        }
    }

    enum Meaning: Sendable {
        case row(Int)
        case column(Int)
        case topic(Int)
        case role(Role)
    }

    /// Rows that words stand for, as the form has them (`requests.received`).
    struct Row: Sendable {
        let rows: [String]
        /// The column meant where none is named.
        let column: String?
        let wholes: [[String]]
        /// What the statement must be about.
        let topic: String?
        /// Gives way to other rows of its table, and those of other tables where it means nothing there.
        let isLoose: Bool, isNothingElsewhere: Bool
        /// A number that includes this one is not that of this row.
        let notInside: [String]
        var table: Substring { rows.first?.prefix { $0 != "." } ?? "" }
    }

    struct Column: Sendable {
        let columns: [String]
        /// What they are columns of and nothing else.
        let topic: String?
        let isLoose: Bool
    }

    struct Topic: Sendable {
        let topic: String
        /// The rows that there is none of where the text says that there is no such thing.
        let none: [String]
        let column: String?
        let isWeak: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var columns: [Column] = []
    private(set) var topics: [Topic] = []
    private(set) var words = Trie<Meaning>()
    private(set) var units = Trie<Spoken.Unit>()
    private(set) var suffixes = Trie<Claim.Bound>()
    private(set) var periods = Trie<Bool>()
    private(set) var bodies: [[Unicode.Scalar]] = []
    private(set) var governments: [[Unicode.Scalar]] = []

    init(_ source: VocabularySource, form: Form) {
        let known = Self.rowPaths(of: form)
        func expand(_ patterns: [String]) -> [String] { patterns.flatMap { Self.matches($0, in: known) } }
        let wholes = source.wholes.mapValues { $0.map(expand) }
        for row in source.rows {
            add(row.words, .row(rows.count))
            rows.append(
                Row(
                    rows: expand(row.rows), column: row.column, wholes: row.wholes.flatMap { wholes[$0] } ?? [],
                    topic: row.topic, isLoose: row.loose ?? false, isNothingElsewhere: row.elsewhere ?? false,
                    notInside: expand(row.notInside.map { [$0] } ?? [])))
        }
        for column in source.columns {
            add(column.words, .column(columns.count))
            columns.append(Column(columns: column.columns, topic: column.topic, isLoose: column.loose ?? false))
        }
        for topic in source.topics {
            add(topic.words, .topic(topics.count))
            topics.append(
                Topic(topic: topic.topic, none: expand(topic.none ?? []), column: topic.column, isWeak: topic.weak ?? false))
        }
        for (name, list) in source.words { if let role = Role(rawValue: name) { add(list, .role(role)) } }
        for unit in source.units.count { units.add(unit.unicodeScalars, .count) }
        for unit in source.units.other { units.add(unit.unicodeScalars, .other) }
        for (unit, power) in source.units.money { units.add(unit.unicodeScalars, .money(power)) }
        for (name, list) in source.suffixes {
            if let bound = Claim.Bound(rawValue: name) { for word in list { suffixes.add(word.unicodeScalars, bound) } }
        }
        for word in source.periods { periods.add(word.unicodeScalars, true) }
        bodies = source.bodies.map { Array($0.unicodeScalars) }
        governments = source.governments.map { Array($0.unicodeScalars) }
    }

    private mutating func add(_ patterns: [String], _ meaning: Meaning) {
        for word in patterns.flatMap(VocabularySource.spellings) {
            words.add(word.unicodeScalars.map(NormalText.halfWidth), meaning)
        }
    }

    /// The steps of every figure's path without its column, once.
    private static func rowPaths(of form: Form) -> [[Substring]] {
        var seen = Set<[Substring]>()
        return form.fields.map { $0.path.steps.dropLast() }.filter { seen.insert($0).inserted }
    }

    /// `#` stands for each id that fits there.
    private static func matches(_ pattern: String, in rows: [[Substring]]) -> [String] {
        let wanted = FieldPath.steps(of: pattern)
        let fitting = rows.filter { steps in
            steps.count == wanted.count && zip(wanted, steps).allSatisfy { $0 == "#" || $0 == $1 }
        }
        return fitting.map { $0.joined(separator: ".") }
    }
}

/// The vocabulary as its file has it.
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

    /// That which the program carries.
    static let known = Templates.decoded { try JSONDecoder().decode(VocabularySource.self, from: Data(Templates.vocabulary)) }

    let rows: [Row]
    let wholes: [String: [[String]]]
    let columns: [Column]
    let topics: [Topic]
    /// By the name of a role.
    let words: [String: [String]]
    let units: Units
    /// By the name of a bound.
    let suffixes: [String: [String]]
    /// How names of bodies end.
    let bodies: [String]
    /// How names of those end that speak for an area and its agencies.
    let governments: [String]
    /// What stands after a number that says which part of the year.
    let periods: [String]

    /// Every word that a pattern spells: `新(收|受理)` is two. Brackets do not nest.
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

/// Words by their characters; the longest that stands at a place is found in time by its length.
struct Trie<Value: Sendable>: Sendable {
    private var next: [UInt64: UInt32] = [:]
    private var values: [Value?] = [nil]

    /// The first meaning of a word stays.
    mutating func add(_ word: some Sequence<Unicode.Scalar>, _ value: Value) {
        var node: UInt32 = 0
        for scalar in word {
            let key = Self.key(node, scalar)
            if let known = next[key] {
                node = known
            } else {
                node = UInt32(values.count)
                next[key] = node
                values.append(nil)
            }
        }
        if node != 0, values[Int(node)] == nil { values[Int(node)] = value }
    }

    func longest(in text: [Unicode.Scalar], at start: Int) -> (value: Value, end: Int)? {
        var best: (Value, Int)?
        var node: UInt32 = 0
        var place = start
        while place < text.count, let step = next[Self.key(node, text[place])] {
            node = step
            place += 1
            if let value = values[Int(node)] { best = (value, place) }
        }
        return best
    }

    private static func key(_ node: UInt32, _ scalar: Unicode.Scalar) -> UInt64 { UInt64(node) << 32 | UInt64(scalar.value) }
}
