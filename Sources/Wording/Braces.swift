/// Finds what stands in double braces, `{{…}}` or `｛｛…｝｝`, in one pass.
enum Braces {
    enum Piece: Equatable {
        case text(String)
        /// What stands between the braces, and all of it as it is written.
        case name(String, written: String)
        /// Opening braces and what follows them in the paragraph, where nothing closes them.
        case open(String)
    }

    /// Whether opening braces may stand anywhere: what prose without names costs.
    static func mayStand(in text: String) -> Bool {
        let open = UInt8(ascii: "{")
        var (last, before): (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            // `{{`, or one `｛` (EF BD 9B).
            if byte == open && last == open || byte == 0x9B && last == 0xBD && before == 0xEF { return true }
            (before, last) = (last, byte)
        }
        return false
    }

    /// A paragraph cut into text and names; of nested braces the innermost count, the others are text.
    static func pieces(_ paragraph: some Sequence<Unicode.Scalar>) -> [Piece] {
        let scalars = Array(paragraph)
        var pieces: [Piece] = []
        var start = 0
        var open: Int?
        var place = 0
        func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        func addText(_ range: Range<Int>) { if !range.isEmpty { pieces.append(.text(string(range))) } }
        while place + 1 < scalars.count {
            if isOpening(scalars[place]), isOpening(scalars[place + 1]) {
                open = place + 2
                // A third brace moves the opening by one.
                place += 1
            } else if let name = open, isClosing(scalars[place]), isClosing(scalars[place + 1]), name <= place {
                addText(start..<name - 2)
                pieces.append(.name(string(name..<place), written: string(name - 2..<place + 2)))
                (start, open) = (place + 2, nil)
                place += 2
            } else {
                place += 1
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
