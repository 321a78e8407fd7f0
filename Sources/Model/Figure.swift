import Foundation
import Text

/// The content of a field in a report: a value, a mark, or neither.
public enum Figure: Hashable, Sendable {
    /// Nothing is filled in.
    case blank
    /// The cell holds something that is not a figure, such as `详见附表`; a finding says so.
    case unreadable
    /// `/`, `—`, `不适用` … as it was written: the row does not apply.
    indirect case mark(String)
    /// A number.
    case value(FigureValue)

    /// The figure of a value; blank for nil.
    public init(_ value: Decimal?) { self = value.map { .value(FigureValue($0)) } ?? .blank }

    /// The value; nil for a blank, a mark, and what could not be read.
    public var value: FigureValue? { if case .value(let value) = self { value } else { nil } }

    /// The mark; nil for anything else.
    public var mark: String? { if case .mark(let mark) = self { mark } else { nil } }

    /// Whether there is neither a value nor a mark.
    public var isBlank: Bool {
        switch self {
        case .blank, .unreadable: true
        case .mark, .value: false
        }
    }

    /// The digits or the mark; nil where there is neither.
    public var text: String? { value?.description ?? mark }

    /// Values from here on are taken for slips: a spreadsheet keeps fifteen digits.
    package static let limit = Decimal(sign: .plus, exponent: 15, significand: 1)
}

/// A count, or an amount in the unit of its field (万元).
public enum FigureValue: Hashable, Sendable, CustomStringConvertible {
    /// Below 10^16, so that hundreds of them add up to an Int. Whole amounts are such values too.
    case whole(Int)
    /// Keeps every digit; on the heap, since a report has one such figure at most.
    indirect case decimal(Decimal)

    /// Nought.
    public static let zero = FigureValue.whole(0)

    /// The value of a number; `whole` where it has no decimals and is below 10^16.
    public init(_ value: Decimal) { self = value.whole.map(FigureValue.whole) ?? .decimal(value) }

    /// The number.
    public var decimal: Decimal {
        switch self {
        case .whole(let value): Decimal(value)
        case .decimal(let value): value
        }
    }

    /// The digits, with a `.` before the decimals: `72701.2578`.
    public var description: String {
        switch self {
        case .whole(let value): "\(value)"
        case .decimal(let value): "\(value)"
        }
    }

    /// The sum; nothing overflows.
    public static func + (a: Self, b: Self) -> Self {
        if case .whole(let a) = a, case .whole(let b) = b, case (let sum, false) = a.addingReportingOverflow(b) {
            return Self(whole: sum)
        }
        return Self(a.decimal + b.decimal)
    }

    /// The negative.
    public static prefix func - (a: Self) -> Self {
        if case .whole(let a) = a { .whole(-a) } else { .decimal(-a.decimal) }
    }

    /// The difference.
    public static func - (a: Self, b: Self) -> Self { a + -b }

    /// Adds a value.
    public static func += (a: inout Self, b: Self) { a = a + b }

    private init(whole: Int) { self = whole.magnitude < 10_000_000_000_000_000 ? .whole(whole) : .init(Decimal(whole)) }
}

extension FigureValue: Comparable {
    /// The order of the numbers.
    public static func < (a: Self, b: Self) -> Bool {
        if case .whole(let a) = a, case .whole(let b) = b { a < b } else { a.decimal < b.decimal }
    }
}
