import Findings

extension Finding.Code {
    /// Bytes that are no UTF-8 (or, after its byte order mark, no UTF-16).
    public static let invalidCharacters = Self("X101")
    public static let unsupportedEncoding = Self("X102")
    /// A DOCTYPE or another declaration: entities can be blown up without end, and no OOXML part has any.
    public static let documentType = Self("X103")
    public static let tooManyAttributes = Self("X104")
    public static let tooDeep = Self("X105")
    public static let notWellFormed = Self("X106")
    public static let unexpectedRoot = Self("X107")
    public static let tooManyNamespaces = Self("X108")
    /// Of a part that is to be changed.
    public static let tooManyElements = Self("X109")
}
