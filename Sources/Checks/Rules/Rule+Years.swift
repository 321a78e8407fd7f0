import Foundation
import Model

extension Rule {
    /// The report follows the form of its year.
    static let formOfYear = Rule(.formOfOtherYear) { subject in
        let definition = subject.form.definition
        guard let year = subject.report.year, !definition.years.contains(year) else { return [] }
        return [
            Finding(
                .formOfOtherYear, .warning, found: subject.form.id, expected: definition.years.description,
                basis: definition.basis, facts: ["year": "\(year)"])
        ]
    }

    /// The report given as last year's is of the year before, and of the same agency.
    static let previousReport = Rule(.previousOfOtherYear, .previousOfOtherAgency) { subject in
        guard let previous = subject.previous else { return [] }
        var findings: [Finding] = []
        if let year = subject.report.year, let before = previous.year, before != year - 1 {
            findings.append(Finding(.previousOfOtherYear, .warning, found: "\(before)", expected: "\(year - 1)"))
        }
        if let name = subject.agencyName, let before = previous.agencyName, name != before {
            findings.append(Finding(.previousOfOtherAgency, .warning, found: before, expected: name))
        }
        return findings
    }

    /// Figures that changed so much since last year that an evaluator asks why.
    static let jumps = Rule(codes: { $0.definition.jumps.map { Finding.Code($0.code) } }, check: findings(ofJumps:))

    private static func findings(ofJumps subject: Subject) -> [Finding] {
        guard subject.previous != nil else { return [] }
        return subject.form.definition.jumps.flatMap { jump in
            jump.fields.map { FieldPath($0) }.compactMap { path -> Finding? in
                guard let now = subject.value(path), let before = subject.value(path.ofPrevious) else { return nil }
                let (low, high) = (min(now, before), max(now, before))
                guard high - low >= Decimal(jump.least), high >= low * Decimal(jump.ratio) else { return nil }
                return Finding(
                    Finding.Code(jump.code), .note, fields: [path, path.ofPrevious], found: "\(now)", expected: "\(before)",
                    difference: "\(now - before)", facts: ["label": subject.label(path)])
            }
        }
    }
}
