import Foundation

/// Text as a report keeps it, whichever program wrote it.
package enum Prose {
    /// The paragraphs, each without the blanks at its ends (the two-character indent too), empty ones dropped, joined by "\n". Nil
    /// if nothing is left. Applying it again changes nothing.
    package static func paragraphs(_ text: String) -> String? { lines(of: text, joinedBy: "\n") }

    /// The same as one line, joined by blanks.
    package static func line(_ text: String) -> String? { lines(of: text, joinedBy: " ") }

    private static func lines(of text: String, joinedBy separator: Unicode.Scalar) -> String? {
        var text = text
        let (kept, isUnchanged) = text.withUTF8 { source in
            var kept = TrimmedText()
            kept.reserve(source.count)
            var offset = 0
            while offset < source.count {
                let start = offset
                while offset < source.count, let length = lengthOfLetter(in: source, at: offset) { offset += length }
                if offset > start { kept.append(UnsafeBufferPointer(rebasing: source[start..<offset])) }
                guard offset < source.count else { break }
                let (scalar, length) = scalar(in: source, at: offset)
                offset += length
                if breaksLine(scalar) {
                    kept.beginLine(separator)
                } else if isWritable(scalar) {
                    kept.append(scalar)
                }
            }
            return (kept, kept.isEqual(to: source))
        }
        // Most text needs no change, and a new String costs as much as looking at the old one.
        return kept.isEmpty ? nil : isUnchanged ? text : kept.text
    }

    /// The length in bytes of a character that is certainly neither a blank nor forbidden in XML; nil if that must be looked up.
    /// Nearly all of a report is ASCII or Chinese.
    private static func lengthOfLetter(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
        switch text[offset] {
        case 0x21...0x7E: 1
        // U+3000, the full-width blank, is E3 80 80.
        case 0xE3 where text[offset + 1] == 0x80 && text[offset + 2] == 0x80: nil
        case 0xE3...0xED: 3
        // Full-width signs, U+FF00 to U+FF7F.
        case 0xEF where text[offset + 1] == 0xBC || text[offset + 1] == 0xBD: 3
        default: nil
        }
    }

    private static func scalar(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        var decoder = UTF8()
        var rest = text[offset...].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return ("\u{FFFD}", 1) }
        return (scalar, UTF8.width(scalar))
    }

    /// The first `length` scalars of a text, with `…` if there are more. Not characters: one may have pages of marks.
    package static func brief(_ text: String, to length: Int = 40) -> String {
        let shown = text.unicodeScalars.prefix(length)
        return shown.endIndex == text.endIndex ? text : String(shown) + "…"
    }

    /// The text without the blanks at its ends, full-width and zero-width ones too.
    package static func trimmed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var kept = TrimmedText()
        for scalar in scalars { kept.append(scalar) }
        return kept.text
    }

    /// Lines that are trimmed of blanks while they are put together. As bytes: appending to a String costs ten times as much.
    private struct TrimmedText {
        private var bytes: [UInt8] = []
        /// The number of bytes that are certainly kept; after them there are only blanks, kept if something else follows.
        private var end = 0
        /// Goes before the first character of the line.
        private var separator: Unicode.Scalar?
        private var hasBegun = false

        var isEmpty: Bool { end == 0 }
        var text: String { String(decoding: bytes[..<end], as: UTF8.self) }

        func isEqual(to text: UnsafeBufferPointer<UInt8>) -> Bool {
            bytes.withUnsafeBufferPointer { bytes in
                guard end == text.count, let own = bytes.baseAddress, let other = text.baseAddress else { return false }
                return memcmp(own, other, end) == 0
            }
        }

        mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

        mutating func beginLine(_ separator: Unicode.Scalar) {
            bytes.removeLast(bytes.count - end)
            (self.separator, hasBegun) = (isEmpty ? nil : separator, false)
        }

        /// Appends characters of which none is a blank.
        mutating func append(_ letters: UnsafeBufferPointer<UInt8>) {
            if let separator, !hasBegun { encode(separator) }
            bytes += letters
            (end, hasBegun) = (bytes.count, true)
        }

        mutating func append(_ scalar: Unicode.Scalar) {
            if isBlank(scalar) {
                if hasBegun { encode(scalar) }
                return
            }
            if let separator, !hasBegun { encode(separator) }
            encode(scalar)
            (end, hasBegun) = (bytes.count, true)
        }

        private mutating func encode(_ scalar: Unicode.Scalar) {
            let value = scalar.value
            switch value {
            case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
            case 0x800..<0x10000:
                bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
            default: bytes += String(scalar).utf8
            }
        }
    }

    /// Whether `line` and `paragraphs` give nil.
    package static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { isBlank($0) || !isWritable($0) } }

    /// Whether a scalar is Unicode white space, or a zero-width blank or byte order mark, which copying leaves behind.
    package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Most text is in these ranges, and looking properties up costs a search.
        case 0x21...0x7E, 0x3001...0xD7FF: false
        case 0x200B...0x200D, 0xFEFF: true
        default: scalar.properties.isWhitespace
        }
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether XML 1.0 §2.2 allows a scalar.
    private static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE || scalar == "\t"
    }
}
