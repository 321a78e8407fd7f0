import Forms
import Model
import Text

/// The words of `Templates/Prose/vocabulary.json`, laid over one form.
struct Vocabulary: Sendable {
    /// What a word does that names no figure.
    enum Role: String, Sendable {
        /// Changes nothing.
        case filler
        /// 和, 均, 其中含
        case join, each, include
        /// Which year is meant.
        case thisYear, nextYear, previousYear, otherYear, compare, compared, period
        /// What a percentage or a difference is.
        case rise, fall, reach, share
        /// How exactly a number is meant.
        case about, over, atLeast, under
        /// 未, 无
        case none
        /// Whose figures follow.
        case own, foreign, area
        /// Makes the statement one to leave alone: part of a figure, other things, or what turns the sense.
        case part, other, aside, apart
        /// Adds to the figures of the sentence, so that a loose row is not all of them.
        case rival

        var leavesAlone: Bool {
            switch self {
            case .part, .other, .aside, .apart, .rival, .foreign, .nextYear, .otherYear, .period: true
            default: false
            }
        }

        /// Whether a quote may begin with such a word.
        var beginsQuote: Bool {
            switch self {
            case .previousYear, .compared, .compare, .rise, .fall, .reach, .share, .about, .over, .atLeast, .under: true
            default: false
            }
        }

        /// How a number right after the word is meant.
        var bound: Claim.Bound? {
            switch self {
            case .about: .about
            case .over: .over
            case .atLeast: .atLeast
            case .under: .under
            default: nil
            }
        }
    }

    /// The numbers are indices of `rows`, `columns` and `topics`.
    enum Meaning: Sendable {
        case row(Int)
        case column(Int)
        case topic(Int)
        case role(Role)
    }

    /// Rows that words name, as the form has them (`requests.received`).
    struct Row: Sendable {
        let rows: [String]
        /// The column meant if none is named.
        let column: String?
        /// Rows whose figures this one may be a share of, the most likely first.
        let wholes: [[String]]
        /// The topic that the statement must have.
        let topic: String?
        /// Yields to other rows of its table.
        let isLoose: Bool
        /// Has another meaning beside rows of other tables, so that it yields to those too.
        let isNothingElsewhere: Bool
        /// Rows whose figure does not include this one: a number said to do so is withdrawn.
        let notInside: [String]

        var table: Substring { rows.first?.prefix { $0 != "." } ?? "" }
    }

    /// Columns that words name, by their ids.
    struct Column: Sendable {
        let columns: [String]
        /// The one topic that has such columns, if only one has.
        let topic: String?
        /// Does not forbid a row that has no such column.
        let isLoose: Bool
    }

    /// What the text is about.
    struct Topic: Sendable {
        let topic: String
        /// The rows that are zero if the text says that there was no such thing.
        let none: [String]
        let column: String?
        /// Does not change what the text is about.
        let isWeak: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var columns: [Column] = []
    private(set) var topics: [Topic] = []
    /// The words that name rows, columns, topics or roles, half-width.
    private(set) var words = WordTrie<Meaning>()
    private(set) var units = WordTrie<ProseNumber.Unit>()
    /// 余, 左右
    private(set) var suffixes = WordTrie<Claim.Bound>()
    /// 月, 季度; the value says nothing.
    private(set) var periods = WordTrie<Bool>()
    /// Endings of the names of bodies.
    private(set) var bodies: [[Unicode.Scalar]] = []
    /// Endings of the names of bodies that speak for an area.
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
            words.add(word.unicodeScalars.map(\.halfWidth), meaning)
        }
    }

    /// The distinct rows: the steps of every figure's path without its column.
    private static func rowPaths(of form: Form) -> [[Substring]] {
        var seen = Set<[Substring]>()
        return form.fields.map { $0.path.steps.dropLast() }.filter { seen.insert($0).inserted }
    }

    /// The rows that a pattern names; its `#` stands for any one id.
    private static func matches(_ pattern: String, in rows: [[Substring]]) -> [String] {
        let wanted = FieldPath.steps(of: pattern)
        let fitting = rows.filter { steps in
            steps.count == wanted.count && zip(wanted, steps).allSatisfy { $0 == "#" || $0 == $1 }
        }
        return fitting.map { $0.joined(separator: ".") }
    }
}
