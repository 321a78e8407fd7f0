import Archive
import Model

/// A compound file ([MS-CFB], versions 3 and 4): streams with names, each a chain of sectors.
struct CompoundFile {
    private struct Entry {
        var name: String
        var type: UInt8
        var left: UInt32
        var right: UInt32
        var child: UInt32
        var start: UInt32
        var size: UInt64
    }

    private var sectors: Sectors
    private var directory: [UInt8] = []

    /// Opens a file. Throws `W241`.
    init(_ bytes: [UInt8]) throws(Finding) {
        guard let shift = bytes.number(UInt16.self, at: 30), shift == 9 || shift == 12,
            bytes.number(UInt16.self, at: 32) == 6
        else { throw Sectors.damage("Header", at: 0) }
        sectors = Sectors(bytes: bytes, size: 1 << shift, start: 1 << shift)
        for index in try tableSectors() {
            guard let sector = sectors.sector(index), sector.count == sectors.size else {
                throw Sectors.damage("FAT", at: index)
            }
            sectors.table += Self.numbers(sector)
        }
        directory = try sectors.chain(from: header(48), part: "Directory")
    }

    /// The bytes of the stream of this name in the root storage, in any case. Nil if there is none. Throws `W241`.
    func stream(_ name: String) throws(Finding) -> [UInt8]? {
        let root = try entry(0)
        var waiting = [root.child]
        var met: Set<UInt32> = []
        while let index = waiting.popLast() {
            guard index != Sectors.free else { continue }
            guard met.insert(index).inserted else { throw Sectors.damage("Directory", at: index) }
            let entry = try entry(index)
            if entry.type == 2, entry.name.lowercased() == name.lowercased() {
                return try content(of: entry, root: root)
            }
            waiting += [entry.left, entry.right]
        }
        return nil
    }

    // MARK: The allocation table

    /// The sectors of the allocation table: 109 numbers in the header, the rest in a chain of sectors. Only as many are read as the
    /// file can use.
    private func tableSectors() throws(Finding) -> [UInt32] {
        let perSector = sectors.size / 4
        let wanted = (sectors.count + perSector - 1) / perSector
        var found = Self.numbers(sectors.bytes.prefix(512).dropFirst(76)).filter { $0 != Sectors.free }
        var next = try header(68)
        var steps = 0
        while found.count < wanted, next < Sectors.endOfChain {
            guard steps < sectors.count, let sector = sectors.sector(next), sector.count == sectors.size else {
                throw Sectors.damage("DIFAT", at: next)
            }
            let more = Self.numbers(sector)
            found += more.dropLast().filter { $0 != Sectors.free }
            next = more.last ?? Sectors.endOfChain
            steps += 1
        }
        return Array(found.prefix(wanted))
    }

    private static func numbers(_ bytes: some Collection<UInt8>) -> [UInt32] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 4).compactMap { bytes.number(UInt32.self, at: $0) }
    }

    private func header(_ offset: Int) throws(Finding) -> UInt32 {
        guard let number = sectors.bytes.number(UInt32.self, at: offset) else { throw Sectors.damage("Header", at: 0) }
        return number
    }

    // MARK: The directory

    /// An entry of the directory by its index ([MS-CFB] 2.6.1).
    private func entry(_ index: UInt32) throws(Finding) -> Entry {
        let bytes = directory.dropFirst(Int(index) * 128).prefix(128)
        guard let length = bytes.number(UInt16.self, at: 64), let type = bytes.number(UInt8.self, at: 66),
            let left = bytes.number(UInt32.self, at: 68), let right = bytes.number(UInt32.self, at: 72),
            let child = bytes.number(UInt32.self, at: 76), let start = bytes.number(UInt32.self, at: 116),
            let size = bytes.number(UInt64.self, at: 120), length <= 64, index > 0 || type == 5
        else { throw Sectors.damage("Directory", at: index) }
        let units = stride(from: 0, to: Int(length) - 2, by: 2).compactMap { bytes.number(UInt16.self, at: $0) }
        // In version 3, the upper half of a size has no meaning.
        let isSmall = sectors.size == 512
        return Entry(
            name: String(decoding: units, as: UTF16.self), type: type, left: left, right: right, child: child,
            start: start, size: isSmall ? size & 0xFFFF_FFFF : size)
    }

    /// The bytes of a stream. A stream smaller than the limit in the header is in sectors of 64 bytes within the root's stream.
    private func content(of entry: Entry, root: Entry) throws(Finding) -> [UInt8] {
        let size = try checked(entry)
        guard size < Int(try header(56)) else {
            return try sectors.chain(from: entry.start, size: size, part: entry.name)
        }
        let stream = try sectors.chain(from: root.start, size: checked(root), part: root.name)
        let table = Self.numbers(try sectors.chain(from: header(60), part: "MiniFAT"))
        return try Sectors(bytes: stream, size: 64, start: 0, table: table)
            .chain(from: entry.start, size: size, part: entry.name)
    }

    private func checked(_ entry: Entry) throws(Finding) -> Int {
        guard let size = Int(exactly: entry.size), size <= sectors.bytes.count else {
            throw Sectors.damage(entry.name, at: entry.start)
        }
        return size
    }
}
