/// The name of a figure in the report, stable and part of the JSON's promise: `requests.received.total`.
package struct FieldPath: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String
    /// Made once: reports and forms look their figures up by path.
    private let hash: Int

    package init(_ description: String) {
        self.description = description
        hash = description.hashValue
    }

    package init(stringLiteral value: String) { self.init(value) }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    /// Hashing the hash again would cost more than the look-up; it is seeded already.
    package func _rawHashValue(seed: Int) -> Int { hash ^ seed }
    package static func == (a: Self, b: Self) -> Bool { a.hash == b.hash && a.description == b.description }

    /// The ids from the table to the column.
    package var steps: [Substring] { Self.steps(of: description) }

    /// The steps of a path, or of a pattern of paths. By bytes: a form splits hundreds of them at every start.
    package static func steps(of path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: ".")).map { Substring($0) }
    }

    package static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

extension FieldPath {
    private static let previous = "previous."

    /// The same figure in the report of the year before.
    package var ofPrevious: FieldPath { FieldPath(Self.previous + description) }
    package var isOfPrevious: Bool { description.hasPrefix(Self.previous) }
    /// The figure without saying of which year.
    package var ofEitherYear: FieldPath { isOfPrevious ? FieldPath(String(description.dropFirst(Self.previous.count))) : self }
}
