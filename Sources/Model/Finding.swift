import Foundation

/// Something that a person should know about an input: a stable code and the facts. The sentence is made last.
///
/// A thrown finding says why an input cannot be read at all.
public struct Finding: Error, Hashable, Sendable {
    /// How much a finding matters.
    public enum Severity: String, Sendable, CaseIterable {
        /// Something is wrong: `nianbao check` fails.
        case error
        /// Somebody must look at it; it may be right.
        case warning
        /// For information.
        case note
    }

    /// The stable code, such as `A103`. Each module declares its codes; Templates/Messages has their sentences.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The letter of the stage and three digits.
        public let description: String
        /// The code of a text such as `A103`.
        package init(_ description: String) { self.description = description }
    }

    /// A written section of the report, by its id in the form (`overview`) and its label (`一、总体情况`).
    public struct Section: Hashable, Sendable {
        /// Its id in the form.
        public let id: String
        /// Its heading.
        public let label: String

        /// The section with an id and a label of the form.
        package init(id: String, label: String) { (self.id, self.label) = (id, label) }
    }

    /// What kind of finding it is.
    public var code: Code
    /// How much it matters.
    public var severity: Severity
    /// The key of its sentence in Templates/Messages: the code, or a code with an addition where one code has several sentences.
    package var phrase: String
    /// The figures that it is about.
    public var fields: [FieldPath]
    /// The section that it is about.
    public var section: Section?
    /// The cells that it is about; those of the report of the year before have its file in brackets before the sheet.
    public var origins: [Origin]
    /// The text or the number that was found.
    public var found: String?
    /// The text or the number that was expected.
    public var expected: String?
    /// Found less expected, where both are numbers.
    public var difference: String?
    /// The notice or law that the rule follows.
    public var basis: String?
    /// The one figure that, mended, repairs this and everything else it touches.
    public var culprit: Culprit?
    /// The reason why an office lets the finding stand.
    public var accepted: String?
    /// What else the sentence names, by the name of its slot.
    package var facts: [String: String]

    package init(
        _ code: Code, _ severity: Severity = .error, phrase: String? = nil, fields: [FieldPath] = [], section: Section? = nil,
        origins: [Origin] = [], found: String? = nil, expected: String? = nil, difference: String? = nil,
        basis: String? = nil, facts: [String: String] = [:]
    ) {
        self.code = code
        self.severity = severity
        self.phrase = phrase ?? code.description
        self.fields = fields
        self.section = section
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
    /// The slip that would explain the change from the value found to the right one.
    public enum Slip: String, Sendable {
        /// Two digits beside each other changed places.
        case transposedDigits
        /// A digit too many, or one too few.
        case extraDigit, missingDigit
        /// A figure was added in that another one contains.
        case countedTwice
        /// The figure changed places with the one beside or below it; `shifted` if one of the two is zero.
        case swapped, shifted
    }

    /// The figure.
    public var field: FieldPath
    /// The cell of the figure; nil if no cell gave it.
    public var origin: Origin?
    /// The value that stands there.
    public var found: Decimal
    /// The value that should stand there.
    public var value: Decimal
    /// The slip that explains the difference; nil if none is known.
    public var slip: Slip?
    /// The figure that it changed places with.
    public var other: FieldPath?
    /// The cell of the other figure.
    public var otherOrigin: Origin?

    package init(
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
