import Foundation
import Model

extension RollUp {
    /// `H911` for each figure in which a government's own report is not the sum, with the agencies whose figure is just the
    /// difference. Where the report says less, such an agency may be missing from it; where it says more, the agency may be
    /// counted twice there, or be left out of the sum. Blank and 0 are the same here. `unread` are not compared.
    package func differences(from own: Report, except unread: Set<FieldPath> = []) -> [Finding] {
        var suspects: [FieldPath: [String]] = [:]
        var frequency: [String: Int] = [:]
        for field in form.fields where !unread.contains(field.path) {
            let difference = difference(from: own, at: field.path)
            guard difference != 0 else { continue }
            let candidates = difference > 0 ? contributions + leftOut : contributions
            let names = candidates.filter { $0.report.value(field.path) == abs(difference) }.map(\.agency)
            suspects[field.path] = names
            for name in names { frequency[name, default: 0] += 1 }
        }
        return form.fields.compactMap { field in
            guard let names = suspects[field.path] else { return nil }
            // Of several whose figure fits, the one that fits most often comes first.
            let order = names.enumerated().sorted { a, b in
                let (first, second) = (frequency[a.element] ?? 0, frequency[b.element] ?? 0)
                return first == second ? a.offset < b.offset : first > second
            }
            let shown = order.prefix(Self.suspectLimit).map(\.element).joined(separator: "、")
            return Finding(
                .sumDiffers, fields: [field.path], found: own.value(field.path)?.description ?? "",
                expected: report.value(field.path)?.description ?? "",
                difference: "\(difference(from: own, at: field.path))",
                facts: ["label": field.label, "suspects": shown.isEmpty ? "—" : shown])
        }
    }

    private func difference(from own: Report, at path: FieldPath) -> Decimal {
        (own.value(path) ?? 0) - (report.value(path) ?? 0)
    }

    private static let suspectLimit = 5
}
