import Foundation
import Model

/// What the figures on one side of a relation add up to. Marks add nothing.
package struct FigureSum: Sendable {
    /// The sum; zero if nothing has a value.
    package private(set) var value = FigureValue.zero
    /// The figures that hold neither a value nor a mark; they are left out of the sum.
    package private(set) var blanks: [FieldPath] = []
    /// Whether any of the figures has a value.
    package private(set) var hasValue = false

    /// Adds up the figures of these paths; `figure` gives what is filled in for a path, or nil.
    package init(_ paths: [FieldPath], figure: (FieldPath) -> Figure?) {
        for path in paths {
            guard let figure = figure(path), !figure.isBlank else {
                blanks.append(path)
                continue
            }
            guard let value = figure.value else { continue }
            hasValue = true
            self.value += value
        }
    }
}

extension Relation {
    /// A relation with what its two sides add up to: the one place of its arithmetic, for checks and for what workbooks show.
    package struct Evaluation: Sendable {
        /// The relation itself.
        package let relation: Relation
        /// The sum of its left side.
        package let left: FigureSum
        /// The sum of its right side.
        package let right: FigureSum

        /// How many of the terms are blank.
        package var blankCount: Int { left.blanks.count + right.blanks.count }
        /// Whether none of its terms is filled in.
        package var isAllBlank: Bool { blankCount == relation.terms.count }
        /// By how much the left side exceeds the right.
        package var difference: FigureValue { left.value - right.value }

        /// Whether the relation holds. A relation with a blank is undecided, not broken, unless no value could mend it.
        /// `isSigned` says whether a figure may be below zero.
        package func state(isSigned: (FieldPath) -> Bool) -> State {
            if blankCount == 0 { return left.value == right.value ? .holds : .broken(difference: difference) }
            // What last year's report leaves blank is not for this one to fill.
            if isAllBlank || relation.reachesBack { return .open }
            let difference = difference
            if blankCount == 1, let blank = left.blanks.first ?? right.blanks.first {
                let value = left.blanks.isEmpty ? difference : -difference
                return value < .zero && !isSigned(blank)
                    ? .broken(difference: difference) : .undecided(blank: blank, value: value)
            }
            // Parts that already exceed a total that is filled cannot be mended by filling more.
            let isTotalExceeded = relation.total != nil && left.hasValue && difference < .zero
            return isTotalExceeded && !relation.right.contains(where: isSigned) ? .broken(difference: difference) : .open
        }
    }

    /// Whether a relation holds.
    package enum State: Equatable, Sendable {
        case holds
        /// By how much the left side exceeds the right.
        case broken(difference: FigureValue)
        /// The one blank, and the value that it must have.
        case undecided(blank: FieldPath, value: FigureValue)
        /// Too little is filled to decide.
        case open
    }

    /// Adds up both sides; `figure` gives what is filled in for a path, or nil.
    package func evaluation(_ figure: (FieldPath) -> Figure?) -> Evaluation {
        Evaluation(relation: self, left: FigureSum(left, figure: figure), right: FigureSum(right, figure: figure))
    }
}
