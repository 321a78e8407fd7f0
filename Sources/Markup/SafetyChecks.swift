import Model

/// What XMLParser takes without limit or report, refused before it sees a part: declarations (their entities may take
/// minutes), attributes on one tag (quadratic) and depth (recursion).
struct SafetyChecks {
    /// Attributes of one tag.
    static let attributeLimit = 256
    /// Elements open at once.
    static let depthLimit = 128

    /// The part with the processing instructions that were checked overwritten by blanks: XMLParser kills the process on one
    /// without content, `<?go?>`.
    private(set) var bytes: [UInt8]
    private let part: String
    private var depth = 0

    /// Checks for a part, UTF-8; `part` is its name.
    init(_ bytes: [UInt8], part: String) { (self.bytes, self.part) = (bytes, part) }

    /// Checks the next token. Throws `X103` to `X106`.
    mutating func check(_ token: MarkupTokens.Token) throws(Finding) {
        let (start, end) = (token.range.lowerBound, token.range.upperBound)
        switch token.kind {
        case .emptyTag, .comment, .section: break
        case .endTag: depth -= 1
        case .startTag:
            depth += 1
            guard depth <= Self.depthLimit else { throw refusal(.tooDeep, at: end, limit: Self.depthLimit) }
        case .crowdedTag: throw refusal(.tooManyAttributes, at: end, limit: Self.attributeLimit)
        case .brokenTag: if bytes[end - 1] == UInt8(ascii: "<") { throw refusal(.notWellFormed, at: end) }
        case .declaration: throw refusal(.documentType, at: start)
        case .instruction:
            // The declaration of XML may only begin a part, and was blanked there.
            if isXMLDeclaration(bytes[(start + 2)..<end]) { throw refusal(.notWellFormed, at: start + 1) }
            for offset in token.range { bytes[offset] = UInt8(ascii: " ") }
        }
    }

    private func isXMLDeclaration(_ instruction: ArraySlice<UInt8>) -> Bool {
        instruction.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "?") }.elementsEqual("xml".utf8)
    }

    private func refusal(_ code: Finding.Code, at offset: Int, limit: Int? = nil) -> Finding {
        Finding(code, expected: limit.map { "\($0)" }, facts: position(of: offset, in: bytes, part: part))
    }
}
