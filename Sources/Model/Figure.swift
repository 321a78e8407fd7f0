import Foundation
import Text

/// What a report holds for a field of its form.
package enum Figure: Hashable, Sendable {
    /// Nothing is filled in.
    case blank
    /// The cell holds something that is not a figure, such as `详见附表`; a finding says so.
    case unreadable
    /// `/`, `—`, `不适用` … as it was written: the row does not apply.
    indirect case mark(String)
    case value(FigureValue)

    /// The figure of a value; blank for nil.
    package init(_ value: Decimal?) { self = value.map { .value(FigureValue($0)) } ?? .blank }

    /// The value; nil for a blank, a mark, and what could not be read.
    package var value: FigureValue? { if case .value(let value) = self { value } else { nil } }

    /// The mark; nil for anything else.
    package var mark: String? { if case .mark(let mark) = self { mark } else { nil } }

    /// Whether there is neither a value nor a mark.
    package var isBlank: Bool {
        switch self {
        case .blank, .unreadable: true
        case .mark, .value: false
        }
    }

    /// The digits or the mark; nil where there is neither.
    package var text: String? { value?.description ?? mark }

    /// Values from here on are taken for slips: a spreadsheet keeps fifteen digits.
    package static let limit = Decimal(sign: .plus, exponent: 15, significand: 1)
}

/// A count, or an amount in the unit of its field (万元).
package enum FigureValue: Hashable, Sendable, CustomStringConvertible {
    /// Below 10^16, so that hundreds of them add up to an Int. Whole amounts are such values too.
    case whole(Int)
    /// Keeps every digit; on the heap, since a report has one such figure at most.
    indirect case decimal(Decimal)

    package static let zero = FigureValue.whole(0)

    package init(_ value: Decimal) { self = value.whole.map(FigureValue.whole) ?? .decimal(value) }

    package var decimal: Decimal {
        switch self {
        case .whole(let value): Decimal(value)
        case .decimal(let value): value
        }
    }

    /// The digits, with a `.` before the decimals: `72701.2578`.
    package var description: String {
        switch self {
        case .whole(let value): "\(value)"
        case .decimal(let value): "\(value)"
        }
    }

    package static func + (a: Self, b: Self) -> Self {
        if case .whole(let a) = a, case .whole(let b) = b, case (let sum, false) = a.addingReportingOverflow(b) {
            return Self(whole: sum)
        }
        return Self(a.decimal + b.decimal)
    }

    package static prefix func - (a: Self) -> Self {
        if case .whole(let a) = a { .whole(-a) } else { .decimal(-a.decimal) }
    }

    package static func - (a: Self, b: Self) -> Self { a + -b }

    package static func += (a: inout Self, b: Self) { a = a + b }

    private init(whole: Int) { self = whole.magnitude < 10_000_000_000_000_000 ? .whole(whole) : .init(Decimal(whole)) }
}

extension FigureValue: Comparable {
    package static func < (a: Self, b: Self) -> Bool {
        if case .whole(let a) = a, case .whole(let b) = b { a < b } else { a.decimal < b.decimal }
    }
}
