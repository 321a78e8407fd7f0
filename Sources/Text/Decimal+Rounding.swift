import Foundation

extension Decimal {
    /// Rounded to a power of ten: exponent -2 keeps two digits after the point.
    package func rounded(to exponent: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
        var value = self
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, -exponent, mode)
        return rounded
    }
}

extension Decimal {
    /// The value where it is a whole number of at most sixteen digits: hundreds of such still add up to an Int.
    package var whole: Int? {
        guard magnitude < Self.wholeLimit else { return nil }
        // What was written `5.0` may keep its zero.
        if exponent < 0, rounded(to: 0, .plain) != self { return nil }
        return Int(NSDecimalNumber(decimal: self).int64Value)
    }

    private static let wholeLimit = Decimal(sign: .plus, exponent: 16, significand: 1)
}

extension Decimal {
    /// The value to the fifteen digits that a spreadsheet keeps and shows.
    package var roundedToStored: Decimal {
        var value = self
        var rounded = self
        let excess = significand.description.count - 15
        if excess > 0 { NSDecimalRound(&rounded, &value, -(exponent + excess), .plain) }
        return rounded
    }

    /// Whether a number cell keeps it whole: it has fifteen digits.
    package var fitsNumberCell: Bool {
        whole.map { $0.magnitude < 1_000_000_000_000_000 } == true || significand.description.count <= 15
    }

    /// Whether nothing stands after the decimal point.
    package var isWhole: Bool {
        if exponent >= 0 { return true }
        var value = self
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, 0, .plain)
        return rounded == self
    }
}
