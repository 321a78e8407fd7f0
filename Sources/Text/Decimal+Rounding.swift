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
    /// The value as an Int if it is a whole number of at most sixteen digits; else nil. Hundreds of such still add up to an Int.
    package var whole: Int? {
        guard magnitude < Self.wholeLimit else { return nil }
        // `5.0` keeps its zero, and an exponent of -1.
        if exponent < 0, rounded(to: 0, .plain) != self { return nil }
        return Int(NSDecimalNumber(decimal: self).int64Value)
    }

    private static let wholeLimit = Decimal(sign: .plus, exponent: 16, significand: 1)
}

extension Decimal {
    /// The value rounded to the fifteen significant digits that a spreadsheet keeps.
    package var roundedToStored: Decimal {
        var value = self
        var rounded = self
        let excess = significand.description.count - 15
        if excess > 0 { NSDecimalRound(&rounded, &value, -(exponent + excess), .plain) }
        return rounded
    }

    /// Whether a number cell keeps the value unrounded: it has at most fifteen significant digits.
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
