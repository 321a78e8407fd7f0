import Model

extension Finding.Code {
    /// Bytes that are no UTF-8 (or, after its byte order mark, no UTF-16).
    package static let invalidCharacters = Self("X101")
    package static let unsupportedEncoding = Self("X102")
    /// A DOCTYPE or another declaration: entities can be blown up without end, and no OOXML part has any.
    package static let documentType = Self("X103")
    package static let tooManyAttributes = Self("X104")
    package static let tooDeep = Self("X105")
    package static let notWellFormed = Self("X106")
    package static let unexpectedRoot = Self("X107")
    package static let tooManyNamespaces = Self("X108")
    /// Of a part that is to be changed.
    package static let tooManyElements = Self("X109")
}
