import Text

/// Finds what stands in double braces, `{{…}}` or `｛｛…｝｝`, in one pass.
enum Braces {
    enum Piece: Equatable {
        case text(String)
        /// The text between the braces, and the same with its braces as `written`.
        case name(String, written: String)
        /// Opening braces that nothing closes, with the rest of the paragraph.
        case open(String)
    }

    /// Whether a text may have opening braces. This is all that prose without names costs.
    static func mayStand(in text: String) -> Bool { text.contains(bytesOf: "{{") || text.contains(bytesOf: "｛") }

    /// A paragraph cut into text and names. Of nested braces the innermost count, the others are text.
    static func pieces(_ paragraph: some Sequence<Unicode.Scalar>) -> [Piece] {
        let scalars = Array(paragraph)
        var pieces: [Piece] = []
        var start = 0
        var open: Int?
        var index = 0
        func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        func addText(_ range: Range<Int>) { if !range.isEmpty { pieces.append(.text(string(range))) } }
        while index + 1 < scalars.count {
            if isOpening(scalars[index]), isOpening(scalars[index + 1]) {
                open = index + 2
                // A third brace moves the opening by one.
                index += 1
            } else if let name = open, isClosing(scalars[index]), isClosing(scalars[index + 1]), name <= index {
                addText(start..<name - 2)
                pieces.append(.name(string(name..<index), written: string(name - 2..<index + 2)))
                (start, open) = (index + 2, nil)
                index += 2
            } else {
                index += 1
            }
        }
        if let open {
            addText(start..<open - 2)
            pieces.append(.open(string(open - 2..<scalars.count)))
        } else {
            addText(start..<scalars.count)
        }
        return pieces
    }

    private static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == "{" || scalar == "｛" }
    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == "}" || scalar == "｝" }
}
