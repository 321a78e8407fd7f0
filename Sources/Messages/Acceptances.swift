import JSON
import Model

/// An office's explanations: findings that it lets stand, as a JSON array of
/// `{"code", "fields", "found", "expected", "reason"}`. One holds only while code, figures and values are the same.
package struct Acceptances {
    private struct Key: Hashable {
        let code: String
        let fields: Set<String>
        let found: String?
        let expected: String?
    }

    private let reasons: [Key: String]

    /// Throws `J604` where the bytes are no such array.
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

    /// The findings, those that are explained with their reason.
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
