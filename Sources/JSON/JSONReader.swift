import Foundation

/// Parses JSON (RFC 8259) in one pass over its bytes.
struct JSONReader {
    /// The bytes are not JSON from this offset on.
    struct SyntaxError: Error { let offset: Int }

    /// Deeper than any report is nested, and shallow enough for the stack.
    private static let depthLimit = 512

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a whole JSON text. Throws `SyntaxError`.
    static func value(of bytes: [UInt8]) throws -> JSONValue {
        var reader = JSONReader(try utf8(bytes))
        let value = try reader.value()
        guard reader.next() == nil else { throw reader.error }
        return value
    }

    /// The bytes as UTF-8. RFC 8259 §8.1 allows only that, but editors save UTF-16 and UTF-32 too, which a byte order mark
    /// or a NUL among the first four bytes gives away (RFC 4627 §3).
    private static func utf8(_ bytes: [UInt8]) throws -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        let head = bytes.prefix(4)
        guard let first = head.first, first >= 0xFE || head.contains(0) else { return bytes }
        let zeros = head.map { $0 == 0 }
        let encoding: String.Encoding =
            switch (zeros, first) {
            case ([true, true, false, false], _), ([false, false, true, true], 0xFE...): .utf32
            case (_, 0xFE...): .utf16
            case ([true, true, true, false], _): .utf32BigEndian
            case ([false, true, true, true], _): .utf32LittleEndian
            default: first == 0 ? .utf16BigEndian : .utf16LittleEndian
            }
        guard let text = String(bytes: bytes, encoding: encoding) else { throw SyntaxError(offset: 0) }
        return Array(text.utf8)
    }

    private var error: SyntaxError { SyntaxError(offset: offset) }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Skips whitespace and returns the next byte without taking it.
    private mutating func next() -> UInt8? {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
        return byte
    }

    /// Skips whitespace and takes the next byte if it is `mark`.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard next() == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    private mutating func value() throws -> JSONValue {
        switch next() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["):
            var values: [JSONValue] = []
            try items(until: "]") { values.append(try $0.value()) }
            return .array(values)
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try number()
        default: break
        }
        for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
        where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return value
        }
        throw error
    }

    /// Takes an opening bracket, items separated by commas, and the closing bracket. A trailing comma is accepted.
    private mutating func items(until end: Unicode.Scalar, _ item: (inout JSONReader) throws -> Void) throws {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error }
        offset += 1
        if take(end) { return }
        repeat { try item(&self) } while take(",") && next() != UInt8(ascii: end)
        guard take(end) else { throw error }
    }

    private mutating func object() throws -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        // Up to 16 keys are compared faster than hashed.
        var keys: Set<String> = []
        try items(until: "}") { reader in
            guard reader.next() == UInt8(ascii: "\"") else { throw reader.error }
            let key = try reader.string()
            guard reader.take(":") else { throw reader.error }
            let value = try reader.value()
            if members.count == 16 { keys = Set(members.map(\.key)) }
            let isNew = members.count < 16 ? !members.contains { $0.key == key } : keys.insert(key).inserted
            if isNew { members.append((key, value)) }
        }
        return .object(members)
    }

    private mutating func string() throws -> String {
        offset += 1
        var start = offset
        var escaped: [UInt8] = []
        while let byte, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw error }
            guard byte == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            escaped += bytes[start..<offset]
            escaped += UTF8.encode(try escape()) ?? .init()
            start = offset
        }
        guard byte != nil else { throw error }
        defer { offset += 1 }
        let text =
            escaped.isEmpty
            ? String(validating: bytes[start..<offset], as: UTF8.self)
            : String(validating: escaped + bytes[start..<offset], as: UTF8.self)
        guard let text else { throw error }
        return text
    }

    private mutating func escape() throws -> Unicode.Scalar {
        offset += 1
        guard let mark = byte else { throw error }
        offset += 1
        switch mark {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw error
        }
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), bytes[offset...].starts(with: "\\u".utf8) else { throw error }
        offset += 2
        let second = try hexadecimal()
        guard UTF16.isTrailSurrogate(second) else { throw error }
        return Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(second & 0x3FF)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws -> UInt16 {
        let digits = bytes[offset...].prefix(4)
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16),
            digits.first != UInt8(ascii: "+")
        else { throw error }
        offset += 4
        return unit
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func digits() -> Int {
        let start = offset
        while let byte, Self.isDigit(byte) { offset += 1 }
        return offset - start
    }

    private mutating func number() throws -> JSONValue {
        let start = offset
        if byte == UInt8(ascii: "-") { offset += 1 }
        let startsWithZero = byte == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !startsWithZero || whole == 1 else { throw error }
        let isWhole = byte != UInt8(ascii: ".") && byte.map { $0 | 0x20 } != UInt8(ascii: "e")
        if byte == UInt8(ascii: ".") {
            offset += 1
            guard digits() > 0 else { throw error }
        }
        if byte.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            offset += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
            guard digits() > 0 else { throw error }
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .number(Decimal(integer)) }
        if let decimal = Decimal(string: text) { return .number(decimal) }
        // Beyond a Decimal: a string, which no figure accepts and a finding can quote.
        guard let double = Double(text), double.isFinite, double != 0 else { throw error }
        return .string("\(double)")
    }
}
