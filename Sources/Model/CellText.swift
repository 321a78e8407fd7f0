import Text

/// Texts cut and escaped for the cells of an Office Open XML workbook.
package enum CellText {
    /// Cuts a text into pieces that fit a cell: 32,767 UTF-16 units, as Excel counts. An underscore counts as seven if
    /// the text may need `escaped`. An empty text gives one empty piece.
    package static func pieces(of text: String) -> [String] {
        let escapes = text.contains(bytesOf: "_x")
        // UTF-8 never has fewer units than UTF-16, and its count is cheap.
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

    /// Escapes the first underscore of a literal `_x0041_`, which ECMA-376 part 1, §22.9.2.19 reads as one character.
    package static func escaped(_ text: String) -> String {
        guard text.contains(bytesOf: "_x") else { return text }
        return text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    }
}
