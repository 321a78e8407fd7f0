import Model

/// Sectors of one size, and the table that gives each its successor ([MS-CFB] 2.3, 2.4).
struct Sectors {
    /// Greater than the number of any sector.
    static let endOfChain: UInt32 = 0xFFFF_FFFE
    static let free: UInt32 = 0xFFFF_FFFF

    let bytes: [UInt8]
    /// Bytes of one sector.
    let size: Int
    /// Offset of the first sector.
    let start: Int
    var table: [UInt32] = []

    /// Number of sectors. The last may be short: not every program fills it.
    var count: Int { bytes.count > start ? (bytes.count - start - 1) / size + 1 : 0 }

    func sector(_ index: UInt32) -> ArraySlice<UInt8>? {
        guard let index = Int(exactly: index), index < count else { return nil }
        let first = start + index * size
        return bytes[first..<Swift.min(first + size, bytes.count)]
    }

    /// The bytes of a chain of sectors, or the first `size` of them. Throws `W241` if it leaves the file, forms a circle or is too
    /// short.
    func chain(from first: UInt32, size wanted: Int? = nil, part: String) throws(Finding) -> [UInt8] {
        var chained: [UInt8] = []
        var met = [Bool](repeating: false, count: count)
        var next = first
        while next != Self.endOfChain, chained.count < wanted ?? .max {
            guard let sector = sector(next), table.indices.contains(Int(next)), !met[Int(next)] else {
                throw Self.damage(part, at: next)
            }
            met[Int(next)] = true
            chained += sector
            next = table[Int(next)]
        }
        guard chained.count >= wanted ?? 0 else { throw Self.damage(part, at: next) }
        return wanted.map { Array(chained.prefix($0)) } ?? chained
    }

    static func damage(_ part: String, at sector: some FixedWidthInteger) -> Finding {
        Finding(.damagedContainer, found: "\(sector)", facts: ["part": part])
    }
}
