import Model

extension Finding.Code {
    /// Bytes that are not UTF-8 (or not UTF-16 after its byte order mark).
    package static let invalidCharacters = Self("X101")
    /// A declared encoding other than UTF-8 (or UTF-16 after its byte order mark).
    package static let unsupportedEncoding = Self("X102")
    /// A DOCTYPE or another declaration. Entities can grow without end, and no OOXML part has any.
    package static let documentType = Self("X103")
    /// A tag has more than `SafetyChecks.attributeLimit` attributes.
    package static let tooManyAttributes = Self("X104")
    /// More than `SafetyChecks.depthLimit` elements are open.
    package static let tooDeep = Self("X105")
    /// Not well-formed XML.
    package static let notWellFormed = Self("X106")
    /// The root has another name or namespace.
    package static let unexpectedRoot = Self("X107")
    /// More than `Namespaces.limit` declarations are in force.
    package static let tooManyNamespaces = Self("X108")
    /// A part that is to be changed has more than `PartText.elementLimit` elements.
    package static let tooManyElements = Self("X109")
}
