/// How a format spells text that means only itself.
enum Spelling {
    /// XML 1.0 and HTML text and quoted attributes. By scalars: a Character may hold `<` with a mark on it.
    static func markup(_ text: String) -> String {
        replacing(text) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }

    /// The text of a `w:t`, where a tabulator is an element of its own.
    static func run(_ text: String) -> String {
        markup(text).replacing("\t", with: "</w:t><w:tab/><w:t xml:space=\"preserve\">")
    }

    static func plain(_ text: String) -> String { replacing(text) { _ in nil } }

    /// Markdown (CommonMark §2.4, and the bars of tables): what could begin markup stands behind a backslash.
    static func markdown(_ text: String) -> String {
        let escaped = replacing(text) { "\\`*_[]<>|~&$".unicodeScalars.contains($0) ? "\\\($0)" : nil }
        // At the beginning of a line more signs say something, before a blank: # - + 1. 1)
        let mark = escaped.drop { $0.isASCII && $0.isNumber }
        let isListed = mark.startIndex != escaped.startIndex && (mark.first == "." || mark.first == ")")
        guard isListed || escaped.first.map({ "#-+=".contains($0) }) == true else { return escaped }
        guard let next = mark.dropFirst().first, next != " ", next != "\t", isListed || next != mark.first else {
            return escaped[..<mark.startIndex] + "\\" + mark
        }
        return escaped
    }

    /// Without the control characters that XML cannot carry, that HTML forbids and that would steer a terminal.
    private static func replacing(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...8, 0xA...0x1F, 0x7F...0x9F: continue
            case _ where scalar.value & 0xFFFE == 0xFFFE: continue
            default: break
            }
            if let replacement = replacement(scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

/// Text in columns, a CJK character being two wide (Unicode UAX #11).
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

    static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return right ? blanks + text : text + blanks
    }

    /// The text in pieces that are no wider than that.
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
