/// A zip file built by hand, so that tests can make it wrong. Data is written as given, whatever `method` says.
package struct Zip {
    /// A file in the zip.
    package struct Entry {
        /// The bytes of the name.
        package var name: [UInt8]
        /// The bytes to write; they must be compressed already if `method` says so.
        package var data: [UInt8]
        /// The compression method (APPNOTE 4.4.5): 0 is stored, 8 is deflate.
        package var method = 0
        /// The general purpose flags (APPNOTE 4.4.4).
        package var flags = 0
        /// The uncompressed size to declare; nil for the true one of stored data, 0 of other data.
        package var size: Int?
        /// The CRC-32 to declare; nil for that of `data`.
        package var checksum: UInt32?
        /// The offset to declare in the directory; nil for the true one.
        package var offset: Int?
        /// The name in the entry's local header; nil for the same as in the directory.
        package var localName: [UInt8]?

        /// Makes a stored entry of a text in UTF-8.
        package init(_ name: String, _ text: String = "") {
            self.init(name, Array(text.utf8))
        }

        /// Makes a stored entry.
        package init(_ name: String, _ data: [UInt8]) {
            self.name = Array(name.utf8)
            self.data = data
        }
    }

    /// The entries in their order.
    package var entries: [Entry]
    /// The number of entries that the end record declares; nil for the true one.
    package var count: Int?
    /// The disk number that the end record declares.
    package var disk = 0

    /// Makes a zip of these entries.
    package init(_ entries: Entry...) { self.entries = entries }
    /// Makes a zip of these entries.
    package init(_ entries: [Entry]) { self.entries = entries }

    /// The zip file.
    package var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = entry.offset ?? file.count
            let size = entry.size ?? (entry.method == 0 ? entry.data.count : 0)
            let checksum = Int(entry.checksum ?? crc32(entry.data))
            let localName = entry.localName ?? entry.name
            let common: [[UInt8]] = [
                number(entry.flags, 2), number(entry.method, 2), number(0x5821_0000, 4), number(checksum, 4),
                number(entry.data.count, 4), number(size, 4),
            ]
            file += [Array("PK\u{3}\u{4}".utf8), number(20, 2)].joined()
            file += common.joined()
            file += [number(localName.count, 2), number(0, 2), localName, entry.data].joined()
            directory += [Array("PK\u{1}\u{2}".utf8), number(20, 2), number(20, 2)].joined()
            directory += common.joined()
            directory += [number(entry.name.count, 2), number(0, 12), number(offset, 4), entry.name].joined()
        }
        let count = number(self.count ?? entries.count, 2)
        let end: [[UInt8]] = [
            Array("PK\u{5}\u{6}".utf8), number(disk, 2), number(disk, 2), count, count, number(directory.count, 4),
            number(file.count, 4), number(0, 2),
        ]
        return file + directory + end.joined()
    }
}

/// A number as `count` bytes, little-endian.
package func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
}

private let crcTable = (0..<256).map { byte -> UInt32 in
    (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? (rest >> 1) ^ 0xEDB8_8320 : rest >> 1 }
}

/// The CRC-32 of the bytes as zip computes it.
package func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes { sum = crcTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
    return ~sum
}
