import Model
import Text

/// One entry as the directory describes it.
struct Entry {
    var name: String
    var rawName: ArraySlice<UInt8>
    var flags: Int
    var method: Int
    var checksum: Int
    var compressedSize: Int
    var size: Int
    /// Offset of the entry's local header in the file.
    var offset: Int

    var isEncrypted: Bool { flags & 0x2041 != 0 }
    /// Whether sizes and checksum follow the data, not in the local header.
    var hasDataDescriptor: Bool { flags & 0x8 != 0 }
}

/// The directory at the end of a zip file (APPNOTE 4.3.12 to 4.3.16). Read here because libzip does not give the offsets of
/// entries.
struct CentralDirectory {
    private(set) var entries: [Entry] = []
    /// Offset of the directory, before which all entries must end.
    let start: Int

    static let unknown32 = 0xFFFF_FFFF

    init(_ file: ZipBytes, limits: ArchiveLimits) throws(Finding) {
        let end = try file.endRecord()
        guard end.disk == 0 else { throw Finding(.splitArchive) }
        guard end.count <= limits.entries else {
            throw Finding(.tooManyEntries, found: "\(end.count)", expected: "\(limits.entries)")
        }
        start = end.directory
        var position = start
        for _ in 0..<end.count { entries.append(try Self.entry(in: file, at: &position)) }
    }

    private static func entry(in file: ZipBytes, at position: inout Int) throws(Finding) -> Entry {
        try file.expect("PK\u{1}\u{2}", at: position)
        let nameLength = try file.number(at: position + 28, bytes: 2)
        let extraLength = try file.number(at: position + 30, bytes: 2)
        let commentLength = try file.number(at: position + 32, bytes: 2)
        let rawName = try file.slice(at: position + 46, count: nameLength)
        var entry = Entry(
            name: Self.name(rawName), rawName: rawName,
            flags: try file.number(at: position + 8, bytes: 2),
            method: try file.number(at: position + 10, bytes: 2),
            checksum: try file.number(at: position + 16, bytes: 4),
            compressedSize: try file.number(at: position + 20, bytes: 4),
            size: try file.number(at: position + 24, bytes: 4),
            offset: try file.number(at: position + 42, bytes: 4))
        let extra = try file.slice(at: position + 46 + nameLength, count: extraLength)
        try widen(&entry, from: extra, in: file)
        position = try file.within(extra.endIndex + commentLength)
        return entry
    }

    /// Takes the values that do not fit in 32 bits from the zip64 extra field (APPNOTE 4.5.3), which has only those, in this order.
    private static func widen(_ entry: inout Entry, from extra: ArraySlice<UInt8>, in file: ZipBytes) throws(Finding) {
        let wanted = [\Entry.size, \.compressedSize, \.offset].filter { entry[keyPath: $0] == unknown32 }
        guard !wanted.isEmpty else { return }
        var position = extra.startIndex
        while position < extra.endIndex {
            let id = try file.number(at: position, bytes: 2)
            let length = try file.number(at: position + 2, bytes: 2)
            position += 4
            if id == 1 {
                guard length >= 8 * wanted.count else { break }
                for (nth, value) in wanted.enumerated() {
                    entry[keyPath: value] = try file.number(at: position + 8 * nth, bytes: 8)
                }
                return
            }
            position += length
        }
        throw file.contradiction(at: extra.startIndex)
    }

    /// A name as UTF-8 or GBK; if it is neither, each byte becomes a character, so that different names stay different. Old tools of
    /// Windows write `\` between folders: it becomes `/` (APPNOTE 4.4.17), as in Excel.
    private static func name(_ raw: ArraySlice<UInt8>) -> String {
        let name = fileName(Array(raw)) ?? String(String.UnicodeScalarView(raw.map { UnicodeScalar($0) }))
        return name.utf8.contains(UInt8(ascii: "\\")) ? name.replacing("\\", with: "/") : name
    }
}

/// The bytes of a zip file, read with checked offsets. What lies outside throws `A102`.
struct ZipBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The offset, if it lies in the file or at its end.
    func within(_ offset: Int) throws(Finding) -> Int {
        guard (0...bytes.count).contains(offset) else { throw contradiction(at: offset) }
        return offset
    }

    /// `count` bytes. `offset` is small or was checked by `within`, so that the sum cannot overflow.
    func slice(at offset: Int, count: Int) throws(Finding) -> ArraySlice<UInt8> {
        bytes[try within(offset)..<within(offset + count)]
    }

    /// The little-endian number of 2, 4 or 8 bytes at an offset.
    func number(at offset: Int, bytes count: Int) throws(Finding) -> Int {
        let bytes = try slice(at: offset, count: count)
        let number: Int? =
            switch count {
            case 2: bytes.number(UInt16.self, at: 0).map(Int.init)
            case 4: bytes.number(UInt32.self, at: 0).map(Int.init)
            default: bytes.number(UInt64.self, at: 0).flatMap(Int.init(exactly:))
            }
        guard let number else { throw contradiction(at: offset) }
        return number
    }

    /// Throws if the bytes at an offset are not this signature of four bytes.
    func expect(_ signature: String, at offset: Int) throws(Finding) {
        guard try slice(at: offset, count: 4).elementsEqual(signature.utf8) else { throw contradiction(at: offset) }
    }

    /// `A102` for an offset.
    func contradiction(at offset: Int) -> Finding { Finding(.contradictoryDirectory, found: "\(offset)") }

    /// The last end record whose comment fits into the file, or the zip64 end record before it. `disk` is 0 in an archive of one
    /// file, `count` the number of entries, `directory` the offset of the first. Throws `A101` if there is no such record.
    func endRecord() throws(Finding) -> (disk: Int, count: Int, directory: Int) {
        let length = 22
        let earliest = max(0, bytes.count - length - 0xFFFF)
        var position = bytes.count - length
        while position >= earliest {
            let isRecord = bytes[position...].starts(with: "PK\u{5}\u{6}".utf8)
            if isRecord, try number(at: position + 20, bytes: 2) <= bytes.count - position - length {
                if let record = try zip64EndRecord(before: position) { return record }
                return (
                    disk: try number(at: position + 4, bytes: 2) | number(at: position + 6, bytes: 2),
                    count: try number(at: position + 10, bytes: 2),
                    directory: try within(number(at: position + 16, bytes: 4))
                )
            }
            position -= 1
        }
        throw Finding(.notAnArchive)
    }

    private func zip64EndRecord(before end: Int) throws(Finding) -> (disk: Int, count: Int, directory: Int)? {
        let locator = end - 20
        guard locator >= 0, bytes[locator...].starts(with: "PK\u{6}\u{7}".utf8) else { return nil }
        let record = try within(number(at: locator + 8, bytes: 8))
        try expect("PK\u{6}\u{6}", at: record)
        return (
            disk: try number(at: record + 16, bytes: 4) | number(at: record + 20, bytes: 4),
            count: try number(at: record + 32, bytes: 8),
            directory: try within(number(at: record + 48, bytes: 8))
        )
    }
}
