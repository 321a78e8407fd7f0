import Model

/// Sectors of one size, and the table that says which follows which ([MS-CFB] 2.3, 2.4).
struct Sectors {
    /// Above every number of a sector.
    static let endOfChain: UInt32 = 0xFFFF_FFFE
    static let free: UInt32 = 0xFFFF_FFFF

    let bytes: [UInt8]
    let size: Int
    /// Where the first begins.
    let start: Int
    var table: [UInt32] = []

    /// The last may be cut short: not every program fills it.
    var count: Int { bytes.count > start ? (bytes.count - start - 1) / size + 1 : 0 }

    func sector(_ index: UInt32) -> ArraySlice<UInt8>? {
        guard let index = Int(exactly: index), index < count else { return nil }
        let first = start + index * size
        return bytes[first..<Swift.min(first + size, bytes.count)]
    }

    /// The bytes along a chain: all, or so many of them. Throws where it leaves the file, meets itself or is too short.
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
