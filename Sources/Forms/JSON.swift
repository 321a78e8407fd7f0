import Foundation

/// A JSON value whose objects keep their order and whose numbers keep every digit.
public indirect enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Decimal)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    public init(_ string: String?) { self = string.map(JSON.string) ?? .null }
    public init(_ number: Int?) { self = number.map { .number(Decimal($0)) } ?? .null }

    public static func == (a: JSON, b: JSON) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// The members of an object; nil for anything else.
    public var members: [(key: String, value: JSON)]? {
        if case .object(let members) = self { members } else { nil }
    }

    public subscript(_ key: String) -> JSON? { members?.first { $0.key == key }?.value }

    public var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    /// Indented by two; what holds only scalars stands on one line.
    public var text: String {
        var text = ""
        write(to: &text, indent: "\n")
        return text + "\n"
    }

    /// All on one line, without a line break at its end.
    public var line: String {
        var text = ""
        write(to: &text, indent: nil)
        return text
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private func write(to text: inout String, indent: String?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += value.description
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            Self.write(values, of: "[]", to: &text, indent: indent, isFlat: values.allSatisfy(\.isScalar)) {
                $0.write(to: &$1, indent: $2)
            }
        case .object(let members):
            Self.write(members, of: "{}", to: &text, indent: indent, isFlat: members.allSatisfy(\.value.isScalar)) {
                member, text, indent in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], of brackets: String, to text: inout String, indent: String?, isFlat: Bool,
        item: (Item, inout String, String?) -> Void
    ) {
        // Nothing is broken where all is to stand on one line.
        let indent = isFlat ? nil : indent
        let inner = indent.map { $0 + "  " }
        text += brackets.prefix(1)
        for (index, each) in items.enumerated() {
            if index > 0 { text += inner == nil ? ", " : "," }
            if let inner { text += inner }
            item(each, &text, inner)
        }
        if let indent { text += indent }
        text += brackets.suffix(1)
    }

    /// By RFC 8259 §7: quote, backslash and controls escaped, everything else as it is.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        if string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            var escaped: [UInt8] = []
            escaped.reserveCapacity(string.utf8.count + 64)
            for byte in string.utf8 { escape(byte, to: &escaped) }
            text += String(decoding: escaped, as: UTF8.self)
        } else {
            text += string
        }
        text += "\""
    }

    private static func escape(_ byte: UInt8, to escaped: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): escaped += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): escaped += "\\n".utf8
        case UInt8(ascii: "\t"): escaped += "\\t".utf8
        case ..<0x20:
            let hex = String(byte, radix: 16)
            escaped += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8
        default: escaped.append(byte)
        }
    }
}

extension JSON: Decodable {
    /// Throws DecodingError where the bytes are no JSON.
    public init(parsing bytes: [UInt8]) throws { self = try JSONDecoder().decode(JSON.self, from: Data(bytes)) }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Key.self) {
            self = .object(try object.allKeys.map { ($0.stringValue, try object.decode(JSON.self, forKey: $0)) })
        } else if var array = try? decoder.unkeyedContainer() {
            var values: [JSON] = []
            while !array.isAtEnd { values.append(try array.decode(JSON.self)) }
            self = .array(values)
        } else {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let bool = try? value.decode(Bool.self) {
                self = .bool(bool)
            } else if let number = try? value.decode(Decimal.self) {
                self = .number(number)
            } else if let number = try? value.decode(Double.self) {
                // Beyond a Decimal, so no figure either; its text says which.
                self = .string("\(number)")
            } else {
                self = .string(try value.decode(String.self))
            }
        }
    }
}
