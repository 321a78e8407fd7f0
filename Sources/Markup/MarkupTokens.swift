import Text

/// The markup of a part, token by token: where tags, comments and the rest begin and end. Text is what stands between two
/// tokens. Nothing is judged here.
struct MarkupTokens {
    struct Token {
        enum Kind {
            case startTag, emptyTag, endTag
            case comment, section, instruction
            /// `<!` and anything but a comment or a section; its range is those two bytes.
            case declaration
            /// A start tag that meets another `<`, which ends the range, or the end of the part.
            case brokenTag
            /// A start tag of more attributes than the limit; its range ends where it passes it.
            case crowdedTag
        }

        let kind: Kind
        /// Byte offsets, from `<` to after `>`.
        let range: Range<Int>
    }

    /// UTF-8.
    let bytes: [UInt8]
    /// How many attributes a tag may have.
    let attributeLimit: Int
    private var position = 0

    init(_ bytes: [UInt8], attributeLimit: Int = .max) { (self.bytes, self.attributeLimit) = (bytes, attributeLimit) }

    mutating func next() -> Token? {
        guard let open = bytes.offset(of: UInt8(ascii: "<"), from: position), open + 1 < bytes.count else { return nil }
        let (kind, end) = token(at: open)
        position = end
        return Token(kind: kind, range: open..<end)
    }

    private func token(at open: Int) -> (kind: Token.Kind, end: Int) {
        switch bytes[open + 1] {
        case UInt8(ascii: "/"): (.endTag, endOfEndTag(from: open + 1))
        case UInt8(ascii: "?"): (.instruction, end(of: "?>", from: open + 2))
        case UInt8(ascii: "!"):
            if bytes[open...].starts(with: "<!--".utf8) {
                (.comment, end(of: "-->", from: open + 4))
            } else if bytes[open...].starts(with: "<![CDATA[".utf8) {
                (.section, end(of: "]]>", from: open + 9))
            } else {
                (.declaration, open + 2)
            }
        default: startTag(from: open + 1)
        }
    }

    private func startTag(from start: Int) -> (kind: Token.Kind, end: Int) {
        var (offset, attributes) = (start, 0)
        /// 0 outside of a value.
        var quote: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            // Letters, which most of a tag is.
            case UInt8(ascii: "?")...: break
            case UInt8(ascii: "<"): return (.brokenTag, offset)
            case _ where quote != 0: if byte == quote { quote = 0 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "="):
                attributes += 1
                if attributes > attributeLimit { return (.crowdedTag, offset) }
            case UInt8(ascii: ">"): return (bytes[offset - 2] == UInt8(ascii: "/") ? .emptyTag : .startTag, offset)
            default: break
            }
        }
        return (.brokenTag, offset)
    }

    /// After its `>`, or at a `<` before that.
    private func endOfEndTag(from start: Int) -> Int {
        var offset = start
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") {
            offset += 1
            if bytes[offset - 1] == UInt8(ascii: ">") { break }
        }
        return offset
    }

    /// After the end mark, or the end of the bytes, where XMLParser will miss it too.
    private func end(of mark: String, from start: Int) -> Int {
        var offset = start
        while let last = bytes.offset(of: UInt8(ascii: ">"), from: offset) {
            offset = last + 1
            if bytes[start..<offset].suffix(mark.utf8.count).elementsEqual(mark.utf8) { return offset }
        }
        return bytes.count
    }
}
