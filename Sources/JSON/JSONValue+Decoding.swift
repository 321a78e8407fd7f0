/// A JSON file lacks a member, or has another kind of value there.
package struct JSONDecodingError: Error {
    /// The name of the member; `[]` for an element of an array.
    package let member: String

    package init(member: String) { self.member = member }
}

// By hand, since Decodable has the runtime look for conformances among some seven thousand for each type.
extension JSONValue {
    /// What `read` makes of a member. Throws where there is none, or `read` gives nil.
    package func required<Value>(_ key: String, _ read: (JSONValue) throws -> Value?) throws -> Value {
        guard let value = try optional(key, read) else { throw JSONDecodingError(member: key) }
        return value
    }

    /// What `read` makes of a member; nil where it is absent or null. Throws where `read` gives nil.
    package func optional<Value>(_ key: String, _ read: (JSONValue) throws -> Value?) throws -> Value? {
        guard let member = self[key], member != .null else { return nil }
        guard let value = try read(member) else { throw JSONDecodingError(member: key) }
        return value
    }

    /// What `read` makes of each element of an array; nil for anything else. Throws where `read` gives nil.
    package func list<Item>(of read: (JSONValue) throws -> Item?) throws -> [Item]? {
        guard case .array(let values) = self else { return nil }
        return try values.map { value in
            guard let item = try read(value) else { throw JSONDecodingError(member: "[]") }
            return item
        }
    }

    /// The strings of an array; nil for anything else.
    package var strings: [String]? { try? list(of: \.string) }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The number where it is an Int.
    package var int: Int? { if case .number(let value) = self { Int(value.description) } else { nil } }
}
