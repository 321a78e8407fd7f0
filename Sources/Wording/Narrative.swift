import Forms
import Model
import Text

/// The prose of a report with its figures taken from the tables: names in double braces (`{{依申请.本年新收.总计}}`,
/// `{{requests.received.total}}`, `{{同比:…}}`, `{{占比:…/…}}`, `{{表:复议诉讼}}`, `{{年度}}`) stand for what the report
/// has, and an empty section may be drafted from its figures.
package struct Narrative: Sendable {
    private let form: Form
    private let report: Report
    private let previous: Report?

    /// `previous` is the report of the year before, to compare with.
    package init(form: Form, report: Report, previous: Report? = nil) {
        self.form = form
        self.report = report
        self.previous = previous
    }

    /// The report with every name in its prose filled in, and what is wrong with the names (`T611`–`T614`). A table's
    /// name becomes a paragraph of its own, exactly `{{表:<id of the table>}}`; a name that is not known stays as it is
    /// written; a number that is not there is a visible gap. Throws DecodingError where the words are damaged.
    package func filled() throws -> (report: Report, findings: [Finding]) { try filled(for: .document) }

    /// The same for checks of the text: paragraphs stay where they are, and what is no number is a character that means
    /// nothing, so that no name is taken for a statement. Throws likewise.
    package func checkable() throws -> (report: Report, findings: [Finding]) { try filled(for: .check) }

    /// Sections that are drafts still, or have places left to fill: `T615`.
    package var unreadDrafts: [Finding] {
        form.definition.narrative.filter { Draft.isDraft(report.narrative[$0.id] ?? "") }.map { section in
            Finding(.draftUnread, .warning, found: Draft.mark, facts: ["section": section.label])
        }
    }

    /// The report with its empty sections drafted from the figures, and which sections those are. Throws DecodingError
    /// where the sentences are damaged.
    package func drafted() throws -> (report: Report, sections: Set<String>) {
        var drafter: Drafter?
        var drafted = report
        var sections = Set<String>()
        for section in form.definition.narrative where report.narrative[section.id] == nil {
            if drafter == nil { drafter = try Drafter(form: form, report: report, previous: previous) }
            guard let text = drafter?.draft(section.id) else { continue }
            drafted.narrative[section.id] = text
            sections.insert(section.id)
        }
        return (drafted, sections)
    }

    private enum Purpose { case document, check }

    private func filled(for purpose: Purpose) throws -> (report: Report, findings: [Finding]) {
        let sections = form.definition.narrative.filter { report.narrative[$0.id].map(Braces.mayStand) ?? false }
        guard !sections.isEmpty else { return (report, []) }
        var filler = Filler(answers: try Answers(form: form, report: report, previous: previous), isOpaque: purpose == .check)
        var filled = report
        for section in sections {
            filled.narrative[section.id] = report.narrative[section.id].map { filler.fill($0, section: section) }
        }
        return (filled, filler.findings)
    }
}

/// Fills paragraphs and collects what is wrong with their names, each name once a section.
private struct Filler {
    var answers: Answers
    let isOpaque: Bool
    var findings: [Finding] = []
    private var suggestions: Suggestions
    private var told = Set<String>()

    /// Who has more has another trouble.
    private static let mostFindings = 100
    /// No word of any vocabulary.
    private static let opaque = "□"

    init(answers: Answers, isOpaque: Bool) {
        self.answers = answers
        suggestions = Suggestions(form: answers.form, figures: answers.names)
        self.isOpaque = isOpaque
    }

    mutating func fill(_ prose: String, section: FormDefinition.Entry) -> String {
        told = []
        let paragraphs = prose.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return paragraphs.enumerated().map { index, paragraph in
            fill(paragraph, at: Place(section: section.label, paragraph: index + 1))
        }.joined(separator: "\n")
    }

    struct Place {
        let section: String
        let paragraph: Int
    }

    private mutating func fill(_ paragraph: Substring.UnicodeScalarView, at place: Place) -> String {
        var text = ""
        var hasTable = false
        for piece in Braces.pieces(paragraph) {
            switch piece {
            case .text(let words): text += words
            case .name(let name, let written):
                let written = isOpaque ? Self.opaque : written
                switch answers.answer(to: name) {
                case .text(let value): text += value
                case .table(let id):
                    hasTable = true
                    text += isOpaque ? Self.opaque : "\n\(Words.filled(answers.words.table, ["id": id]))\n"
                case .noName: text += written
                case .unknown(let part):
                    report(.unknownName, .error, name, at: place) { $0.names(like: part) }
                    text += written
                case .unknownTable:
                    report(.unknownName, .error, name, at: place) { $0.tables }
                    text += written
                case .ambiguous(let part, let fields):
                    report(.ambiguousName, .error, name, at: place) { $0.names(like: part, among: fields) }
                    text += written
                case .blank(let fields, let label):
                    report(.nameOfBlank, .warning, name, fields: fields, label: label, at: place)
                    text += isOpaque ? Self.opaque : answers.words.gap
                case .nothingToCompare(let fields):
                    report(.nothingToCompare, .warning, name, fields: fields, at: place)
                    text += isOpaque ? Self.opaque : answers.words.gap
                }
            case .open(let words):
                if Answers.mayBeName(words) { report(.unknownName, .error, phrase: "T611.open", words, at: place) }
                text += isOpaque ? Self.opaque + words.dropFirst(2) : words
            }
        }
        return hasTable && !isOpaque ? Prose.paragraphs(text) ?? "" : text
    }

    private mutating func report(
        _ code: Finding.Code, _ severity: Finding.Severity, phrase: String? = nil, _ name: String, fields: [FieldPath] = [],
        label: String = "", at place: Place, nearest: (inout Suggestions) -> [String] = { _ in [] }
    ) {
        guard findings.count < Self.mostFindings, told.insert("\(code) \(Answers.plain(name) ?? "")").inserted else { return }
        let names = nearest(&suggestions)
        findings.append(
            Finding(
                code, severity, phrase: phrase, fields: fields, found: Prose.brief(Prose.line(name) ?? "", to: 60),
                expected: names.isEmpty ? nil : names.joined(separator: "、"),
                facts: ["section": place.section, "paragraph": "\(place.paragraph)", "label": label]))
    }
}
