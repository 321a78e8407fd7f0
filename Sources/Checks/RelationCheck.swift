import Forms
import Foundation
import Model
import Text

/// One relation held against the figures.
///
/// A mark adds nothing to a sum. A relation with a blank is undecided: not broken unless no value could mend it.
struct RelationCheck {
    enum State: Equatable {
        case holds
        /// By how much the left side exceeds the right.
        case broken(difference: Decimal)
        /// The one blank, and the value that it must have.
        case undecided(blank: FieldPath, value: Decimal)
        /// Too little is filled to tell.
        case open
    }

    let relation: Relation
    let state: State
    private let left: Sum
    private let right: Sum

    init(_ relation: Relation, in subject: Subject) {
        var blanks: [FieldPath] = []
        func sum(_ paths: [FieldPath]) -> Sum {
            var sum = Sum()
            for path in paths {
                if let figure = subject.figure(path), !figure.isBlank { sum.add(figure) } else { blanks.append(path) }
            }
            return sum
        }
        self.relation = relation
        left = sum(relation.left)
        right = sum(relation.right)
        state =
            blanks.isEmpty && left == right
            ? .holds : Self.state(of: relation, left.value, right.value, blanks: blanks, in: subject)
    }

    /// Whole numbers apart: adding them costs a hundredth.
    private struct Sum: Equatable {
        private var whole = 0
        private var rest: Decimal = 0

        mutating func add(_ figure: Figure) {
            switch figure.value {
            case .whole(let count): whole += count
            case .decimal(let value): rest += value
            case nil: break
            }
        }

        var value: Decimal { rest.isZero ? Decimal(whole) : Decimal(whole) + rest }
        static func == (a: Self, b: Self) -> Bool { a.whole == b.whole && a.rest == b.rest || a.value == b.value }
    }

    /// By how much the left side exceeds the right where the relation is broken; nil where it is not.
    var difference: Decimal? { if case .broken(let difference) = state { difference } else { nil } }

    private static func state(
        of relation: Relation, _ left: Decimal, _ right: Decimal, blanks: [FieldPath], in subject: Subject
    ) -> State {
        let difference = left - right
        if blanks.isEmpty { return difference == 0 ? .holds : .broken(difference: difference) }
        // What last year's report leaves blank is not for this one to fill.
        if blanks.count == relation.terms.count || relation.reachesBack { return .open }
        if blanks.count == 1, let blank = blanks.first {
            let value = relation.left.contains(blank) ? -difference : difference
            return value < 0 && !subject.isSigned(blank)
                ? .broken(difference: difference) : .undecided(blank: blank, value: value)
        }
        // Parts that already exceed a total that is filled cannot be mended by filling more.
        let canOnlyGrow = relation.right.allSatisfy { !subject.isSigned($0) }
        let total = relation.total.flatMap(subject.value)
        return canOnlyGrow && total.map { right > $0 } == true ? .broken(difference: difference) : .open
    }

    /// What there is to say of it; nil where it holds, or nothing can be told. Of a total it is said that it was typed
    /// over where the totals beside it are formulas.
    func finding(totalsAreFormulas: Bool, in subject: Subject) -> Finding? {
        let rule = relation.rule
        switch state {
        case .holds, .open: return nil
        case .broken(let difference):
            let isTypedOver = totalsAreFormulas && relation.total.map { subject.origin($0)?.formula == nil } == true
            return Finding(
                Finding.Code(rule.code), rule.severity,
                phrase: isTypedOver ? "relation.overwritten" : relation.total == nil ? "relation.balance" : "relation.total",
                fields: relation.terms, found: "\(left.value)", expected: "\(right.value)", difference: "\(difference)",
                basis: rule.basis, facts: facts(relation.terms.first, in: subject))
        case .undecided(let blank, let value):
            // A cell that holds no figure is a finding of the reader's already.
            guard subject.figure(blank) != .unreadable else { return nil }
            let isTotal = blank == relation.total
            return Finding(
                isTotal ? .blankTotal : .blankTerm, isTotal ? .warning : .note, fields: [blank], expected: "\(value)",
                basis: rule.basis, facts: facts(blank, in: subject))
        }
    }

    private func facts(_ path: FieldPath?, in subject: Subject) -> [String: String] {
        ["relation": relation.rule.title, "label": path.map(subject.label) ?? ""]
    }
}
