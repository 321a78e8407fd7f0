import Forms
import Foundation
import Model
import Templates
import Text

/// What `Templates/Prose/wording.json` says.
struct Words: Decodable {
    enum Function: String, Decodable { case change, share, table }

    struct Change: Decodable {
        let rise: String, fall: String, more: String, less: String, same: String, slight: String
    }

    /// By the word before the colon.
    let functions: [String: Function]
    let change: Change
    /// By the kind of a figure.
    let units: [String: String]
    let share: String
    let table: String
    /// What stands where a number is missing.
    let gap: String

    static let known = Templates.decoded { try JSONDecoder().decode(Words.self, from: Data(Templates.wording)) }

    static func filled(_ pattern: String, _ facts: [String: String]) -> String {
        facts.reduce(pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

/// What names in the prose of one report stand for.
struct Answers {
    enum Answer: Equatable {
        case text(String)
        /// A table of the form, by its id.
        case table(String)
        /// The part of it that is not known.
        case unknown(String)
        case unknownTable
        /// What it may mean.
        case ambiguous(String, [FieldPath])
        case blank([FieldPath], label: String)
        case nothingToCompare([FieldPath])
        /// Nothing that could be a name.
        case noName
    }

    let report: Report
    let previous: Report?
    let form: Form
    let words: Words
    let names: FigureNames
    private let entries: [String: (label: String, value: String?)]
    private let tables: [String: String]
    private var known: [String: Answer] = [:]

    /// A longer one is no name.
    static let longestName = 200

    init(form: Form, report: Report, previous: Report?) throws {
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

    /// Half-width and without blanks; nil where it is too long for a name.
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

    /// From zero, or below it, a percentage says nothing: the difference does.
    private func change(from before: Decimal, to now: Decimal, unit: FormDefinition.Kind) -> String {
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

    /// A label may have a stroke of its own (本年增/减), so each is tried.
    private func share(of name: String) -> Answer {
        let strokes = name.indices.filter { name[$0] == "/" }.prefix(4)
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

    private func missing(_ fields: [FieldPath], in report: Report) -> [FieldPath] {
        let isMarked = fields.allSatisfy { report.value($0) == nil }
        return fields.filter { isMarked || report[$0].isBlank }
    }

    private func blank(_ fields: [FieldPath]) -> Answer {
        let missing = missing(fields, in: report)
        return .blank(missing, label: missing.first.flatMap { form.field($0)?.label } ?? "")
    }
}

extension Answers {
    /// Whether something after braces that nothing closes was meant as a name.
    static func mayBeName(_ words: String) -> Bool { !LabelKey(String(words.prefix(longestName))).text.isEmpty }
}
