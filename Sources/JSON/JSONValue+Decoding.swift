/// A member that a JSON file lacks, or whose value is of the wrong type.
package struct JSONDecodingError: Error {
    /// The key of the member; `[]` for an element of an array.
    package let member: String

    /// Makes the error for a member.
    package init(member: String) { self.member = member }
}

// Not Decodable: for each type, it makes the runtime search some seven thousand conformances.
extension JSONValue {
    /// The member with that key, converted by `read`. Throws `JSONDecodingError` if it is absent or null, or `read` gives nil.
    package func required<Value>(_ key: String, _ read: (JSONValue) throws -> Value?) throws -> Value {
        guard let value = try optional(key, read) else { throw JSONDecodingError(member: key) }
        return value
    }

    /// The member with that key, converted by `read`; nil if it is absent or null. Throws `JSONDecodingError` if `read` gives
    /// nil.
    package func optional<Value>(_ key: String, _ read: (JSONValue) throws -> Value?) throws -> Value? {
        guard let member = self[key], member != .null else { return nil }
        guard let value = try read(member) else { throw JSONDecodingError(member: key) }
        return value
    }

    /// The elements of an array, each converted by `read`; nil if the value is not an array. Throws `JSONDecodingError` if
    /// `read` gives nil.
    package func list<Item>(of read: (JSONValue) throws -> Item?) throws -> [Item]? {
        guard case .array(let values) = self else { return nil }
        return try values.map { value in
            guard let item = try read(value) else { throw JSONDecodingError(member: "[]") }
            return item
        }
    }

    /// The elements of an array of strings; nil for anything else.
    package var strings: [String]? { try? list(of: \.string) }
    /// The boolean; nil for anything else.
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The number if it fits an Int; nil for anything else, and for `.integer`, which parsing never gives.
    package var int: Int? { if case .number(let value) = self { Int(value.description) } else { nil } }
}
