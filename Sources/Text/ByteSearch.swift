import Foundation

extension String {
    /// Whether the UTF-8 of another text stands in this one's. Prose is long, and `contains` looks at characters.
    package func contains(bytesOf part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first else { return true }
                var place = 0
                while let hit = text.place(of: first, from: place), hit + part.count <= text.count {
                    if text[hit..<hit + part.count].elementsEqual(part) { return true }
                    place = hit + 1
                }
                return false
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The next place of a byte; nil where none follows. By memory, many times faster than byte by byte.
    package func place(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let hit = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return base.distance(to: hit.assumingMemoryBound(to: UInt8.self))
    }

    /// The place of the next byte below 0x20, or that is one of two others; nil where none follows. Eight are looked at at a
    /// time: most of a report is prose.
    package func firstControl(or one: UInt8, _ other: UInt8, from start: Int) -> Int? {
        let (ones, high) = (UInt64(0x0101_0101_0101_0101), UInt64(0x8080_8080_8080_8080))
        /// The high bit of each byte that is below a limit of at most 0x80.
        func below(_ limit: UInt64, _ word: UInt64) -> UInt64 { (word &- ones &* limit) & ~word & high }
        let (ofOne, ofOther) = (ones &* UInt64(one), ones &* UInt64(other))
        let raw = UnsafeRawBufferPointer(self)
        var place = start
        while place + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if below(0x20, word) | below(1, word ^ ofOne) | below(1, word ^ ofOther) != 0 { break }
            place += 8
        }
        while place < count {
            if self[place] < 0x20 || self[place] == one || self[place] == other { return place }
            place += 1
        }
        return nil
    }
}
