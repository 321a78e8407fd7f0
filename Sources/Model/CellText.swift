import Text

/// What a cell of an Office Open XML workbook can hold.
package enum CellText {
    /// A text in pieces that a cell holds: 32,767 UTF-16 units, as Excel counts. An underscore may have to be escaped
    /// by seven.
    package static func pieces(of text: String) -> [String] {
        let escapes = text.contains(bytesOf: "_x")
        // UTF-8 never has fewer units, and counting those of UTF-16 goes through the text.
        if !escapes, text.utf8.count <= 32_767 || text.utf16.count <= 32_767 { return [text] }
        var pieces = [""]
        var length = 0
        for character in text.unicodeScalars {
            let units = escapes && character == "_" ? 7 : character.utf16.count
            if length + units > 32_767 {
                pieces.append("")
                length = 0
            }
            pieces[pieces.count - 1].unicodeScalars.append(character)
            length += units
        }
        return pieces
    }

    /// ECMA-376 §22.9.2.19 reads `_x0041_` as one character, so a literal one has its first underscore escaped.
    package static func escaped(_ text: String) -> String {
        guard text.contains(bytesOf: "_x") else { return text }
        return text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    }
}
