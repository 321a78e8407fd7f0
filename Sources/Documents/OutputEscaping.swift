/// Escapes text for the formats of documents, so that none of it is taken for markup.
enum OutputEscaping {
    /// For text and quoted attributes in XML 1.0 and HTML. By scalars: a Character may be `<` with a combining mark.
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

    /// For the text of a `w:t`, where a tab is an element of its own.
    static func run(_ text: String) -> String {
        markup(text).replacing("\t", with: "</w:t><w:tab/><w:t xml:space=\"preserve\">")
    }

    /// For plain text: only controls are left out.
    static func plain(_ text: String) -> String { replacing(text) { _ in nil } }

    /// For Markdown (CommonMark §2.4, and the bars of tables): a backslash before what could begin markup.
    static func markdown(_ text: String) -> String {
        let escaped = replacing(text) { "\\`*_[]<>|~&$".unicodeScalars.contains($0) ? "\\\($0)" : nil }
        // At the beginning of a line, and before a blank, more signs are markup: # - + 1. 1)
        let mark = escaped.drop { $0.isASCII && $0.isNumber }
        let isListed = mark.startIndex != escaped.startIndex && (mark.first == "." || mark.first == ")")
        guard isListed || escaped.first.map({ "#-+=".contains($0) }) == true else { return escaped }
        guard let next = mark.dropFirst().first, next != " ", next != "\t", isListed || next != mark.first else {
            return escaped[..<mark.startIndex] + "\\" + mark
        }
        return escaped
    }

    /// Replaces scalars, and leaves out controls: XML cannot carry them, HTML forbids them, and a terminal obeys them.
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
