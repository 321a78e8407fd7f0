import Foundation

/// Something that a person should know about an input, as data: a stable code and the facts.
///
/// Messages makes the sentence of it. A thrown finding says why an input cannot be read at all.
public struct Finding: Error, Hashable, Sendable {
    /// An error makes `check` fail; a warning must be looked at; a note is for information.
    public enum Severity: String, Sendable, CaseIterable { case error, warning, note }

    /// The stable code, such as `A103`. Each module declares its codes; Templates/Messages has their sentences.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code as text, such as `A103`.
        public let description: String
        /// Makes a code of its text.
        package init(_ description: String) { self.description = description }
    }

    /// A written section of the report, by its id in the form (`overview`) and its label (`一、总体情况`).
    public struct Section: Hashable, Sendable {
        /// The id in the form, such as `overview`.
        public let id: String
        /// The label in the form, such as `一、总体情况`.
        public let label: String

        /// Makes a section of its id and its label.
        package init(id: String, label: String) { (self.id, self.label) = (id, label) }
    }

    /// The stable code of the kind of finding.
    public var code: Code
    /// How serious the finding is.
    public var severity: Severity
    /// The key of its sentence in Templates/Messages: the code, or a code with an addition where one code has several sentences.
    package var phrase: String
    /// The figures that the finding is about.
    public var fields: [FieldPath]
    /// The section that the finding is about, if it is about one.
    public var section: Section?
    /// The cells that the finding is about.
    public var origins: [Origin]
    /// The text or the number that was found.
    public var found: String?
    /// The text or the number that was expected.
    public var expected: String?
    /// `found` minus `expected`, where both are numbers.
    public var difference: String?
    /// The notice or law that the rule follows.
    public var basis: String?
    /// The figure whose mending repairs this relation and every other one it takes part in.
    public var culprit: Culprit?
    /// The reason that an office gave for accepting the finding; nil if it was not accepted.
    public var accepted: String?
    /// Further facts that the sentence names, by the name of their slot.
    package var facts: [String: String]

    /// Makes a finding. `phrase` is the code unless given.
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
        case transposedDigits, extraDigit, missingDigit, countedTwice
        /// The figure was exchanged with the one beside or below it; `shifted` if one of the two is zero.
        case swapped, shifted
    }

    /// The path of the figure.
    public var field: FieldPath
    /// The cell of the figure, once known.
    public var origin: Origin?
    /// The value that the report gives.
    public var found: Decimal
    /// The value that repairs the relations.
    public var value: Decimal
    /// The slip that explains `found`, if one does.
    public var slip: Slip?
    /// The figure that this one was exchanged with; nil unless `slip` is `swapped` or `shifted`.
    public var other: FieldPath?
    /// The cell of `other`, once known.
    public var otherOrigin: Origin?

    /// Makes a culprit. The origins may be set later.
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
