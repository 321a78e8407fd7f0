import Forms
import Foundation
import Model
import Templates
import Text

/// The words of `Templates/Prose/wording.json`: what stands for a change, a share, a table and a gap.
struct Words: Decodable {
    /// The kinds of names with a colon.
    enum Function: String, Decodable { case change, share, table }

    /// Patterns with `{number}` and `{unit}`.
    struct Change: Decodable {
        /// In percent.
        let rise: String, fall: String
        /// By a number of units.
        let more: String, less: String
        /// No change, and one of less than a hundredth of a percent.
        let same: String, slight: String
    }

    /// By the word before the colon, such as 同比.
    let functions: [String: Function]
    let change: Change
    /// By the kind of a figure.
    let units: [String: String]
    /// A pattern with `{number}`, in percent.
    let share: String
    /// A pattern with `{id}`.
    let table: String
    /// Stands in place of a missing number.
    let gap: String

    static let known = Templates.decoded { try JSONDecoder().decode(Words.self, from: Data(Templates.wording)) }

    /// A pattern with the values of its `{names}`.
    static func filled(_ pattern: String, _ facts: [String: String]) -> String {
        facts.reduce(pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

/// The meaning of the names in the prose of one report.
struct Answers {
    enum Answer: Equatable {
        case text(String)
        /// A table of the form, by its id.
        case table(String)
        /// With the part of the name that is unknown.
        case unknown(String)
        case unknownTable
        /// With the part of the name that is ambiguous, and the figures that it may mean.
        case ambiguous(String, [FieldPath])
        /// With the figures that are not filled in, and the label of the first.
        case blank([FieldPath], label: String)
        /// A change or a share of these figures that has no figure to compare with, or zero.
        case nothingToCompare([FieldPath])
        /// The text between the braces could not be a name.
        case noName
    }

    let report: Report
    let previous: Report?
    let form: Form
    let words: Words
    let names: FigureNames
    /// The year and the agency's data, by their names.
    private let entries: [String: (label: String, value: String?)]
    /// The ids of the tables, by their names.
    private let tables: [String: String]
    /// The answers so far, by plain names.
    private var known: [String: Answer] = [:]

    /// In scalars; what is longer is no name.
    static let longestName = 200

    init(form: Form, report: Report, previous: Report?) {
        self.form = form
        self.report = report
        self.previous = previous
        words = Words.known
        names = FigureNames(form: form)
        let definition = form.definition
        var entries: [String: (label: String, value: String?)] = [:]
        func add(_ ids: [String], _ label: String, _ aliases: [String]?, _ value: String?) {
            for name in ids + ([label] + (aliases ?? [])).map({ LabelKey($0).text }) where entries[name] == nil {
                entries[name] = (label, value)
            }
        }
        add(["year"], definition.year.label, definition.year.aliases, report.year.map(String.init))
        for entry in definition.agency {
            add(["agency.\(entry.id)"], entry.label, entry.aliases, report.agency[entry.id])
        }
        self.entries = entries
        tables = Dictionary(
            definition.tables.flatMap { table in
                ([table.id] + ([table.title] + (table.aliases ?? [])).map { LabelKey($0).text }).map { ($0, table.id) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The answer to what stands between braces, the same for every spelling of its blanks and widths.
    mutating func answer(to written: String) -> Answer {
        guard let name = Self.plain(written) else { return .unknown("") }
        if let answer = known[name] { return answer }
        let answer = work(out: name)
        known[name] = answer
        return answer
    }

    /// A name half-width and without blanks; nil if it is too long for one.
    static func plain(_ written: String) -> String? {
        let scalars = written.unicodeScalars.lazy.filter { !Prose.isBlank($0) }.prefix(longestName + 1).map(\.halfWidth)
        let plain = Array(scalars)
        return plain.count > longestName ? nil : String(String.UnicodeScalarView(plain))
    }

    private func work(out name: String) -> Answer {
        let parts = name.split(separator: ":", maxSplits: 1)
        if parts.count == 2, let function = words.functions[String(parts[0])] {
            let argument = String(parts[1])
            return switch function {
            case .change: change(of: argument)
            case .share: share(of: argument)
            case .table: table(argument)
            }
        }
        let key = LabelKey(name).text
        guard !key.isEmpty else { return .noName }
        if let entry = entries[name] ?? entries[key] { return entry.value.map(Answer.text) ?? .blank([], label: entry.label) }
        return figures(name) { fields in
            report.sum(fields).map { .text($0.description) } ?? blank(fields)
        }
    }

    // MARK: Functions

    private func change(of name: String) -> Answer {
        figures(name) { fields in
            guard let now = report.sum(fields) else { return blank(fields) }
            guard let before = previous.flatMap({ $0.sum(fields) }) else { return .nothingToCompare(fields) }
            return .text(change(from: before, to: now, unit: fields.first.flatMap { form.field($0)?.kind } ?? .count))
        }
    }

    /// From zero or below, a percentage would say nothing, so the difference is given.
    private func change(from before: Decimal, to now: Decimal, unit: Form.Kind) -> String {
        let change = words.change
        if now == before { return change.same }
        let isRise = now > before
        guard before > 0, now >= 0 else {
            let facts = ["number": (now - before).magnitude.description, "unit": words.units[unit.rawValue] ?? ""]
            return Words.filled(isRise ? change.more : change.less, facts)
        }
        let percent = ((now - before).magnitude * 100 / before).rounded(to: -2, .plain)
        return percent == 0
            ? change.slight : Words.filled(isRise ? change.rise : change.fall, ["number": percent.description])
    }

    /// Each stroke is tried, as a label may have one of its own (本年增/减).
    private func share(of name: String) -> Answer {
        let strokes = name.indices.filter { name[$0] == "/" }.prefix(Self.mostStrokes)
        var part: [FieldPath]?
        var whole: [FieldPath]?
        for stroke in strokes {
            guard case .figures(let first) = names.meaning(of: String(name[..<stroke])),
                case .figures(let second) = names.meaning(of: String(name[name.index(after: stroke)...]))
            else { continue }
            (part, whole) = (first, second)
        }
        guard let part, let whole else { return .unknown(name) }
        guard let share = report.sum(part) else { return blank(part) }
        guard let of = report.sum(whole) else { return blank(whole) }
        guard of > 0 else { return .nothingToCompare(whole) }
        return .text(Words.filled(words.share, ["number": (share * 100 / of).rounded(to: -2, .plain).description]))
    }

    private static let mostStrokes = 4

    private func table(_ name: String) -> Answer {
        (tables[name] ?? tables[LabelKey(name).text]).map(Answer.table) ?? .unknownTable
    }

    // MARK: Figures

    private func figures(_ name: String, _ answer: ([FieldPath]) -> Answer) -> Answer {
        switch names.meaning(of: name) {
        case .figures(let fields): return answer(fields)
        case .unknown: return .unknown(name)
        case .ambiguous(let fields): return .ambiguous(name, fields)
        }
    }

    /// The figures of these that keep them from a sum: the blank ones, or all if none has a value.
    private func blank(_ fields: [FieldPath]) -> Answer {
        let hasValue = fields.contains { report.value($0) != nil }
        let missing = fields.filter { !hasValue || report[$0].isBlank }
        return .blank(missing, label: missing.first.flatMap { form.field($0)?.label } ?? "")
    }
}

extension Answers {
    /// Whether the words after braces that nothing closes could be meant as a name.
    static func mayBeName(_ words: String) -> Bool { !LabelKey(String(words.prefix(longestName))).text.isEmpty }
}
