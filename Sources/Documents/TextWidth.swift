/// Widths of text in columns of narrow characters; a CJK character is two wide (Unicode UAX #11).
enum TextWidth {
    static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: 1
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            2
        case 0x200B...0x200F, 0xFE00...0xFE0F: 0
        default: [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory) ? 0 : 1
        }
    }

    /// The text with blanks behind it, or before it where `right`, up to a width.
    static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return right ? blanks + text : text + blanks
    }

    /// The text in lines of at most a width, broken between any two characters; a character that is wider is a line.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let wide = of(scalar)
            if used + wide > width, !line.isEmpty {
                lines.append(String(line))
                (line, used) = (.init(), 0)
            }
            line.append(scalar)
            used += wide
        }
        return lines + [String(line)]
    }
}
