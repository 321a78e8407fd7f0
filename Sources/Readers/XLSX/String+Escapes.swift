import Text

extension String {
    /// The text with each `_xHHHH_` of ST_Xstring (ECMA-376 part 1, §22.9.2.19) resolved, and `\r\n` as a line feed. An escape
    /// that gives half a surrogate pair stays as it stands.
    var withoutCellEscapes: String {
        guard contains(bytesOf: "_x") || contains(bytesOf: "\r") else { return self }
        let bytes = Array(utf8)
        var out: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            if let high = Self.escapedUnit(bytes, at: offset) {
                let low = UTF16.isLeadSurrogate(high) ? Self.escapedUnit(bytes, at: offset + 7) : nil
                let units = [high] + (low.map { [$0] } ?? [])
                if let character = String(validating: units, as: UTF16.self) {
                    out += Array(character.utf8)
                    offset += 7 * units.count
                    continue
                }
            }
            out.append(bytes[offset])
            offset += 1
        }
        return String(decoding: out, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    private static func escapedUnit(_ bytes: [UInt8], at start: Int) -> UInt16? {
        guard start + 7 <= bytes.count, bytes[start...].starts(with: "_x".utf8), bytes[start + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: bytes[start + 2..<start + 6], as: UTF8.self)
        return digits.allSatisfy(\.isHexDigit) ? UInt16(digits, radix: 16) : nil
    }
}
