import Model
import Text

/// Makes the sentences of findings from their facts, by Templates/Messages.
package struct Sentences: Sendable {
    package let language: Language
    package init(_ language: Language) { self.language = language }

    /// What was found, what was expected and what to do, in one or two sentences.
    package func sentence(_ finding: Finding) -> String {
        guard let template = sentences[finding.phrase] else { return finding.found ?? "" }
        var facts = finding.facts.mapValues(Self.printable)
        facts["found"] = finding.found.map { othersWords($0) ?? Self.printable(Prose.brief($0, to: 80)) } ?? facts["found"]
        facts["expected"] = finding.expected.map(Self.printable) ?? facts["expected"]
        facts["difference"] = finding.difference
        facts["place"] = Self.places(of: finding).joined(separator: "、")
        return Texts.filled(template, facts)
    }

    /// What the system or a library says (`No such file or directory`) has sentences too. A cell may read like a code.
    private func othersWords(_ found: String) -> String? {
        found.dropFirst().prefix(3).allSatisfy(\.isNumber) ? nil : sentences[found]
    }

    private var sentences: [String: String] { Texts.of("sentences", in: language) }

    /// What a code means, in a few words.
    package func title(_ code: String) -> String { titles[code] ?? "" }

    /// The titles of all codes.
    var titles: [String: String] { Texts.of("codes", in: language) }

    /// One line for a terminal: where, how bad, which code, what.
    package func line(_ finding: Finding, file: String) -> String {
        let place = Self.places(of: finding).first ?? finding.fields.first?.description
        return
            "\(file)\(place.map { " \($0)" } ?? "")\(language("common.colon"))\(name(of: finding.severity)) \(finding.code) \(sentence(finding))"
    }

    /// A severity in a word: 错误, `error`.
    package func name(of severity: Finding.Severity) -> String {
        switch severity {
        case .error: language("finding.severity.error")
        case .warning: language("finding.severity.warning")
        case .note: language("finding.severity.note")
        }
    }

    /// The cells that it is about, at most six.
    package static func places(of finding: Finding) -> [String] {
        let cells = finding.origins.prefix(6).map { printable("\($0.sheet)!\($0.cell)") }
        return finding.origins.count > 6 ? cells + ["…"] : cells
    }

    /// On one line, without what would steer a terminal.
    package static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}
