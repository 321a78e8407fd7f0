import JSON
import Model

extension Sentences {
    /// The findings as `check --format json` prints them, and how many there are of each severity. Accepted findings are counted
    /// apart.
    package func json(_ findings: [Finding]) -> JSONValue {
        func count(_ holds: (Finding) -> Bool) -> JSONValue { JSONValue(findings.count(where: holds)) }
        let severities = Finding.Severity.allCases.map { severity in
            ("\(severity.rawValue)s", count { $0.severity == severity && $0.accepted == nil })
        }
        let accepted = findings.contains { $0.accepted != nil } ? [("accepted", count { $0.accepted != nil })] : []
        return .object([("findings", .array(findings.map(json))), ("summary", .object(severities + accepted))])
    }

    private func json(_ finding: Finding) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("code", .string(finding.code.description)),
            ("severity", .string(finding.severity.rawValue)),
            ("table", JSONValue(finding.table)),
            ("fields", .array(finding.fields.map { .string($0.description) })),
            ("cells", .array(finding.origins.map(\.json))),
            ("found", JSONValue(finding.found)),
            ("expected", JSONValue(finding.expected)),
            ("difference", JSONValue(finding.difference)),
            ("basis", JSONValue(finding.basis)),
            ("message", .string(sentence(finding))),
        ]
        if let culprit = finding.culprit { members.append(("culprit", culprit.json)) }
        if let reason = finding.accepted { members.append(("accepted", .string(reason))) }
        return .object(members)
    }
}

extension Finding {
    /// The id of the table that its first figure stands in; nil if it is about no figure.
    package var table: String? { fields.first?.ofEitherYear.steps.first.map(String.init) }
}

extension Culprit {
    fileprivate var json: JSONValue {
        let members: [(key: String, value: JSONValue)] = [
            ("field", .string(field.description)), ("sheet", JSONValue(origin?.sheet)),
            ("cell", JSONValue(origin?.cell.description)),
            ("found", .number(found)), ("value", .number(value)), ("slip", JSONValue(slip?.rawValue)),
        ]
        guard let other else { return .object(members) }
        let place: [(key: String, value: JSONValue)] = [
            ("field", .string(other.description)), ("sheet", JSONValue(otherOrigin?.sheet)),
            ("cell", JSONValue(otherOrigin?.cell.description)),
        ]
        return .object(members + [("other", .object(place))])
    }
}
