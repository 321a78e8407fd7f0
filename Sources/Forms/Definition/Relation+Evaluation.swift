import Foundation
import Model

/// The sum of the figures on one side of a relation. Marks add nothing.
package struct FigureSum: Sendable {
    /// The sum; zero if nothing has a value.
    package private(set) var value = FigureValue.zero
    /// The figures that have neither a value nor a mark; they are left out of the sum.
    package private(set) var blanks: [FieldPath] = []
    /// Whether any of the figures has a value.
    package private(set) var hasValue = false

    /// Adds up the figures of these paths. `figure` gives the figure of a path; nil counts as a blank.
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
    /// A relation with the sums of its two sides. Checks and workbooks both use it, so they cannot disagree.
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

        /// Whether the relation holds. With a blank it is undecided rather than broken, unless no value of the blank could
        /// make it hold. `isSigned` says whether a figure may be below zero.
        package func state(isSigned: (FieldPath) -> Bool) -> State {
            if blankCount == 0 { return left.value == right.value ? .holds : .broken(difference: difference) }
            // A blank of last year's report cannot be filled in this one.
            if isAllBlank || relation.reachesBack { return .open }
            let difference = difference
            if blankCount == 1, let blank = left.blanks.first ?? right.blanks.first {
                let value = left.blanks.isEmpty ? difference : -difference
                return value < .zero && !isSigned(blank)
                    ? .broken(difference: difference) : .undecided(blank: blank, value: value)
            }
            // Filling more parts cannot help where the parts exceed the total already.
            let isTotalExceeded = relation.total != nil && left.hasValue && difference < .zero
            return isTotalExceeded && !relation.right.contains(where: isSigned) ? .broken(difference: difference) : .open
        }
    }

    /// Whether a relation holds.
    package enum State: Equatable, Sendable {
        case holds
        /// By how much the left side exceeds the right.
        case broken(difference: FigureValue)
        /// One figure is blank: its path, and the value that makes the relation hold.
        case undecided(blank: FieldPath, value: FigureValue)
        /// Too many figures are blank to decide.
        case open
    }

    /// Adds up both sides. `figure` gives the figure of a path; nil counts as a blank.
    package func evaluation(_ figure: (FieldPath) -> Figure?) -> Evaluation {
        Evaluation(relation: self, left: FigureSum(left, figure: figure), right: FigureSum(right, figure: figure))
    }
}
