import Forms
import Model

/// The rules of a form held against a report.
package struct Checker: Sendable {
    package let form: Form
    /// The kind of body by its id in the form's powers, where the agency's name is not to tell.
    package var body: String?

    private let relations: [Relation]

    package init(form: Form, body: String? = nil) {
        self.form = form
        self.body = body
        relations = form.relations
    }

    /// Everything that is wrong, each cause once. Findings name field paths, those of `previous` as `previous.…`; cells
    /// are joined later. A template that nobody filled is that one finding.
    package func findings(in report: Report, previous: Report? = nil) -> [Finding] {
        let subject = Subject(form: form, report: report, previous: previous, body: body)
        if subject.isUntouched { return [Finding(.untouched, expected: "\(form.fields.count)")] }
        return subject.formOfYear() + subject.previousIdentity() + subject.period() + subject.author() + subject.sections()
            + subject.powers()
            + relationFindings(in: subject) + subject.jumps()
    }

    /// How many relations of the report's own figures are broken: what a conversion says of them.
    package func brokenRelations(in report: Report) -> Int {
        let subject = Subject(form: form, report: report, previous: nil, body: nil)
        return relations.count { !$0.reachesBack && RelationCheck($0, in: subject).difference != nil }
    }

    private func relationFindings(in subject: Subject) -> [Finding] {
        let checks = relations.map { RelationCheck($0, in: subject) }
        var culprits = CulpritFinder(checks, in: subject).culprits()
        let unexplained = Set(checks.indices.filter { checks[$0].difference != nil && culprits[$0] == nil })
        culprits.merge(SwapFinder(checks, in: subject).culprits(of: unexplained)) { named, _ in named }
        let formulas = Set(
            checks.filter { $0.relation.total.flatMap(subject.origin)?.formula != nil }.map(\.relation.rule.code))
        let findings = checks.enumerated().compactMap { index, check -> Finding? in
            var finding = check.finding(totalsAreFormulas: formulas.contains(check.relation.rule.code), in: subject)
            finding?.culprit = culprits[index]
            return finding
        }
        return Self.eachCauseOnce(findings)
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
