import Forms
import Foundation
import Model
import Text

/// Holds claims against the tables. Claims of blank figures are not compared.
struct ClaimComparison {
    let form: Form
    let report: Report
    let previous: Report?

    /// The finding of a claim that disagrees with the tables; nil if it agrees or cannot be compared.
    func finding(_ claim: Claim) -> Finding? {
        switch claim.kind {
        case .value where claim.year == .previous:
            return sum(claim.fields, in: previous).flatMap {
                finding(claim, .changeDiffers, .warning, phrase: "T602.previous", expected: $0)
            }
        case .value:
            guard let expected = sum(claim.fields, in: report) else { return nil }
            return claim.isApproximate
                ? finding(claim, .approximationFarOff, .warning, expected: expected)
                : finding(claim, .claimDiffers, .error, expected: expected)
        case .none:
            return sum(claim.fields, in: report).flatMap { finding(claim, .claimedNone, .error, expected: $0) }
        case .difference:
            return change(of: claim).flatMap { finding(claim, .changeDiffers, .warning, expected: $0.to - $0.from) }
        case .percentChange:
            guard let change = change(of: claim), change.from != 0 else { return nil }
            return finding(claim, .changeDiffers, .warning, expected: (change.to - change.from) * 100 / change.from)
        case .share:
            return finding(ofShare: claim)
        }
    }

    /// The finding of a share that is wrong of every sum it may be a share of.
    private func finding(ofShare claim: Claim) -> Finding? {
        guard let part = sum(claim.fields, in: report) else { return nil }
        let wholes = claim.wholes.map { sum($0, in: report) }
        let shares = wholes.compactMap { $0 == 0 ? nil : $0.map { part * 100 / $0 } }
        guard shares.count == wholes.count, let expected = shares.first, !shares.contains(where: claim.agrees) else { return nil }
        return finding(claim, .changeDiffers, .warning, expected: expected)
    }

    /// Last year's sum and this year's: those of the tables if the previous report is given, else as the text has them.
    private func change(of claim: Claim) -> Claim.Change? {
        guard previous != nil else { return claim.inText }
        guard let from = sum(claim.fields, in: previous), let to = sum(claim.fields, in: report) else { return nil }
        return Claim.Change(from: from, to: to)
    }

    private func sum(_ fields: [FieldPath], in report: Report?) -> Decimal? {
        fields.reduce(0) { sum, field in sum.flatMap { sum in report?.value(field).map { sum + $0 } } }
    }

    private func finding(
        _ claim: Claim, _ code: Finding.Code, _ severity: Finding.Severity, phrase: String? = nil, expected: Decimal
    ) -> Finding? {
        guard !claim.agrees(with: expected) else { return nil }
        let isPercent = claim.kind == .percentChange || claim.kind == .share
        let shown = isPercent ? expected.rounded(to: min(claim.exponent, -1), .plain) : expected
        let sign = isPercent ? "%" : ""
        let section = form.definition.narrative.first { $0.id == claim.section }
        return Finding(
            code, severity, phrase: phrase, fields: claim.fields, section: section?.asSection, found: "\(claim.number)\(sign)",
            expected: "\(shown)\(sign)",
            facts: [
                "paragraph": "\(claim.paragraph)", "quote": claim.quote, "label": label(of: claim.fields),
            ])
    }

    /// The figure's label, or the part that the labels of several share: `（三）不予公开，总计`.
    private func label(of fields: [FieldPath]) -> String {
        let known = fields.compactMap { form.field($0) }
        guard known.count > 1, let first = known.first else { return known.first?.label ?? "" }
        func common(_ labels: (Form.Field) -> [String]) -> [String] {
            known.dropFirst().reduce(labels(first)) { Array(zip($0, labels($1)).prefix { $0 == $1 }.map(\.0)) }
        }
        let rows = common { $0.row.nodes.map(\.label) }.filter { !$0.isEmpty }
        let columns = common { $0.column.nodes.map(\.label) }.filter { !$0.isEmpty }
        let shared = rows.suffix(1) + columns.suffix(1)
        return shared.isEmpty || known.count <= 3 ? known.map(\.label).joined(separator: "＋") : shared.joined(separator: "，")
    }
}
