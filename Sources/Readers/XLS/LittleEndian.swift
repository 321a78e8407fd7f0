import Markup

extension Collection where Element == UInt8, Index == Int {
    /// The little-endian number that begins so many bytes from the start; nil where it does not end within.
    func number<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) -> Number? {
        let size = Number.bitWidth / 8
        guard offset >= 0, offset <= count - size else { return nil }
        let start = startIndex + offset
        return (start..<start + size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: self[$1]) }
    }
}
