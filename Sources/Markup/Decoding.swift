import Model

/// The text of a part as clean UTF-8 without byte order mark and XML declaration.
///
/// Foundation's parser kills the process on invalid UTF-8 in a name, and libxml2 would switch to a declared encoding:
/// so neither ever reaches them. Both are overwritten by blanks, which keeps lines and columns.
func decoded(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    var clean = isUTF16 ? try fromUTF16(bytes, part: part) : bytes
    func blank(_ range: Range<Int>) { for place in range { clean[place] = UInt8(ascii: " ") } }
    let markLength = clean.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    blank(0..<markLength)
    let start = endOfCommonUTF8(clean)
    do { _ = try UTF8Span(validating: clean.span.extracting(start...)) } catch {
        throw Finding(.invalidCharacters, facts: place(of: start + error.byteOffsets.lowerBound, in: clean, part: part))
    }
    let text = clean[markLength...]
    guard text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) else { return clean }
    let encoding = declaredEncoding(text[...end])
    guard encoding.map((isUTF16 ? ["utf-16", "utf-16le", "utf-16be"] : ["utf-8"]).contains) ?? true else {
        throw Finding(.unsupportedEncoding, found: encoding, expected: "UTF-8", facts: ["part": part])
    }
    blank(markLength..<end + 1)
    return clean
}

/// Up to where the bytes are ASCII and three-byte sequences that are always valid (the Unicode standard, table 3-7), which
/// Chinese text is made of: found in a quarter of the time that validating takes.
private func endOfCommonUTF8(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { bytes in
        var place = 0
        while place + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            let high = word & 0x8080_8080_8080_8080
            if high & 0x80 == 0 {
                // 64 where all are ASCII.
                place += high.trailingZeroBitCount / 8
            } else if word & 0xC0_C0F0 == 0x80_80E0, isLead(word) {
                place += word >> 24 & 0xC0_C0F0 == 0x80_80E0 && isLead(word >> 24) ? 6 : 3
            } else {
                break
            }
        }
        return place
    }
}

/// Whether any two bytes of the form 10xxxxxx may follow a byte of the form 1110xxxx, the lowest of the word: not E0 and ED.
@inline(__always)
private func isLead(_ word: UInt64) -> Bool { 0xDFFE >> (word & 0x0F) & 1 == 1 }

/// What stands in quotes after the word `encoding`, in small letters.
private func declaredEncoding(_ declaration: ArraySlice<UInt8>) -> String? {
    let parts = declaration.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let name = parts.firstIndex { part in
        let word = part.prefix { $0 != UInt8(ascii: "=") }.drop { $0 <= UInt8(ascii: " ") }
        return word.starts(with: "encoding".utf8)
    }
    guard let name, name + 1 < parts.count else { return nil }
    return String(decoding: parts[name + 1], as: UTF8.self).lowercased()
}

private func fromUTF16(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
    let low = bytes.first == 0xFF ? 0 : 1
    let units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map {
        UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count / 2)
    let failed = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
        clean.append($0)
    }
    guard !failed, bytes.count.isMultiple(of: 2) else {
        throw Finding(.invalidCharacters, facts: place(of: clean.count, in: clean, part: part))
    }
    return clean
}

/// Part, line and column of a byte; lines and columns count from 1.
func place(of offset: Int, in bytes: [UInt8], part: String) -> [String: String] {
    let before = bytes.prefix(offset)
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return ["part": part, "line": "\(line)", "column": "\(column)"]
}
