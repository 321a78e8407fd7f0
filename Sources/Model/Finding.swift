import Foundation

/// Something that a person should know of an input: a stable code and the facts; the sentence is made last.
///
/// Thrown, it says why an input cannot be read at all.
package struct Finding: Error, Hashable, Sendable {
    /// An error makes `check` fail; a warning must be looked at; a note is for information.
    package enum Severity: String, Sendable, CaseIterable { case error, warning, note }

    /// The stable code, such as `A103`. Each module declares those it reports; `Templates/Messages` has their sentences.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        package let description: String
        package init(_ description: String) { self.description = description }
    }

    package var code: Code
    package var severity: Severity
    /// Which sentence tells it, where several findings of one nature have codes of their own; else the code.
    package var phrase: String
    package var fields: [FieldPath]
    package var origins: [Origin]
    package var found: String?
    package var expected: String?
    /// Found less expected, where both are numbers.
    package var difference: String?
    /// The notice or law that the rule follows.
    package var basis: String?
    /// The one figure that, mended, repairs this and everything else it touches.
    package var culprit: Culprit?
    /// Why an office lets the finding stand.
    package var accepted: String?
    /// What else the sentence names, by the name of its place in the sentence.
    package var facts: [String: String]

    package init(
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
package struct Culprit: Hashable, Sendable {
    /// What the slip looks like, from what stands there to what should.
    package enum Slip: String, Sendable {
        case transposedDigits, extraDigit, missingDigit, countedTwice
        /// With the figure beside or below it; shifted where one of the two is zero.
        case swapped, shifted
    }

    package var field: FieldPath
    package var origin: Origin?
    /// What stands there, and what should.
    package var found: Decimal
    package var value: Decimal
    package var slip: Slip?
    /// The figure that it changed places with.
    package var other: FieldPath?
    package var otherOrigin: Origin?

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
