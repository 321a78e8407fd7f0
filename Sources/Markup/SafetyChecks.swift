import Model

/// What XMLParser takes without limit or report, refused before it sees a part: declarations (their entities may take
/// minutes), attributes on one tag (quadratic) and depth (recursion).
enum SafetyChecks {
    /// Attributes of one tag.
    static let attributeLimit = 256
    /// Elements open at once.
    static let depthLimit = 128

    /// The part, UTF-8, with processing instructions overwritten by blanks, which keeps lines and columns: XMLParser kills
    /// the process on one without content, `<?go?>`.
    ///
    /// Throws `X103` to `X106`.
    static func passed(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
        var clean = bytes
        var depth = 0
        var tokens = MarkupTokens(bytes, attributeLimit: attributeLimit)
        func refusal(_ code: Finding.Code, at offset: Int, limit: Int? = nil) -> Finding {
            Finding(code, expected: limit.map { "\($0)" }, facts: position(of: offset, in: bytes, part: part))
        }
        while let token = tokens.next() {
            let (start, end) = (token.range.lowerBound, token.range.upperBound)
            switch token.kind {
            case .emptyTag, .comment, .section: break
            case .endTag: depth -= 1
            case .startTag:
                depth += 1
                guard depth <= depthLimit else { throw refusal(.tooDeep, at: end, limit: depthLimit) }
            case .crowdedTag: throw refusal(.tooManyAttributes, at: end, limit: attributeLimit)
            case .brokenTag: if bytes[end - 1] == UInt8(ascii: "<") { throw refusal(.notWellFormed, at: end) }
            case .declaration: throw refusal(.documentType, at: start)
            case .instruction:
                // The declaration of XML may only begin a part, and was blanked there.
                if isXMLDeclaration(bytes[(start + 2)..<end]) { throw refusal(.notWellFormed, at: start + 1) }
                for offset in token.range { clean[offset] = UInt8(ascii: " ") }
            }
        }
        return clean
    }

    private static func isXMLDeclaration(_ instruction: ArraySlice<UInt8>) -> Bool {
        instruction.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "?") }.elementsEqual("xml".utf8)
    }
}
