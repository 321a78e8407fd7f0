import Foundation
import JSON
import Model
import Templates
import Text

/// Makes the sentences of findings from their facts, by Templates/Messages.
package struct Sentences: Sendable {
    package let language: Language
    /// By phrase, then language; read when the first sentence is made.
    private static let templates: [String: [String: String]] = Templates.messages.reduce(into: [:]) { all, file in
        let sentences = try? JSONDecoder().decode([String: [String: String]].self, from: Data(file))
        all.merge(sentences ?? [:]) { first, _ in first }
    }

    /// `Templates/Messages/codes.json` as it is.
    static let codes = (try? JSONValue(parsing: Templates.codes)) ?? .object([])

    package init(_ language: Language) { self.language = language }

    /// What was found, what was expected and what to do, in one or two sentences.
    package func sentence(_ finding: Finding) -> String {
        guard let template = Self.templates[finding.phrase]?[language.rawValue] else { return finding.found ?? "" }
        var facts = finding.facts.mapValues(Self.printable)
        facts["found"] = finding.found.map { othersWords($0) ?? Self.printable(Prose.brief($0, to: 80)) } ?? facts["found"]
        facts["expected"] = finding.expected.map(Self.printable) ?? facts["expected"]
        facts["difference"] = finding.difference
        facts["place"] = Self.places(of: finding).joined(separator: "、")
        return Self.filled(template, facts)
    }

    /// What the system or a library says (`No such file or directory`) has sentences too. A cell may read like a code.
    private func othersWords(_ found: String) -> String? {
        found.dropFirst().prefix(3).allSatisfy(\.isNumber) ? nil : Self.templates[found]?[language.rawValue]
    }

    /// What a code means, in a few words.
    package func title(_ code: String) -> String { Self.codes[code]?[language.rawValue]?.string ?? "" }

    /// One line for a terminal: where, how bad, which code, what.
    package func line(_ finding: Finding, file: String) -> String {
        let place = Self.places(of: finding).first ?? finding.fields.first?.description
        return
            "\(file)\(place.map { " \($0)" } ?? "")\(language("：", ": "))\(name(of: finding.severity)) \(finding.code) \(sentence(finding))"
    }

    /// A severity in a word: 错误, `error`.
    package func name(of severity: Finding.Severity) -> String {
        switch severity {
        case .error: language("错误", "error")
        case .warning: language("警告", "warning")
        case .note: language("提示", "note")
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

    /// `{name}` replaced by the fact of that name.
    private static func filled(_ template: String, _ facts: [String: String]) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += facts[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
