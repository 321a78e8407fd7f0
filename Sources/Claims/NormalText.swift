import Text

/// A paragraph brought to one spelling, with the bytes of the original that each character stands for: half-width, without blanks
/// and quotation marks, the report's year as 本年 and those beside it as 上年 and 下年.
struct NormalText {
    private(set) var scalars: [Unicode.Scalar] = []
    /// For each of the scalars the offsets of its bytes in `original`.
    private var sources: [Range<Int>] = []
    /// UTF-8.
    private let original: ArraySlice<UInt8>

    /// Takes a paragraph as UTF-8, and the report's year if it is known.
    init(_ paragraph: ArraySlice<UInt8>, year: Int?) {
        original = paragraph
        // Nearly all characters have three bytes.
        scalars.reserveCapacity(paragraph.count / 3 + 16)
        sources.reserveCapacity(paragraph.count / 3 + 16)
        var offset = paragraph.startIndex
        while offset < paragraph.endIndex {
            let (scalar, length) = Self.scalar(in: paragraph, at: offset)
            let source = offset..<offset + length
            offset += length
            // Most of Chinese: neither blank nor quotation mark, and no other width.
            if (0x4E00...0x9FFF).contains(scalar.value) {
                if scalars.last == " " { dropLast() }
                append(scalar, source)
                if scalar == "年", let year { nameYear(year) }
            } else {
                add(scalar.halfWidth, source)
            }
        }
        if scalars.last == " " { dropLast() }
    }

    /// The text of the original that these scalars stand for, with what stands between them.
    func quote(_ range: Range<Int>) -> String {
        guard let first = sources[range].first, let last = sources[range].last else { return "" }
        return String(decoding: original[first.lowerBound..<last.upperBound], as: UTF8.self)
    }

    private mutating func add(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
        if Prose.isBlank(scalar) {
            // Only between digits does a blank say something: that they are two numbers or a group of three.
            if scalars.last.map(Self.isDigit) == true { append(" ", source) }
        } else if !Self.isQuotationMark(scalar) {
            if scalars.last == " ", !Self.isDigit(scalar) { dropLast() }
            append(scalar, source)
        }
    }

    /// Writes `2024年` at the end as `本年`, if that is the report's year.
    private mutating func nameYear(_ year: Int) {
        let digits = scalars.dropLast().suffix(5)
        // Exactly four.
        guard digits.count >= 4, digits.suffix(4).allSatisfy(Self.isDigit), !(digits.dropLast(4).first.map(Self.isDigit) ?? false)
        else { return }
        let written = digits.suffix(4).reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
        let name: Unicode.Scalar
        switch written {
        case year: name = "本"
        case year &- 1: name = "上"
        case year &+ 1: name = "下"
        default: return
        }
        let source = sources[sources.count - 5].lowerBound..<sources[sources.count - 2].upperBound
        let suffix = sources[sources.count - 1]
        scalars.removeLast(5)
        sources.removeLast(5)
        append(name, source)
        append("年", suffix)
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
        scalars.append(scalar)
        sources.append(source)
    }

    private mutating func dropLast() {
        scalars.removeLast()
        sources.removeLast()
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "“", "”", "‘", "’", "\"", "「", "」": true
        default: false
        }
    }

    /// The scalar that begins at an offset of valid UTF-8, and how many bytes it has.
    private static func scalar(in text: ArraySlice<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        func bits(_ index: Int) -> UInt32 { UInt32(text[offset + index] & 0x3F) }
        let lead = UInt32(text[offset])
        // Nearly all characters have three bytes.
        if lead >= 0xE0, lead < 0xF0 { return (made((lead & 0x0F) << 12 | bits(1) << 6 | bits(2)), 3) }
        if lead < 0x80 { return (made(lead), 1) }
        if lead < 0xE0 { return (made((lead & 0x1F) << 6 | bits(1)), 2) }
        return (made((lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3)), 4)
    }

    private static func made(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(value) ?? "\u{FFFD}" }
}
