import Forms
import Model
import Text

extension Rule {
    /// Sections are filled, long enough to say something, and speak of what they must report.
    static let sections = Rule(
        .sectionEmpty, .sectionTooShort, .sectionSilent,
        bases: { form in
            form.definition.narrative.compactMap { section in section.mentions.map { (.sectionSilent, $0.basis) } }
        }, check: findings(inSections:))

    private static func findings(inSections subject: Subject) -> [Finding] {
        let definition = subject.form.definition
        let required = definition.narrative.filter { $0.least != nil }
        var findings: [Finding] = []
        let empty = required.filter { subject.report.narrative[$0.id] == nil }
        if !empty.isEmpty {
            findings.append(
                Finding(.sectionEmpty, .warning, expected: empty.map(\.label).joined(separator: "；"), basis: definition.basis))
        }
        return findings + required.compactMap { finding(in: $0, of: subject) }
    }

    private static func finding(in section: FormDefinition.Entry, of subject: Subject) -> Finding? {
        guard let text = subject.report.narrative[section.id] else { return nil }
        if let length = length(of: text, below: section.least ?? 0) {
            return Finding(
                .sectionTooShort, .warning, section: section.asSection, found: text, basis: subject.form.definition.basis,
                facts: ["length": "\(length)"])
        }
        guard let mentions = section.mentions, !mentions.words.contains(where: text.contains(bytesOf:)) else { return nil }
        return Finding(
            .sectionSilent, .warning, section: section.asSection, expected: mentions.words.first, basis: mentions.basis)
    }

    /// The length of a text in scalars if it is below a limit. A scalar has at most four bytes, so long texts are not counted.
    private static func length(of text: String, below limit: Int) -> Int? {
        guard text.utf8.count < 4 * limit else { return nil }
        let length = text.unicodeScalars.count
        return length < limit ? length : nil
    }
}
