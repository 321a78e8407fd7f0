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
    /// A number, in the unit of its field.
    case value(FigureValue)

    /// Makes a figure of a value, or a blank of nil.
    public init(_ value: Decimal?) { self = value.map { .value(FigureValue($0)) } ?? .blank }

    /// The value; nil for a blank, a mark or an unreadable figure.
    public var value: FigureValue? { if case .value(let value) = self { value } else { nil } }

    /// The mark; nil for anything else.
    public var mark: String? { if case .mark(let mark) = self { mark } else { nil } }

    /// Whether there is neither a value nor a mark; true for unreadable figures too.
    public var isBlank: Bool {
        switch self {
        case .blank, .unreadable: true
        case .mark, .value: false
        }
    }

    /// The digits of the value, or the mark; nil if there is neither.
    public var text: String? { value?.description ?? mark }

    /// 10^15. Values from here on are refused, because a spreadsheet keeps fifteen digits.
    package static let limit = Decimal(sign: .plus, exponent: 15, significand: 1)
}

/// A count, or an amount in the unit of its field (万元).
public enum FigureValue: Hashable, Sendable, CustomStringConvertible {
    /// A whole number below 10^16, so that hundreds of them add up to an Int. Whole amounts are of this case too.
    case whole(Int)
    /// A number with decimals, every digit kept. Indirect, because a report has at most one such figure.
    indirect case decimal(Decimal)

    /// The whole number 0.
    public static let zero = FigureValue.whole(0)

    /// Makes a whole number where the value is one, else a decimal.
    public init(_ value: Decimal) { self = value.whole.map(FigureValue.whole) ?? .decimal(value) }

    /// The value as a Decimal.
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

    /// The exact sum; a Decimal where an Int would overflow.
    public static func + (a: Self, b: Self) -> Self {
        if case .whole(let a) = a, case .whole(let b) = b, case (let sum, false) = a.addingReportingOverflow(b) {
            return Self(whole: sum)
        }
        return Self(a.decimal + b.decimal)
    }

    /// The value with its sign turned.
    public static prefix func - (a: Self) -> Self {
        if case .whole(let a) = a { .whole(-a) } else { .decimal(-a.decimal) }
    }

    /// The exact difference.
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
