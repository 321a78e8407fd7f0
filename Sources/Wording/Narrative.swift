import Forms
import Model
import Text

/// The prose of a report with its figures taken from the tables: names in double braces (`{{依申请.本年新收.总计}}`,
/// `{{requests.received.total}}`, `{{同比:…}}`, `{{占比:…/…}}`, `{{表:复议诉讼}}`, `{{年度}}`) stand for what the report
/// has, and empty sections are drafted from its figures.
package struct Narrative: Sendable {
    private let form: Form
    private let report: Report
    private let previous: Report?

    /// Takes a report with its form. `previous` is the report of the year before, to compare with.
    package init(form: Form, report: Report, previous: Report? = nil) {
        self.form = form
        self.report = report
        self.previous = previous
    }

    /// The report with every name in its prose filled in, and what is wrong with the names (`T611`–`T614`). A table's
    /// name becomes a paragraph of its own, exactly `{{表:<id of the table>}}`; an unknown name stays as it is written; a
    /// missing number becomes a visible gap.
    package func filled() -> (report: Report, findings: [Finding]) { filled(for: .document) }

    /// The report with its names filled in for checks of the text: paragraphs keep their numbers, and every name that gives no
    /// number becomes `□`, which no vocabulary has, so that no name is taken for a statement.
    package func checkable() -> (report: Report, findings: [Finding]) { filled(for: .check) }

    /// `T615` for each section that is still a draft, or has gaps left to fill.
    package var unreadDrafts: [Finding] {
        form.definition.narrative.filter { Draft.isDraft(report.narrative[$0.id] ?? "") }.map { section in
            Finding(.draftUnread, .warning, section: section.asSection, found: Draft.mark)
        }
    }

    /// The report with its empty sections drafted from the figures, and the ids of those sections.
    package func drafted() -> (report: Report, sections: Set<String>) {
        var drafter: Drafter?
        var drafted = report
        var sections = Set<String>()
        for section in form.definition.narrative where report.narrative[section.id] == nil {
            if drafter == nil { drafter = Drafter(form: form, report: report, previous: previous) }
            guard let text = drafter?.draft(section.id) else { continue }
            drafted.narrative[section.id] = text
            sections.insert(section.id)
        }
        return (drafted, sections)
    }

    private enum Purpose { case document, check }

    private func filled(for purpose: Purpose) -> (report: Report, findings: [Finding]) {
        let sections = form.definition.narrative.filter { report.narrative[$0.id].map(Braces.mayStand) ?? false }
        guard !sections.isEmpty else { return (report, []) }
        var filler = Filler(answers: Answers(form: form, report: report, previous: previous), isOpaque: purpose == .check)
        var filled = report
        for section in sections {
            filled.narrative[section.id] = report.narrative[section.id].map { filler.fill($0, section: section) }
        }
        return (filled, filler.findings)
    }
}

/// Fills in paragraphs, and collects findings on their names, each name once a section.
private struct Filler {
    var answers: Answers
    /// Whether everything but numbers becomes `opaque`.
    let isOpaque: Bool
    var findings: [Finding] = []
    private var suggestions: Suggestions
    /// The names of the section that have a finding.
    private var reported = Set<ReportedName>()

    /// More findings than this have another cause than the names.
    private static let mostFindings = 100
    /// In names cited by findings, scalars.
    private static let longestCitation = 60
    /// No vocabulary has this character.
    private static let opaque = "□"

    init(answers: Answers, isOpaque: Bool) {
        self.answers = answers
        suggestions = Suggestions(form: answers.form, figures: answers.names)
        self.isOpaque = isOpaque
    }

    mutating func fill(_ prose: String, section: FormDefinition.Entry) -> String {
        reported = []
        let paragraphs = prose.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return paragraphs.enumerated().map { index, paragraph in
            fill(paragraph, at: Location(section: section.asSection, paragraph: index + 1))
        }.joined(separator: "\n")
    }

    struct Location {
        let section: Finding.Section
        /// From 1.
        let paragraph: Int
    }

    private struct ReportedName: Hashable {
        let code: Finding.Code
        let name: String
    }

    private mutating func fill(_ paragraph: Substring.UnicodeScalarView, at location: Location) -> String {
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
                    report(.unknownName, .error, name, at: location) { $0.names(like: part) }
                    text += written
                case .unknownTable:
                    report(.unknownName, .error, name, at: location) { $0.tables }
                    text += written
                case .ambiguous(let part, let fields):
                    report(.ambiguousName, .error, name, at: location) { $0.names(like: part, among: fields) }
                    text += written
                case .blank(let fields, let label):
                    report(.nameOfBlank, .warning, name, fields: fields, label: label, at: location)
                    text += isOpaque ? Self.opaque : answers.words.gap
                case .nothingToCompare(let fields):
                    report(.nothingToCompare, .warning, name, fields: fields, at: location)
                    text += isOpaque ? Self.opaque : answers.words.gap
                }
            case .open(let words):
                if Answers.mayBeName(words) { report(.unknownName, .error, phrase: "T611.open", words, at: location) }
                text += isOpaque ? Self.opaque + words.dropFirst(2) : words
            }
        }
        return hasTable && !isOpaque ? Prose.paragraphs(text) ?? "" : text
    }

    private mutating func report(
        _ code: Finding.Code, _ severity: Finding.Severity, phrase: String? = nil, _ name: String, fields: [FieldPath] = [],
        label: String = "", at location: Location, nearest: (inout Suggestions) -> [String] = { _ in [] }
    ) {
        guard findings.count < Self.mostFindings,
            reported.insert(ReportedName(code: code, name: Answers.plain(name) ?? "")).inserted
        else { return }
        let names = nearest(&suggestions)
        findings.append(
            Finding(
                code, severity, phrase: phrase, fields: fields, section: location.section,
                found: Prose.brief(Prose.line(name) ?? "", to: Self.longestCitation),
                expected: names.isEmpty ? nil : names.joined(separator: "、"),
                facts: ["paragraph": "\(location.paragraph)", "label": label]))
    }
}
