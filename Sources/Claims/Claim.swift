import Foundation
import Model
import Text

/// One statement of the prose about figures of the tables.
package struct Claim: Equatable, Sendable {
    /// Whether the statement is of a number itself, or of how it relates to another.
    package enum Kind: String, Sendable, CaseIterable {
        /// `收到申请12件`
        case value
        /// `未收到申请`
        case none
        /// `较上年增加12件`
        case difference
        /// `同比增长1.05%`
        case percentChange
        /// `占44.2%`
        case share
    }

    /// How a number is meant.
    package enum Bound: String, Sendable, CaseIterable {
        case exact
        /// 约
        case about
        /// 余: more, but not the next round number
        case over
        /// 超过: more, however much
        case atLeast
        /// 近: less, but not much
        case under
    }

    /// Whose figures: those of the report, or of the year before.
    package enum Year: String, Sendable { case report, previous }

    /// Which kind of statement it is.
    package var kind: Kind
    /// The id of the section.
    package var section: String
    /// The paragraph in the section, from 1.
    package var paragraph: Int
    /// The words that make the claim, as they stand there.
    package var quote: String
    /// In the unit of the figures (counts, 万元) or in percent; a fall is negative.
    package var number: Decimal
    /// The power of ten of its last written digit.
    package var exponent: Int
    /// How the number is meant.
    package var bound: Bound
    /// The unit as written; empty if the number has none.
    package var unit: String
    /// The figures whose sum the number is, or of which it is a change or a share.
    package var fields: [FieldPath]
    /// Whose figures `fields` are.
    package var year: Year = .report
    /// For a share, the sums that it may be a share of, the most likely first.
    package var wholes: [[FieldPath]] = []
    /// For a change, the two numbers that it lies between, if the text has both.
    package var inText: Change?

    /// Whether a word such as 约 stands with the number.
    package var isApproximate: Bool { bound != .exact }

    /// The two numbers of a change.
    package struct Change: Equatable, Sendable {
        /// Last year's number.
        package var from: Decimal
        /// This year's number.
        package var to: Decimal
    }

    /// Whether the number is right if the tables give this value. An exact one is compared to the digits written, rounded or
    /// cut off; an approximate one as loosely as its word is meant.
    func agrees(with value: Decimal) -> Bool {
        let step = Decimal(sign: .plus, exponent: roundness, significand: 1)
        switch bound {
        case .exact:
            return value.rounded(to: exponent, .plain) == number || value.rounded(to: exponent, value < 0 ? .up : .down) == number
        case .about: return (value - number).magnitude <= max(step / 2, number.magnitude / 10)
        case .over: return value >= number && value <= number + step
        case .atLeast: return value >= number
        case .under: return value <= number && value >= number - step
        }
    }

    /// The power of ten of the last digit that is not zero: 2 for 300.
    private var roundness: Int {
        var compact = number
        NSDecimalCompact(&compact)
        return compact.isZero ? exponent : compact.exponent
    }
}
