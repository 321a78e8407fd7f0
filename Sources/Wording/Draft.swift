import Forms
import Foundation
import Model
import Templates
import Text

/// The sentences for empty sections, as `Templates/Prose/draft.json` has them.
struct Draft: Decodable {
    /// Begins the first line of a draft that people go on writing.
    static let mark = "【草稿】"
    /// Begins a gap in a draft that the tables cannot fill.
    private static let slot = "【请填写"

    /// Whether a section is still a draft, or has a gap.
    static func isDraft(_ prose: String) -> Bool { prose.hasPrefix(mark) || prose.contains(bytesOf: slot) }

    /// One statement. It is left out if a name in it has no number, or a condition does not hold.
    struct Clause: Decodable {
        let text: String
        /// Instead of `text` if a number that it names is missing.
        let otherwise: String?
        /// Conditions: names whose numbers are all zero, and names whose numbers are all above zero.
        let zero: [String]?, above: [String]?
        /// The items that `*` in the text stands for.
        let list: List?
        /// Stands between it and the statement before; `，` if not given.
        let join: String?
    }

    /// Items with numbers above zero, each as its word and its number.
    struct List: Decodable {
        let items: [String]
        /// Names the number of an item that stands for `*`.
        let name: String
        /// Stand between the item and its number, and after the number.
        let noun: String?, unit: String
        /// If one item is all of `of`, the clause is `whole`, where `*` stands for the item.
        let of: String?, whole: String?
    }

    struct Paragraph: Decodable {
        /// Stands before the sentences.
        let start: String?
        let sentences: [[Clause]]
        /// Instead of sentences if all are left out; without it there is no paragraph then.
        let otherwise: String?
    }

    /// The first line of a draft in a file that people continue, after `mark`.
    let notice: String
    /// By the ids of the sections.
    let sections: [String: [Paragraph]]

    static let known = Templates.decoded { try JSONDecoder().decode(Draft.self, from: Data(Templates.draft)) }
}

/// Drafts sections of one report.
struct Drafter {
    private let draft: Draft
    private var answers: Answers

    init(form: Form, report: Report, previous: Report?) {
        draft = Draft.known
        answers = Answers(form: form, report: report, previous: previous)
    }

    /// The paragraphs of the section of an id; nil if all of them are left out.
    mutating func draft(_ section: String) -> String? {
        var paragraphs: [String] = []
        for paragraph in draft.sections[section] ?? [] {
            let sentences = paragraph.sentences.compactMap { sentence($0) }.joined()
            guard let text = sentences.isEmpty ? paragraph.otherwise : sentences else { continue }
            paragraphs.append((paragraph.start ?? "") + text)
        }
        return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n")
    }

    private mutating func sentence(_ clauses: [Draft.Clause]) -> String? {
        var sentence = ""
        for clause in clauses {
            guard let text = text(clause) else { continue }
            sentence += sentence.isEmpty ? text : (clause.join ?? "，") + text
        }
        return sentence.isEmpty ? nil : sentence + "。"
    }

    private mutating func text(_ clause: Draft.Clause) -> String? {
        guard (clause.zero ?? []).allSatisfy({ number($0) == 0 }), (clause.above ?? []).allSatisfy({ number($0) ?? 0 > 0 }) else {
            return nil
        }
        guard let list = clause.list else { return filled(clause.text) ?? clause.otherwise.flatMap { filled($0) } }
        let items = list.items.compactMap { item -> (item: String, number: Decimal)? in
            guard let number = number(list.name.replacing("*", with: item)), number > 0 else { return nil }
            return (item, number)
        }
        guard let first = items.first else { return nil }
        if items.count == 1, let whole = list.whole, let of = list.of, number(of) == first.number {
            return filled(whole.replacing("*", with: first.item))
        }
        let listed = items.map { "\($0.item)\(list.noun ?? "")\($0.number)\(list.unit)" }.joined(separator: "、")
        return filled(clause.text.replacing("*", with: listed))
    }

    private mutating func number(_ name: String) -> Decimal? {
        guard case .figures(let fields) = answers.names.meaning(of: name) else { return nil }
        return answers.report.sum(fields)
    }

    /// The text with its names filled in; nil if one has no number.
    private mutating func filled(_ text: String) -> String? {
        var filled = ""
        for piece in Braces.pieces(text.unicodeScalars) {
            switch piece {
            case .text(let words): filled += words
            case .name(let name, _):
                guard case .text(let value) = answers.answer(to: name) else { return nil }
                filled += value
            case .open: return nil
            }
        }
        return filled
    }
}

extension Narrative {
    /// The report with its empty sections drafted for people to continue: the first line of each draft says that it is one.
    package func markedDrafts() -> Report {
        var (report, sections) = drafted()
        guard !sections.isEmpty else { return report }
        let notice = Draft.mark + Draft.known.notice
        for section in sections { report.narrative[section] = report.narrative[section].map { "\(notice)\n\($0)" } }
        return report
    }
}
