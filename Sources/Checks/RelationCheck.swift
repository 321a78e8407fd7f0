import Findings
import Forms
import Foundation
import ReportModel

/// One relation held against a report's figures.
struct RelationCheck {
    let relation: Relation
    let report: Report
    let form: Form

    /// What is wrong; nil where both sides agree, or too little is filled to tell.
    ///
    /// A mark adds nothing to a sum. A relation with a blank is undecided: not broken unless no value could mend it.
    func finding() -> Finding? {
        let blanks = relation.terms.filter { report.figures[$0]?.isBlank ?? true }
        guard blanks.count < relation.terms.count else { return nil }
        switch blanks.count {
        case 0: return left == right ? nil : broken()
        case 1: return undecided(blanks[0])
        default: return isBeyondRepair ? broken() : nil
        }
    }

    private var left: Decimal { sum(relation.left) }
    private var right: Decimal { sum(relation.right) }

    private func sum(_ paths: [FieldPath]) -> Decimal { paths.reduce(0) { $0 + (report.value($1) ?? 0) } }

    /// Whether the parts that are filled already exceed a total that is.
    private var isBeyondRepair: Bool {
        guard let total = relation.total.flatMap(report.value) else { return false }
        return right > total && relation.right.allSatisfy { form.fieldByPath[$0]?.kind != .signedCount }
    }

    private func undecided(_ blank: FieldPath) -> Finding? {
        let value = relation.left.contains(blank) ? right - left : left - right
        if value < 0, form.fieldByPath[blank]?.kind != .signedCount { return broken() }
        if blank == relation.total {
            return finding(.blankTotal, .warning, phrase: nil, fields: [blank], found: nil, expected: value)
        }
        return finding(.blankTerm, .note, phrase: nil, fields: [blank], found: nil, expected: value)
    }

    private func broken() -> Finding {
        finding(
            Finding.Code(relation.rule.code), Finding.Severity(rawValue: relation.rule.severity) ?? .error,
            phrase: relation.total == nil ? "relation.balance" : "relation.total", fields: relation.terms, found: left, expected: right)
    }

    private func finding(
        _ code: Finding.Code, _ severity: Finding.Severity, phrase: String?, fields: [FieldPath], found: Decimal?,
        expected: Decimal
    ) -> Finding {
        var facts = [
            "relation": relation.rule.title, "basis": relation.rule.basis,
            "equation": "\(relation.left.map(\.description).joined(separator: " + ")) = \(relation.right.map(\.description).joined(separator: " + "))",
            "label": fields.first.flatMap { form.fieldByPath[$0]?.label } ?? "",
        ]
        if let found { facts["difference"] = "\(found - expected)" }
        return Finding(
            code, severity, phrase: phrase, fields: fields, found: found.map { "\($0)" }, expected: "\(expected)", facts: facts)
    }
}
