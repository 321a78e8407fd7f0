import Archive
import Model
import TestSupport

/// A compound file with one stream, written by hand for the tests to spoil: the table of sectors is sector 0, the
/// directory sector 1, the stream stands from sector 2 on; in small sectors it has their table before it.
struct BIFFFile {
    static let end = 0xFFFF_FFFE
    static let free = 0xFFFF_FFFF

    var name = "Workbook"
    var sectorSize = 512
    /// In the sectors of 64 bytes.
    var isSmall = false
    /// The header names no sector of the table; one more sector does.
    var hasFarTable = false
    /// What the directory says, where it is not the truth.
    var size: Int?
    var child = 1
    /// Entries of the table, where they are others.
    var links: [Int: Int] = [:]
    var stream: [UInt8]

    init(_ stream: [UInt8]) { self.stream = stream }

    var bytes: [UInt8] {
        let content = padded(stream, to: isSmall ? 64 : max(4096, sectorSize))
        let blocks = padded(content, to: sectorSize).count / sectorSize
        let first = isSmall ? 3 : 2
        var table = [Int](repeating: Self.free, count: sectorSize / 4)
        for sector in 0..<first { table[sector] = Self.end }
        for sector in first..<first + blocks { table[sector] = sector + 1 < first + blocks ? sector + 1 : Self.end }
        for (sector, next) in links { table[sector] = next }
        let small = (1...content.count / 64).map { $0 < content.count / 64 ? $0 : Self.end }
        let size = size ?? (isSmall ? stream.count : content.count)
        let root = entry("Root Entry", type: 5, child: child, start: isSmall ? 3 : Self.end, size: isSmall ? content.count : 0)
        let directory = root + entry(name, type: 2, child: Self.free, start: isSmall ? 0 : 2, size: size)
        let parts: [[UInt8]] = [
            header(far: first + blocks), numbers(table), directory, isSmall ? numbers(small) : [], content,
            hasFarTable ? numbers([0] + [Int](repeating: Self.free, count: sectorSize / 4 - 2) + [Self.end]) : [],
        ]
        return parts.flatMap { padded($0, to: sectorSize) }
    }

    private func header(far: Int) -> [UInt8] {
        let isLarge = sectorSize == 4096
        let start: [[UInt8]] = [
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], number(0, 16), number(0x3E, 2), number(isLarge ? 4 : 3, 2),
            number(0xFFFE, 2), number(isLarge ? 12 : 9, 2), number(6, 2), number(0, 6), number(0, 4), number(1, 4), number(1, 4),
            number(0, 4), number(4096, 4), number(isSmall ? 2 : Self.end, 4), number(isSmall ? 1 : 0, 4),
            number(hasFarTable ? far : Self.end, 4), number(hasFarTable ? 1 : 0, 4),
        ]
        return start.joined() + numbers([hasFarTable ? Self.free : 0] + [Int](repeating: Self.free, count: 108))
    }

    private func entry(_ name: String, type: Int, child: Int, start: Int, size: Int) -> [UInt8] {
        let letters = Array(utf16(name).dropFirst(2))
        let parts: [[UInt8]] = [
            letters, number(0, 64 - letters.count), number(letters.count + 2, 2), number(type, 1), number(1, 1),
            numbers([Self.free, Self.free, child]), number(0, 36), number(start, 4), number(size, 8),
        ]
        return Array(parts.joined())
    }

    private func numbers(_ all: [Int]) -> [UInt8] { all.flatMap { number($0, 4) } }

    private func padded(_ bytes: [UInt8], to size: Int) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
    }
}

/// A record of an .xls workbook.
func record(_ type: Int, _ body: [UInt8]...) -> [UInt8] {
    let body = Array(body.joined())
    return number(type, 2) + number(body.count, 2) + body
}

/// The record of a cell: where it stands, its format, and the rest.
func cellRecord(_ type: Int, row: Int = 0, column: Int = 0, _ rest: [UInt8]...) -> [UInt8] {
    record(type, number(row, 2), number(column, 2), number(0, 2), Array(rest.joined()))
}

func beginRecord(version: Int = 0x0600) -> [UInt8] { record(0x0809, number(version, 2), number(5, 2), number(0, 12)) }

let endRecord = record(0x000A)

/// A length of two bytes, that it is UTF-16, and the text.
func wideText(_ text: String) -> [UInt8] { number(text.utf16.count, 2) + [1] + utf16(text).dropFirst(2) }

/// The table of shared texts, each with its length and flags.
func sharedTexts(_ texts: [UInt8]...) -> [UInt8] {
    record(0x00FC, number(texts.count, 4), number(texts.count, 4), Array(texts.joined()))
}

/// A workbook's stream: one sheet, `表一`, with these records; and others before its name.
func biffStream(_ records: [UInt8], before: [UInt8] = [], version: Int = 0x0600, type: Int = 0, at place: Int? = nil) -> [UInt8] {
    let start = beginRecord(version: version) + before
    let name = Array([2, 1] + utf16("表一").dropFirst(2))
    let size = start.count + 4 + 6 + name.count + 4
    let sheet = record(0x0085, number(place ?? size, 4), number(type, 2), name)
    return start + sheet + endRecord + beginRecord() + records + endRecord
}

func biffWorkbook(_ records: [UInt8], before: [UInt8] = []) -> [UInt8] {
    BIFFFile(biffStream(records, before: before)).bytes
}
