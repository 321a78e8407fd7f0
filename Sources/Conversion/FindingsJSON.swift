import Findings
import Forms

extension Sentences {
    /// Findings as `check --format json` prints them, with the counts of each severity; an accepted one counts as such.
    public func json(_ findings: [Finding]) -> JSON {
        func count(_ holds: (Finding) -> Bool) -> JSON { JSON(findings.count(where: holds)) }
        let severities = Finding.Severity.allCases.map { severity in
            ("\(severity.rawValue)s", count { $0.severity == severity && $0.accepted == nil })
        }
        let accepted = findings.contains { $0.accepted != nil } ? [("accepted", count { $0.accepted != nil })] : []
        return .object([("findings", .array(findings.map(json))), ("summary", .object(severities + accepted))])
    }

    private func json(_ finding: Finding) -> JSON {
        var members: [(key: String, value: JSON)] = [
            ("code", .string(finding.code.description)),
            ("severity", .string(finding.severity.rawValue)),
            ("table", JSON(finding.table)),
            ("fields", .array(finding.fields.map { .string($0.description) })),
            ("cells", .array(finding.origins.map(\.json))),
            ("found", JSON(finding.found)),
            ("expected", JSON(finding.expected)),
            ("difference", JSON(finding.difference)),
            ("basis", JSON(finding.basis)),
            ("message", .string(sentence(finding))),
        ]
        if let culprit = finding.culprit { members.append(("culprit", culprit.json)) }
        if let reason = finding.accepted { members.append(("accepted", .string(reason))) }
        return .object(members)
    }
}

extension Finding {
    /// The id of the table that it is about, by its first figure.
    public var table: String? { fields.first?.ofEitherYear.steps.first.map(String.init) }
}

extension Culprit {
    fileprivate var json: JSON {
        let members: [(key: String, value: JSON)] = [
            ("field", .string(field.description)), ("sheet", JSON(origin?.sheet)), ("cell", JSON(origin?.cell)),
            ("found", .number(found)), ("value", .number(value)), ("slip", JSON(slip?.rawValue)),
        ]
        guard let other else { return .object(members) }
        let place: [(key: String, value: JSON)] = [
            ("field", .string(other.description)), ("sheet", JSON(otherOrigin?.sheet)), ("cell", JSON(otherOrigin?.cell)),
        ]
        return .object(members + [("other", .object(place))])
    }
}
