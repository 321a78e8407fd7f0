import Model
import Text

/// One look over the bytes before they are parsed, for what Foundation's parser takes without limit or report:
/// declarations (its entities may take minutes), attributes on a tag (quadratic), depth (recursion). What it sees of the
/// part on its way is kept for `Abridgement`.
struct Prescan {
    /// Without processing instructions: Foundation's parser kills the process on one that says nothing.
    private(set) var bytes: [UInt8]
    private let part: String
    private var position = 0
    private var depth = 0
    private(set) var abridgement: Abridgement

    static let attributeLimit = 256
    static let depthLimit = 128

    init(_ bytes: [UInt8], part: String, wanted: [Wanted]) {
        self.bytes = bytes
        self.part = part
        abridgement = Abridgement(to: wanted)
    }

    mutating func run() throws(Finding) {
        while let open = nextTag() {
            bytes.withUnsafeBufferPointer { abridgement.consider(text: position..<open, of: $0) }
            position = open + 1
            guard position < bytes.count else { return }
            switch bytes[position] {
            case UInt8(ascii: "!"): try skipCommentOrCDATA(from: open)
            case UInt8(ascii: "?"): try blankInstruction(from: open)
            case UInt8(ascii: "/"): endTag()
            default:
                try startTag()
                bytes.withUnsafeBufferPointer { abridgement.consider(tag: open..<position, of: $0) }
            }
        }
    }

    private func nextTag() -> Int? {
        bytes.withUnsafeBufferPointer { $0.place(of: UInt8(ascii: "<"), from: position) }
    }

    private mutating func skipCommentOrCDATA(from open: Int) throws(Finding) {
        if bytes[open...].starts(with: "<!--".utf8) {
            skip(past: "-->", from: open + 4)
        } else if bytes[open...].starts(with: "<![CDATA[".utf8) {
            skip(past: "]]>", from: open + 9)
        } else {
            position = open
            throw refusal(.documentType)
        }
    }

    /// To after the end mark, or to the end of the bytes, where the parser will miss it too.
    private mutating func skip(past mark: String, from start: Int) {
        position = start
        while let last = bytes[position...].firstIndex(of: UInt8(ascii: ">")) {
            position = last + 1
            if bytes[start..<position].suffix(mark.utf8.count).elementsEqual(mark.utf8) { return }
        }
        position = bytes.count
    }

    private mutating func startTag() throws(Finding) {
        let (end, attributes) = bytes.withUnsafeBufferPointer { Self.endOfTag(in: $0, from: position) }
        position = end
        guard attributes <= Self.attributeLimit else { throw refusal(.tooManyAttributes, limit: Self.attributeLimit) }
        guard bytes[end - 1] != UInt8(ascii: "<") else { throw refusal(.notWellFormed) }
        guard bytes[end - 1] == UInt8(ascii: ">"), bytes[end - 2] != UInt8(ascii: "/") else { return }
        depth += 1
        guard depth <= Self.depthLimit else { throw refusal(.tooDeep, limit: Self.depthLimit) }
    }

    /// The place after a start tag, or after what it must not have: another `<`, an attribute too many.
    private static func endOfTag(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, attributes: Int) {
        var (place, attributes) = (start, 0)
        /// 0 outside of a value.
        var quote: UInt8 = 0
        while place < bytes.count, attributes <= attributeLimit {
            let byte = bytes[place]
            place += 1
            switch byte {
            // Letters, which most of a tag is.
            case UInt8(ascii: "?")...: break
            case UInt8(ascii: "<"): return (place, attributes)
            case _ where quote != 0: if byte == quote { quote = 0 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "="): attributes += 1
            case UInt8(ascii: ">"): return (place, attributes)
            default: break
            }
        }
        return (place, attributes)
    }

    private mutating func blankInstruction(from open: Int) throws(Finding) {
        guard !isDeclaration(at: open) else { throw refusal(.notWellFormed) }
        skip(past: "?>", from: open + 2)
        for place in open..<position { bytes[place] = UInt8(ascii: " ") }
    }

    /// Which may only begin the part.
    private func isDeclaration(at open: Int) -> Bool {
        bytes[(open + 2)...].prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "?") }.elementsEqual("xml".utf8)
    }

    private mutating func endTag() {
        depth -= 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            position += 1
            if bytes[position - 1] == UInt8(ascii: ">") { return }
        }
    }

    private func refusal(_ code: Finding.Code, limit: Int? = nil) -> Finding {
        Finding(code, expected: limit.map { "\($0)" }, facts: place(of: position, in: bytes, part: part))
    }
}
