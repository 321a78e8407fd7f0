extension Collection where Element == UInt8, Index == Int {
    /// The little-endian number at an offset, in bytes from the start. Nil if it lies outside.
    @inlinable
    package func number<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) -> Number? {
        let size = Number.bitWidth / 8
        guard offset >= 0, offset <= count - size else { return nil }
        let start = startIndex + offset
        var number: Number = 0
        for index in 0..<size { number |= Number(truncatingIfNeeded: self[start + index]) << (8 * index) }
        return number
    }
}
