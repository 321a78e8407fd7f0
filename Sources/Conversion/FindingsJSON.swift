import Findings
import Forms

extension Sentences {
    /// Findings as `check --format json` prints them, with the counts of each severity.
    public func json(_ findings: [Finding]) -> JSON {
        .object([
            ("findings", .array(findings.map(json))),
            ("summary", .object(Finding.Severity.allCases.map { severity in
                ("\(severity.rawValue)s", JSON(findings.count { $0.severity == severity }))
            })),
        ])
    }

    private func json(_ finding: Finding) -> JSON {
        .object([
            ("code", .string(finding.code.description)),
            ("severity", .string(finding.severity.rawValue)),
            ("fields", .array(finding.fields.map { .string($0.description) })),
            ("cells", .array(finding.origins.map(\.json))),
            ("found", JSON(finding.found)),
            ("expected", JSON(finding.expected)),
            ("message", .string(sentence(finding))),
        ])
    }
}
