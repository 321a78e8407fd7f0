import Forms
import Model

/// The words of `Templates/Prose/vocabulary.json`, laid over one form. Made once and read by every paragraph: a class, as a copy
/// of so many arrays costs more than a look-up in them.
final class Vocabulary: Sendable {
    /// The part in a statement of a word that names no figure.
    enum Role: String, Sendable {
        /// Changes nothing.
        case filler
        /// 和, 均, 其中含
        case join, each, include
        /// Which year is meant.
        case thisYear, nextYear, previousYear, otherYear, compare, compared, period
        /// Says whether a percentage or a difference is a rise, a fall or a share.
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

    /// A subject that the text may be about.
    struct Topic: Sendable {
        let topic: String
        /// The rows that are zero if the text says that there was no such thing.
        let none: [String]
        let column: String?
        /// Does not change what the text is about.
        let isWeak: Bool
    }

    let rows: [Row]
    let columns: [Column]
    let topics: [Topic]
    /// The words that name rows, columns, topics or roles, half-width.
    let words: WordTrie<Meaning>
    /// Not 0 for the scalars that a token may begin with, but for the agency's name: all others need no look at all.
    let tokenStarts: ScalarTable
    let units: WordTrie<ProseNumber.Unit>
    /// 余, 左右
    let suffixes: WordTrie<Claim.Bound>
    /// 月, 季度; the value says nothing.
    let periods: WordTrie<Bool>
    /// Endings of the names of bodies.
    private let bodies: [[Unicode.Scalar]]
    /// Not 0 for the last scalars of `bodies`.
    private let bodyEnds: ScalarTable
    /// Endings of the names of bodies that speak for an area.
    let governments: [[Unicode.Scalar]]

    init(_ source: VocabularySource, form: Form) {
        let known = Self.rowPaths(of: form)
        func expand(_ patterns: [String]) -> [String] { patterns.flatMap { Self.matches($0, in: known) } }
        let wholes = source.wholes.mapValues { $0.map(expand) }
        rows = source.rows.map { row in
            Row(
                rows: expand(row.rows), column: row.column, wholes: row.wholes.flatMap { wholes[$0] } ?? [],
                topic: row.topic, isLoose: row.loose ?? false, isNothingElsewhere: row.elsewhere ?? false,
                notInside: expand(row.notInside.map { [$0] } ?? []))
        }
        columns = source.columns.map { Column(columns: $0.columns, topic: $0.topic, isLoose: $0.loose ?? false) }
        topics = source.topics.map {
            Topic(topic: $0.topic, none: expand($0.none ?? []), column: $0.column, isWeak: $0.weak ?? false)
        }
        words = WordTrie(Self.meanings(of: source))
        var tokenStarts = words.firstNodes
        for scalar in Lexer.startsBesideWords { tokenStarts[scalar] = 1 }
        self.tokenStarts = tokenStarts
        units = WordTrie(
            source.units.count.map { (Array($0.unicodeScalars), .count) }
                + source.units.other.map { (Array($0.unicodeScalars), .other) }
                + source.units.money.map { (Array($0.key.unicodeScalars), .money($0.value)) })
        suffixes = WordTrie(
            source.suffixes.flatMap { name, words in
                Claim.Bound(rawValue: name).map { bound in words.map { (Array($0.unicodeScalars), bound) } } ?? []
            })
        periods = WordTrie(source.periods.map { (Array($0.unicodeScalars), true) })
        bodies = source.bodies.map { Array($0.unicodeScalars) }
        var bodyEnds = ScalarTable()
        for end in bodies.compactMap(\.last) { bodyEnds[end] = 1 }
        self.bodyEnds = bodyEnds
        governments = source.governments.map { Array($0.unicodeScalars) }
    }

    /// Whether letters are the name of a body, by their ending.
    func isBody(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = name.last, bodyEnds[last] != 0 else { return false }
        return bodies.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
    }

    /// Every spelling of every word with its meaning.
    private static func meanings(of source: VocabularySource) -> [(word: [Unicode.Scalar], value: Meaning)] {
        func spelt(_ patterns: [String], _ meaning: Meaning) -> [(word: [Unicode.Scalar], value: Meaning)] {
            patterns.flatMap(VocabularySource.spellings).map { ($0.unicodeScalars.map(\.halfWidth), meaning) }
        }
        let rows = source.rows.enumerated().flatMap { spelt($1.words, .row($0)) }
        let columns = source.columns.enumerated().flatMap { spelt($1.words, .column($0)) }
        let topics = source.topics.enumerated().flatMap { spelt($1.words, .topic($0)) }
        let roles = source.words.flatMap { name, words in Role(rawValue: name).map { spelt(words, .role($0)) } ?? [] }
        return rows + columns + topics + roles
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
