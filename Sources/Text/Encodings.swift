import Foundation

/// The bytes as UTF-8, converted by iconv from an encoding of that name, such as `GB18030`. With `repairing`, a byte that is not
/// part of a character becomes U+FFFD. Nil if iconv does not know the encoding, or without `repairing` at such a byte.
package func converted(_ bytes: ArraySlice<UInt8>, from encoding: String, repairing: Bool) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var source = bytes.map(CChar.init(bitPattern:))
    var room = [CChar](repeating: 0, count: 65_536)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2)
    var start = 0
    while start < source.count {
        var (rest, free) = (source.count - start, room.count)
        let problem = source.withUnsafeMutableBufferPointer { source in
            room.withUnsafeMutableBufferPointer { room in
                var (next, output) = (source.baseAddress.map { $0 + start }, room.baseAddress)
                return iconv(converter, &next, &rest, &output, &free) == -1 ? errno : 0
            }
        }
        text += room[..<(room.count - free)].lazy.map(UInt8.init(bitPattern:))
        start = source.count - rest
        // The output is full, or a byte is not part of a character.
        guard problem != 0, problem != E2BIG else { continue }
        guard repairing else { return nil }
        text += Array("\u{FFFD}".utf8)
        start += 1
    }
    return text
}

/// The name of a file: UTF-8, else GB18030, which includes the GBK of Chinese Windows. Nil if the bytes are neither.
package func fileName(_ bytes: [UInt8]) -> String? {
    String(validating: bytes, as: UTF8.self)
        ?? converted(bytes[...], from: "GB18030", repairing: false).flatMap { String(validating: $0, as: UTF8.self) }
}

/// UTF-16 as UTF-8; a byte order mark is a character like others. With `repairing`, half a surrogate pair becomes U+FFFD; else
/// the text ends there. `isWhole` is false if there was one, or an odd number of bytes.
package func utf8(
    fromUTF16 bytes: ArraySlice<UInt8>, isBigEndian: Bool, repairing: Bool
) -> (text: [UInt8], isWhole: Bool) {
    let low = isBigEndian ? 1 : 0
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy.map {
        UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    let failed = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: !repairing) { text.append($0) }
    return (text, !failed && bytes.count.isMultiple(of: 2))
}
