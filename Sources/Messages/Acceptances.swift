import JSON
import Model

/// An office's explanations of findings that it lets stand: a JSON array of
/// `{"code", "fields", "found", "expected", "reason"}`. An explanation holds only while code, figures and values are the same.
package struct Acceptances {
    private struct Key: Hashable {
        let code: String
        let fields: Set<String>
        let found: String?
        let expected: String?
    }

    private let reasons: [Key: String]

    /// Parses the JSON array. Throws `J604` if the bytes are something else, or an entry lacks its code or reason.
    package init(_ bytes: [UInt8]) throws {
        guard case .array(let entries)? = try? JSONValue(parsing: bytes) else { throw Finding(.notAcceptances) }
        let pairs = try entries.map { entry -> (Key, String) in
            func text(_ key: String) -> String? { entry[key]?.string }
            guard let code = text("code"), let reason = text("reason"), !reason.isEmpty else { throw Finding(.notAcceptances) }
            var fields: Set<String> = []
            if case .array(let paths)? = entry["fields"] { fields = Set(paths.compactMap(\.string)) }
            return (Key(code: code, fields: fields, found: text("found"), expected: text("expected")), reason)
        }
        reasons = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The same findings in the same order; each explained one gets its reason in `accepted`.
    package func applied(to findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            finding.accepted =
                reasons[
                    Key(
                        code: finding.code.description, fields: Set(finding.fields.map(\.description)), found: finding.found,
                        expected: finding.expected)]
            return finding
        }
    }
}
