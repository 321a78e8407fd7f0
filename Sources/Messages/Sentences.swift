import Model
import Text

/// Puts findings into words: their facts fill the sentences of Templates/Messages.
package struct Sentences: Sendable {
    /// The language of the sentences.
    package let language: Language
    /// Reads no file before the first sentence.
    package init(_ language: Language) { self.language = language }

    /// One or two sentences: what was found, what was expected, what to do.
    package func sentence(_ finding: Finding) -> String {
        guard let template = sentences[finding.phrase] else { return finding.found ?? "" }
        var facts = finding.facts.mapValues(Self.printable)
        facts["found"] = finding.found.map { othersWords($0) ?? Self.printable(Prose.brief($0, to: 80)) } ?? facts["found"]
        facts["expected"] = finding.expected.map(Self.printable) ?? facts["expected"]
        facts["difference"] = finding.difference
        facts["section"] = finding.section?.label ?? facts["section"]
        facts["place"] = Self.cells(of: finding).joined(separator: "、")
        return Texts.filled(template) { facts[$0] }
    }

    /// The sentence for words of the system or a library, such as `No such file or directory`. A cell's text that looks like a
    /// code gets none.
    private func othersWords(_ found: String) -> String? {
        found.dropFirst().prefix(3).allSatisfy(\.isNumber) ? nil : sentences[found]
    }

    private var sentences: [String: String] { Texts.sentences(in: language) }

    /// The title of a code: its meaning in a few words; empty if the code is unknown.
    package func title(_ code: String) -> String { Texts.text(code, of: "codes", in: language) ?? "" }

    /// One line for a terminal: file, cell, severity, code, sentence.
    package func line(_ finding: Finding, file: String) -> String {
        let location = Self.cells(of: finding).first ?? finding.fields.first?.description
        return
            "\(file)\(location.map { " \($0)" } ?? "")\(language("common.colon"))\(name(of: finding.severity)) \(finding.code) \(sentence(finding))"
    }

    /// A severity in a word: 错误, `error`.
    package func name(of severity: Finding.Severity) -> String {
        switch severity {
        case .error: language("finding.severity.error")
        case .warning: language("finding.severity.warning")
        case .note: language("finding.severity.note")
        }
    }

    /// The cells of a finding as `sheet!D7`; after six comes `…`.
    package static func cells(of finding: Finding) -> [String] {
        let cells = finding.origins.prefix(6).map { printable("\($0.sheet)!\($0.cell)") }
        return finding.origins.count > 6 ? cells + ["…"] : cells
    }

    /// The text with a blank for each control character, so that it stays on one line and cannot steer a terminal.
    package static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}
