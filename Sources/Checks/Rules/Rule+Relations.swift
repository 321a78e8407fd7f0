import Model

extension Rule {
    /// The relations of the form hold, and blanks that they decide are filled; broken ones name the figure that causes them if
    /// it is certain.
    static let relations = Rule(
        codes: { $0.relations.map { Finding.Code($0.rule.code) } + [.blankTotal, .blankTerm] },
        bases: { form in form.definition.relations.map { (Finding.Code($0.code), $0.basis) } },
        check: findings(ofRelations:))

    private static func findings(ofRelations subject: Subject) -> [Finding] {
        let checks = subject.form.relations.map { RelationCheck($0, in: subject) }
        let culprits = culprits(of: checks, in: subject)
        // The rules of which any total is a formula.
        let formulas = Set(
            checks.filter { $0.relation.total.flatMap(subject.origin)?.formula != nil }.map(\.relation.rule.code))
        let findings = checks.enumerated().compactMap { index, check -> Finding? in
            var finding = check.finding(totalsAreFormulas: formulas.contains(check.relation.rule.code), in: subject)
            finding?.culprit = culprits[index]
            return finding
        }
        return eachBlankOnce(findings)
    }

    /// The culprit of each broken relation that has one, by the relation's index.
    private static func culprits(of checks: [RelationCheck], in subject: Subject) -> [Int: Culprit] {
        let broken = checks.indices.filter { checks[$0].difference != nil }
        guard broken.count > 1 else { return [:] }
        let culprits = CulpritFinder(checks, in: subject).culprits()
        let unexplained = Set(broken).subtracting(culprits.keys)
        return culprits.merging(SwapFinder(checks, in: subject).culprits(of: unexplained)) { named, _ in named }
    }

    /// Leaves one finding of a blank that several relations give the same value; the one that calls it a total says most.
    private static func eachBlankOnce(_ findings: [Finding]) -> [Finding] {
        struct Blank: Hashable { let field: FieldPath?, expected: String? }
        let totals = Set(findings.filter { $0.code == .blankTotal }.map { $0.fields.first })
        var seen = Set<Blank>()
        return findings.filter { finding in
            switch finding.code {
            case .blankTerm where totals.contains(finding.fields.first): false
            case .blankTotal, .blankTerm: seen.insert(Blank(field: finding.fields.first, expected: finding.expected)).inserted
            default: true
            }
        }
    }
}
