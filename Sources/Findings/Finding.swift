import Foundation

/// The name of a figure in the report, stable and part of the JSON's promise: `requests.received.total`.
public struct FieldPath: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let description: String
    /// Made once: reports and forms look their figures up by path.
    private let hash: Int

    public init(_ description: String) {
        self.description = description
        hash = description.hashValue
    }

    public init(stringLiteral value: String) { self.init(value) }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// The ids from the table to the column.
    public var steps: [Substring] { Self.steps(of: description) }

    /// The steps of a path, or of a pattern of paths. By bytes: a form splits hundreds of them at every start.
    public static func steps(of path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: ".")).map { Substring($0) }
    }

    public static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

/// The cell that something was read from, and the text that stands in it.
public struct Origin: Hashable, Sendable {
    public var sheet: String
    /// `D7`
    public var cell: String
    public var raw: String
    /// The formula that gave the value, without its `=`; empty where it is shared with a cell that does not give it.
    public var formula: String?

    public init(sheet: String, cell: String, raw: String, formula: String? = nil) {
        self.sheet = sheet
        self.cell = cell
        self.raw = raw
        self.formula = formula
    }
}

/// Something that a person should know of an input: a stable code and the facts; the sentence is made last.
///
/// Thrown, it says why an input cannot be read at all.
public struct Finding: Error, Hashable, Sendable {
    /// An error makes `check` fail; a warning must be looked at; a note is for information.
    public enum Severity: String, Sendable, CaseIterable { case error, warning, note }

    /// The stable code, such as `A103`. Each module declares those it reports; `Templates/Messages` has their sentences.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        public init(_ description: String) { self.description = description }
    }

    public var code: Code
    public var severity: Severity
    /// Which sentence tells it, where several findings of one nature have codes of their own; else the code.
    public var phrase: String
    public var fields: [FieldPath]
    public var origins: [Origin]
    public var found: String?
    public var expected: String?
    /// Found less expected, where both are numbers.
    public var difference: String?
    /// The notice or law that the rule follows.
    public var basis: String?
    /// The one figure that, mended, repairs this and everything else it touches.
    public var culprit: Culprit?
    /// Why an office lets the finding stand.
    public var accepted: String?
    /// What else the sentence names, by the name of its place in the sentence.
    public var facts: [String: String]

    public init(
        _ code: Code, _ severity: Severity = .error, phrase: String? = nil, fields: [FieldPath] = [],
        origins: [Origin] = [], found: String? = nil, expected: String? = nil, difference: String? = nil,
        basis: String? = nil, facts: [String: String] = [:]
    ) {
        self.code = code
        self.severity = severity
        self.phrase = phrase ?? code.description
        self.fields = fields
        self.origins = origins
        self.found = found
        self.expected = expected
        self.difference = difference
        self.basis = basis
        self.facts = facts
    }
}

/// The figure that most likely causes broken relations: no other change repairs all of them.
public struct Culprit: Hashable, Sendable {
    /// What the slip looks like, from what stands there to what should.
    public enum Slip: String, Sendable {
        case transposedDigits, extraDigit, missingDigit, countedTwice
        /// With the figure beside or below it; shifted where one of the two is zero.
        case swapped, shifted
    }

    public var field: FieldPath
    public var origin: Origin?
    /// What stands there, and what should.
    public var found: Decimal
    public var value: Decimal
    public var slip: Slip?
    /// The figure that it changed places with.
    public var other: FieldPath?
    public var otherOrigin: Origin?

    public init(
        field: FieldPath, origin: Origin? = nil, found: Decimal, value: Decimal, slip: Slip? = nil, other: FieldPath? = nil
    ) {
        self.field = field
        self.origin = origin
        self.found = found
        self.value = value
        self.slip = slip
        self.other = other
    }
}
