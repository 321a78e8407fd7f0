import Model
import Text

/// What the directory of an archive says of one entry.
struct Entry {
    var name: String
    var rawName: ArraySlice<UInt8>
    var flags: Int
    var method: Int
    var checksum: Int
    var compressedSize: Int
    var size: Int
    /// Where the entry's own header begins.
    var offset: Int

    var isEncrypted: Bool { flags & 0x2041 != 0 }
    /// Sizes and checksum follow the data instead of standing before it.
    var hasDataDescriptor: Bool { flags & 0x8 != 0 }
}

/// The directory at the end of a zip file (APPNOTE 4.3.12 to 4.3.16), read on its own because libzip does not
/// tell where entries lie.
struct CentralDirectory {
    private(set) var entries: [Entry] = []
    /// Where the directory begins and the entries must have ended.
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

    /// Takes the values that did not fit from the zip64 extra field (APPNOTE 4.5.3): only those, in this order.
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

    /// UTF-8 or GBK where it is that; else a character a byte, so that no two names become one. Between folders `/`
    /// (APPNOTE 4.4.17), also where an old tool of Windows wrote `\`, as Excel reads it too.
    private static func name(_ raw: ArraySlice<UInt8>) -> String {
        let name = fileName(Array(raw)) ?? String(String.UnicodeScalarView(raw.map { UnicodeScalar($0) }))
        return name.utf8.contains(UInt8(ascii: "\\")) ? name.replacing("\\", with: "/") : name
    }
}

/// Little-endian numbers out of a file, never from outside it.
struct ZipBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func within(_ offset: Int) throws(Finding) -> Int {
        guard (0...bytes.count).contains(offset) else { throw contradiction(at: offset) }
        return offset
    }

    /// The bytes from `offset`, which is small or was `within`, so that the sum cannot overflow.
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

    func expect(_ signature: String, at offset: Int) throws(Finding) {
        guard try slice(at: offset, count: 4).elementsEqual(signature.utf8) else { throw contradiction(at: offset) }
    }

    func contradiction(at offset: Int) -> Finding { Finding(.contradictoryDirectory, found: "\(offset)") }

    /// The last end record whose comment fits into the file; its zip64 form where there is one before it.
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
