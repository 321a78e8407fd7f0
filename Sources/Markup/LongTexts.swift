import Grid

/// Long texts of a part, which are kept from the parser: libxml2 takes text that is not ASCII character by character, and
/// Foundation hands it on in pieces of a hundred, which is a sixth of what a workbook with some pages of prose takes.
///
/// In place of each the parser is given a processing instruction. A part has none of its own when it comes here, so that the
/// nth to be met is the nth text.
struct LongTexts {
    private var ranges: [Range<Int>] = []

    private static let least = 64
    private static let instruction = Array("<?t t?>".utf8)

    /// Keeps what stands between two tags, where it is long and would reach the handler as it is.
    mutating func consider(_ range: Range<Int>, of bytes: [UInt8]) {
        guard range.count >= Self.least,
            bytes.withUnsafeBufferPointer({ Self.isPlain(UnsafeBufferPointer(rebasing: $0[range])) })
        else { return }
        ranges.append(range)
    }

    /// Whether there are no references, no line breaks that are changed (XML 1.0 §2.11), nothing that text must not have
    /// (§2.2, §2.4).
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while let hit = text.firstControl(or: UInt8(ascii: "&"), UInt8(ascii: "]"), from: place) {
            guard text[hit] == UInt8(ascii: "\n") || text[hit] == UInt8(ascii: "\t") else { return false }
            place = hit + 1
        }
        return !hasNoncharacter(text)
    }

    /// U+FFFE and U+FFFF: EF BF BE and EF BF BF.
    private static func hasNoncharacter(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 1
        while let hit = text.place(of: 0xBF, from: place), hit + 1 < text.count {
            if text[hit - 1] == 0xEF, text[hit + 1] >= 0xBE { return true }
            place = hit + 1
        }
        return false
    }

    /// The part with instructions instead of the texts, and those; nil where there are none. The bytes are valid UTF-8.
    func apart(from bytes: [UInt8]) -> (rest: [UInt8], texts: [String])? {
        guard !ranges.isEmpty else { return nil }
        var rest: [UInt8] = []
        rest.reserveCapacity(bytes.count)
        var start = 0
        let texts = ranges.map { range in
            rest += bytes[start..<range.lowerBound]
            rest += Self.instruction
            start = range.upperBound
            return String(copying: UTF8Span(unchecked: bytes.span.extracting(range)))
        }
        return (rest + bytes[start...], texts)
    }
}
