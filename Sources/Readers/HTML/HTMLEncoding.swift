import Text

/// The bytes of a page as UTF-8. The encoding is that of the byte order mark; else the first that fits all bytes of these: the
/// declared one, UTF-8, GB18030 (which includes GBK and GB2312). If none fits, bytes that are not characters become U+FFFD.
func decodedPage(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return PageEncoding.utf8.decode(bytes.dropFirst(3), repairing: true) ?? [] }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0x3C, 0x00]) {
        return utf8(fromUTF16: bytes[...], isBigEndian: false, repairing: true).text
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0x00, 0x3C]) {
        return utf8(fromUTF16: bytes[...], isBigEndian: true, repairing: true).text
    }
    let declared = PageEncoding(declaredIn: bytes)
    let candidates = [declared, .utf8, .gb18030].compactMap(\.self)
    for encoding in candidates {
        if let text = encoding.decode(bytes[...], repairing: false) { return text }
    }
    return (declared ?? .gb18030).decode(bytes[...], repairing: true) ?? []
}

/// An encoding of Chinese pages.
private enum PageEncoding: String {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
    case big5 = "BIG5-HKSCS"

    private static let names: [String: PageEncoding] = [
        "utf-8": .utf8, "utf8": .utf8, "gb2312": .gb18030, "gbk": .gb18030, "gb18030": .gb18030, "gb_2312-80": .gb18030,
        "x-gbk": .gb18030, "cp936": .gb18030, "windows-936": .gb18030, "big5": .big5, "big5-hkscs": .big5,
    ]

    /// The declared encoding, by the `charset` of a `meta` tag or the `encoding` of an XML declaration in the first 4,096 bytes. Nil
    /// for other encodings: they are wrong for a page in Chinese.
    init?(declaredIn bytes: [UInt8]) {
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self).lowercased()
        for (tag, key) in [("<meta", "charset"), ("<?xml", "encoding")] {
            for piece in head.split(separator: "<") where piece.hasPrefix(tag.dropFirst()) {
                guard let equals = piece.prefix(while: { $0 != ">" }).firstRange(of: key)?.upperBound else { continue }
                let name = piece[equals...].drop { "= \t\"'".contains($0) }.prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
                }
                if let encoding = Self.names[String(name)] {
                    self = encoding
                    return
                }
            }
        }
        return nil
    }

    /// The bytes as UTF-8. With `repairing`, a byte that is not a character becomes U+FFFD; else it makes the result nil.
    func decode(_ bytes: ArraySlice<UInt8>, repairing: Bool) -> [UInt8]? {
        guard self != .utf8 else {
            if String(validating: bytes, as: UTF8.self) != nil { return Array(bytes) }
            return repairing ? Array(String(decoding: bytes, as: UTF8.self).utf8) : nil
        }
        return converted(bytes, from: rawValue, repairing: repairing)
    }
}
