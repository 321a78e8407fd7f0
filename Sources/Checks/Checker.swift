import Findings
import Forms
import ReportModel

/// The rules of a form held against a report.
public struct Checker {
    public let form: Form

    public init(form: Form) { self.form = form }

    /// Everything that is wrong, in the form's order, each cause once. Findings name field paths; cells are joined later.
    public func findings(in report: Report) -> [Finding] {
        let relations = form.relations.compactMap { RelationCheck(relation: $0, report: report, form: form).finding() }
            .filter { !Self.isToldByReading($0, report) }
        return yearFindings(in: report) + Self.eachCauseOnce(relations)
    }

    /// A cell that holds no figure is a finding of the reader's already.
    private static func isToldByReading(_ finding: Finding, _ report: Report) -> Bool {
        guard finding.code == .blankTotal || finding.code == .blankTerm, let field = finding.fields.first else { return false }
        return report.figures[field]?.isUnreadable ?? false
    }

    private func yearFindings(in report: Report) -> [Finding] {
        guard let year = report.year, !form.definition.years.contains(year) else { return [] }
        return [
            Finding(
                .formOfOtherYear, .warning, found: form.id, expected: form.definition.years.description,
                facts: ["year": "\(year)", "basis": form.definition.basis])
        ]
    }

    /// A blank that several relations give a value is one finding where they agree; the one that calls it a total
    /// tells most.
    private static func eachCauseOnce(_ findings: [Finding]) -> [Finding] {
        struct Cause: Hashable { let field: FieldPath?, expected: String? }
        let totals = Set(findings.filter { $0.code == .blankTotal }.map { $0.fields.first })
        var told = Set<Cause>()
        return findings.filter { finding in
            switch finding.code {
            case .blankTerm where totals.contains(finding.fields.first): false
            case .blankTotal, .blankTerm: told.insert(Cause(field: finding.fields.first, expected: finding.expected)).inserted
            default: true
            }
        }
    }
}
