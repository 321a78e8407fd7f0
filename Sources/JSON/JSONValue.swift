import Foundation
import Text

/// A JSON value (RFC 8259) whose objects keep their order and whose numbers keep every digit.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number, every digit kept. Parsing gives this case for whole numbers too.
    case number(Decimal)
    /// A number for writing, which takes a tenth of the time of a Decimal. Parsing never gives this case.
    case integer(Int)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text.
    case object([(key: String, value: JSONValue)])

    /// Makes a string, or null of nil.
    package init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
    /// Makes an integer, or null of nil.
    package init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }

    /// Whether both are the same value. Members must be in the same order; 1 as integer equals 1 as number.
    package static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): Decimal(a) == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// The members of an object; nil for anything else.
    package var members: [(key: String, value: JSONValue)]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The first member with that key; nil if there is none or the value is not an object.
    package subscript(_ key: String) -> JSONValue? { members?.first { $0.key == key }?.value }

    /// The string; nil for anything else.
    package var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    /// The JSON text, indented by two, with a line break at its end. Arrays and objects of scalars take one line.
    package var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: "\n")
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }

    /// The JSON text on one line, as UTF-8 without a line break at its end.
    package var line: [UInt8] {
        var bytes: [UInt8] = []
        // Enough for a report's figures; only long prose makes the array grow.
        bytes.reserveCapacity(1 << 14)
        write(to: &bytes, indent: nil)
        return bytes
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private func write(to bytes: inout [UInt8], indent: String?) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let value): bytes += value.description.utf8
        case .integer(let value): bytes += String(value).utf8
        case .string(let value): Self.write(value, to: &bytes)
        case .array(let values):
            Self.write(values, of: "[]", to: &bytes, indent: indent, isFlat: values.allSatisfy(\.isScalar)) {
                $0.write(to: &$1, indent: $2)
            }
        case .object(let members):
            Self.write(members, of: "{}", to: &bytes, indent: indent, isFlat: members.allSatisfy(\.value.isScalar)) {
                member, bytes, indent in
                Self.write(member.key, to: &bytes)
                bytes += ": ".utf8
                member.value.write(to: &bytes, indent: indent)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], of brackets: String, to bytes: inout [UInt8], indent: String?, isFlat: @autoclosure () -> Bool,
        item: (Item, inout [UInt8], String?) -> Void
    ) {
        // Inside an item without line breaks there are none either.
        let indent = indent == nil || isFlat() ? nil : indent
        let inner = indent.map { $0 + "  " }
        bytes += brackets.utf8.prefix(1)
        for (index, each) in items.enumerated() {
            if index > 0 { bytes += (inner == nil ? ", " : ",").utf8 }
            if let inner { bytes += inner.utf8 }
            item(each, &bytes, inner)
        }
        if let indent { bytes += indent.utf8 }
        bytes += brackets.utf8.suffix(1)
    }

    /// Escapes quote, backslash and controls (RFC 8259 §7) and copies everything else.
    private static func write(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        bytes.append(UInt8(ascii: "\""))
        string.withUTF8 { text in
            var start = 0
            while start < text.count {
                let end = text.offsetOfControl(or: UInt8(ascii: "\""), UInt8(ascii: "\\"), from: start) ?? text.count
                bytes += UnsafeBufferPointer(rebasing: text[start..<end])
                if end < text.count { escape(text[end], to: &bytes) }
                start = end + 1
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        default:
            let hex = String(byte, radix: 16)
            bytes += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8
        }
    }
}

extension JSONValue {
    /// Parses JSON text in UTF-8, or in UTF-16 or UTF-32 as editors save it. If a key repeats in an object, its first value
    /// counts. Throws if the bytes are not JSON or are nested more than 512 levels deep.
    package init(parsing bytes: [UInt8]) throws { self = try JSONReader.value(of: bytes) }
}
