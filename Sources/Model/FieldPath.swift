/// The name of a field: its path in the JSON, such as `requests.received.total`. Programs rely on it, so it is stable.
///
/// The same figure in the report of the year before is `previous.requests.received.total`.
public struct FieldPath: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The path as JSON has it, its ids joined by `.`.
    public let description: String
    /// Computed once: reports and forms look figures up by path.
    private let hash: Int

    /// The path of a text; whether a form has such a field is for `Form.field(_:)`.
    public init(_ description: String) {
        self.description = description
        hash = description.hashValue
    }

    /// Makes a path of a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// Feeds the stored hash into a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    /// The hash for sets and dictionaries. It is seeded already; hashing it again would take longer than the look-up.
    public func _rawHashValue(seed: Int) -> Int { hash ^ seed }
    /// Whether both have the same text.
    public static func == (a: Self, b: Self) -> Bool { a.hash == b.hash && a.description == b.description }
    /// The order of the texts, not that of the form.
    public static func < (a: Self, b: Self) -> Bool { a.description < b.description }

    /// The ids from the table to the column.
    package var steps: [Substring] { Self.steps(of: description) }

    /// The steps of a path, or of a pattern of paths. By bytes: a form splits hundreds of them at every start.
    package static func steps(of path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: ".")).map { Substring($0) }
    }
}

extension FieldPath {
    private static let previous = "previous."

    /// The same figure in the report of the year before.
    package var ofPrevious: FieldPath { FieldPath(Self.previous + description) }
    /// Whether it names a figure of the report of the year before.
    package var isOfPrevious: Bool { description.hasPrefix(Self.previous) }
    /// The path without the year it is of.
    package var ofEitherYear: FieldPath { isOfPrevious ? FieldPath(String(description.dropFirst(Self.previous.count))) : self }
}
