import Foundation

extension Decimal {
    /// To the power of ten given: -2 keeps two digits after the point.
    public func rounded(to place: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
        var value = self
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, -place, mode)
        return rounded
    }
}

extension Decimal {
    /// The value where it is a whole number of at most sixteen digits: hundreds of such still add up to an Int.
    public var whole: Int? {
        guard magnitude < Self.wholeLimit else { return nil }
        // What was written `5.0` may keep its zero.
        if exponent < 0, rounded(to: 0, .plain) != self { return nil }
        return Int(NSDecimalNumber(decimal: self).int64Value)
    }

    private static let wholeLimit = Decimal(sign: .plus, exponent: 16, significand: 1)
}
