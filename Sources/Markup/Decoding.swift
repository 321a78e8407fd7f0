import Model
import Text

/// A part as valid UTF-8, its byte order mark and XML declaration overwritten by blanks, which keeps lines and columns.
///
/// XMLParser kills the process on invalid UTF-8 in a name, and libxml2 would switch to a declared encoding.
///
/// Throws `X101` for what is no UTF-8 (or UTF-16 after its mark), `X102` for another declared encoding.
func decoded(_ bytes: [UInt8], part: String) throws(Finding) -> [UInt8] {
    let isBigEndian = bytes.starts(with: [0xFE, 0xFF])
    let isUTF16 = isBigEndian || bytes.starts(with: [0xFF, 0xFE])
    var clean = bytes
    if isUTF16 {
        let (text, isWhole) = utf8(fromUTF16: bytes.dropFirst(2), isBigEndian: isBigEndian, repairing: false)
        guard isWhole else { throw Finding(.invalidCharacters, facts: position(of: text.count, in: text, part: part)) }
        clean = text
    }
    func blank(_ range: Range<Int>) { for offset in range { clean[offset] = UInt8(ascii: " ") } }
    let markLength = clean.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    blank(0..<markLength)
    if let invalid = clean.offsetOfInvalidUTF8 {
        throw Finding(.invalidCharacters, facts: position(of: invalid, in: clean, part: part))
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

/// The value of `encoding` in an XML declaration, in small letters.
private func declaredEncoding(_ declaration: ArraySlice<UInt8>) -> String? {
    let parts = declaration.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let name = parts.firstIndex { part in
        let word = part.prefix { $0 != UInt8(ascii: "=") }.drop { $0 <= UInt8(ascii: " ") }
        return word.starts(with: "encoding".utf8)
    }
    guard let name, name + 1 < parts.count else { return nil }
    return String(decoding: parts[name + 1], as: UTF8.self).lowercased()
}

/// The facts that locate a byte: its part, line and column, from 1. Columns count bytes.
func position(of offset: Int, in bytes: [UInt8], part: String) -> [String: String] {
    let before = bytes.prefix(offset)
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return ["part": part, "line": "\(line)", "column": "\(column)"]
}
