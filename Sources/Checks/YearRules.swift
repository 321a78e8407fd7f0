import Foundation
import Model

/// Rules over two years, beside the relations that reach back.
extension Subject {
    /// Whether the report given as last year's is that.
    func previousIdentity() -> [Finding] {
        guard let previous else { return [] }
        var findings: [Finding] = []
        if let year = report.year, let before = previous.year, before != year - 1 {
            findings.append(Finding(.previousOfOtherYear, .warning, found: "\(before)", expected: "\(year - 1)"))
        }
        if let name = report.agencyName, let before = previous.agencyName, name != before {
            findings.append(Finding(.previousOfOtherAgency, .warning, found: before, expected: name))
        }
        return findings
    }

    /// Figures that changed so much that an evaluator asks why.
    func jumps() -> [Finding] {
        guard previous != nil else { return [] }
        return form.definition.jumps.flatMap { jump in
            jump.fields.map { FieldPath($0) }.compactMap { path -> Finding? in
                guard let now = value(path), let before = value(path.ofPrevious) else { return nil }
                let (low, high) = (min(now, before), max(now, before))
                guard high - low >= Decimal(jump.least), high >= low * Decimal(jump.ratio) else { return nil }
                return Finding(
                    Finding.Code(jump.code), .note, fields: [path, path.ofPrevious], found: "\(now)", expected: "\(before)",
                    difference: "\(now - before)", facts: ["label": label(path)])
            }
        }
    }
}
