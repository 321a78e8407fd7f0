import Foundation

extension String {
    /// Whether the UTF-8 of this text contains that of another. Prose is long, and `contains` compares characters.
    package func contains(bytesOf part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first else { return true }
                var offset = 0
                while let hit = text.offset(of: first, from: offset), hit + part.count <= text.count {
                    if text[hit..<hit + part.count].elementsEqual(part) { return true }
                    offset = hit + 1
                }
                return false
            }
        }
    }
}

extension [UInt8] {
    /// Whether the bytes are those of another array; by `memcmp`, where `==` goes byte by byte.
    package func isSame(as other: [UInt8]) -> Bool {
        count == other.count
            && withUnsafeBytes { bytes in
                other.withUnsafeBytes { other in
                    guard let start = bytes.baseAddress, let otherStart = other.baseAddress else { return true }
                    return memcmp(start, otherStart, bytes.count) == 0
                }
            }
    }

    /// The offset of the next such byte; nil where none follows within the range.
    package func offset(of byte: UInt8, in range: Range<Int>) -> Int? {
        withUnsafeBufferPointer {
            UnsafeBufferPointer(rebasing: $0[..<range.upperBound]).offset(of: byte, from: range.lowerBound)
        }
    }

    /// The offset of the next such byte from `start` on; nil where none follows.
    package func offset(of byte: UInt8, from start: Int) -> Int? {
        withUnsafeBufferPointer { $0.offset(of: byte, from: start) }
    }

    /// The offset of the next byte below 0x20 or that is one of two others; nil where none follows within the range.
    package func offsetOfControl(or one: UInt8, _ other: UInt8, in range: Range<Int>) -> Int? {
        withUnsafeBufferPointer {
            UnsafeBufferPointer(rebasing: $0[..<range.upperBound]).offsetOfControl(or: one, other, from: range.lowerBound)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The offset of the next such byte from `start` on; nil where none follows. By `memchr`, many times faster than byte by byte.
    package func offset(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let hit = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return base.distance(to: hit.assumingMemoryBound(to: UInt8.self))
    }

    /// The offset of the next byte below 0x20 or that is one of two others, both below 0x80; nil where none follows. Compares
    /// eight bytes at a time: most of a report is prose.
    package func offsetOfControl(or one: UInt8, _ other: UInt8, from start: Int) -> Int? {
        let (ones, high) = (UInt64(0x0101_0101_0101_0101), UInt64(0x8080_8080_8080_8080))
        /// The high bit of each byte that is below a limit of at most 0x80.
        func below(_ limit: UInt64, _ word: UInt64) -> UInt64 { (word &- ones &* limit) & ~word & high }
        let (ofOne, ofOther) = (ones &* UInt64(one), ones &* UInt64(other))
        let raw = UnsafeRawBufferPointer(self)
        var offset = start
        while offset + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if below(0x20, word) | below(1, word ^ ofOne) | below(1, word ^ ofOther) != 0 { break }
            offset += 8
        }
        while offset < count {
            if self[offset] < 0x20 || self[offset] == one || self[offset] == other { return offset }
            offset += 1
        }
        return nil
    }
}

extension [UInt8] {
    /// The offset of the first byte that is no valid UTF-8; nil where all are.
    ///
    /// Skips ASCII and the three-byte sequences that are always valid (the Unicode standard, table 3-7), which Chinese text
    /// is made of, in a quarter of the time that the standard library takes; that validates the rest.
    package var offsetOfInvalidUTF8: Int? {
        let start = endOfCommonUTF8
        do { _ = try UTF8Span(validating: span.extracting(start...)) } catch { return start + error.byteOffsets.lowerBound }
        return nil
    }

    private var endOfCommonUTF8: Int {
        withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let high = word & 0x8080_8080_8080_8080
                if high & 0x80 == 0 {
                    // 64 where all are ASCII.
                    offset += high.trailingZeroBitCount / 8
                } else if word & 0xC0_C0F0 == 0x80_80E0, isLead(word) {
                    offset += word >> 24 & 0xC0_C0F0 == 0x80_80E0 && isLead(word >> 24) ? 6 : 3
                } else {
                    break
                }
            }
            return offset
        }
    }
}

/// Whether any two bytes of the form 10xxxxxx may follow a byte of the form 1110xxxx, the lowest of the word: not E0 and ED.
@inline(__always)
private func isLead(_ word: UInt64) -> Bool { 0xDFFE >> (word & 0x0F) & 1 == 1 }
