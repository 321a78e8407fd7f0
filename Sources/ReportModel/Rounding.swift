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
