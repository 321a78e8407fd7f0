import Foundation
import Model

/// Names two neighbouring figures that were swapped, or one that was typed a row or a column off.
///
/// Exchanging them must repair every broken relation that either stands in, at least two, and break none; and no other
/// two neighbours may do so for any of these.
struct SwapFinder {
    let subject: Subject
    /// By how much the left side exceeds the right, by the index of each relation that is decided.
    private var differences: [Int: Decimal] = [:]
    /// The indices of the decided relations that a figure is a term of.
    private var relations: [FieldPath: [Int]] = [:]
    private let checks: [RelationCheck]

    init(_ checks: [RelationCheck], in subject: Subject) {
        self.subject = subject
        self.checks = checks
        for (index, check) in checks.enumerated() {
            switch check.state {
            case .holds: differences[index] = 0
            case .broken(let difference): differences[index] = difference.decimal
            case .undecided, .open: continue
            }
            for path in check.relation.terms { relations[path, default: []].append(index) }
        }
    }

    /// The culprit of each of these broken relations that an exchange explains, by the relation's index.
    func culprits(of broken: Set<Int>) -> [Int: Culprit] {
        guard broken.count > 1 else { return [:] }
        let swaps = neighbours().compactMap { first, second in swap(first, second, explaining: broken) }
        let rivals = Dictionary(grouping: swaps.flatMap(\.repaired)) { $0 }.mapValues(\.count)
        var culprits: [Int: Culprit] = [:]
        for swap in swaps where swap.repaired.allSatisfy({ rivals[$0] == 1 }) {
            for index in swap.repaired { culprits[index] = swap.culprit }
        }
        return culprits
    }

    private func swap(_ first: FieldPath, _ second: FieldPath, explaining broken: Set<Int>) -> (
        culprit: Culprit, repaired: [Int]
    )? {
        guard let a = subject.value(first), let b = subject.value(second), a != b else { return nil }
        let touched = Set((relations[first] ?? []) + (relations[second] ?? []))
        let repaired = touched.filter { differences[$0] != 0 }
        guard repaired.count > 1, repaired.isSubset(of: broken) else { return nil }
        for index in touched {
            let change = sign(of: first, in: index) * (b - a) + sign(of: second, in: index) * (a - b)
            guard let difference = differences[index], difference + change == 0 else { return nil }
        }
        let slip: Culprit.Slip = a == 0 || b == 0 ? .shifted : .swapped
        return (Culprit(field: first, found: a, value: b, slip: slip, other: second), repaired.sorted())
    }

    private func sign(of path: FieldPath, in index: Int) -> Decimal {
        let relation = checks[index].relation
        return relation.left.contains(path) ? 1 : relation.right.contains(path) ? -1 : 0
    }

    /// Figures beside and below each other in the form.
    private func neighbours() -> [(FieldPath, FieldPath)] {
        subject.form.tables.flatMap(\.blocks).flatMap { block -> [(FieldPath, FieldPath)] in
            let rows = block.fields.map { row in row.map(\.path) }
            let beside = rows.flatMap { Array(zip($0, $0.dropFirst())) }
            let below = zip(rows, rows.dropFirst()).flatMap { Array(zip($0, $1)) }
            return beside + below
        }
    }
}
