import Model

/// A formula that several cells share: the master cell has its text, the others its index (ECMA-376 part 1, §18.3.1.40).
package struct SharedFormula {
    let text: String
    let master: CellAddress

    /// UTF-8 bytes. Longer formulas are not sums, and a million cells may share one.
    private static let lengthLimit = 256

    /// Nil if the text is empty, or too long to be repeated for every cell.
    package init?(_ text: String, master: CellAddress) {
        guard !text.isEmpty, text.utf8.count <= Self.lengthLimit else { return nil }
        (self.text, self.master) = (text, master)
    }

    /// The formula of another cell: references are moved by its distance from the master, except after `$`. A reference that leaves
    /// the sheet becomes `#REF!`.
    package func text(at address: CellAddress) -> String {
        let tokens = Self.tokens(of: text)
        return tokens.indices.map { index in
            let token = tokens[index]
            // A word before a bracket, a parenthesis or an exclamation mark is a name.
            guard token.isWord, !["(", "!", "["].contains(next(tokens, index, 1)) else { return token.text }
            guard let reference = Reference(token.text) else { return token.text }
            // `A:C` and `1:3` are references only as a range.
            let isRange = [(1, 2), (-1, -2)].contains { colon, other in
                next(tokens, index, colon) == ":" && Reference(next(tokens, index, other)).map(reference.isLike) == true
            }
            guard reference.isCell || isRange else { return token.text }
            return reference.moved(rows: address.row - master.row, columns: address.column - master.column)?.text ?? "#REF!"
        }.joined()
    }

    private func next(_ tokens: [Token], _ index: Int, _ step: Int) -> String {
        tokens.indices.contains(index + step) ? tokens[index + step].text : ""
    }

    private struct Token {
        var text: String
        /// Whether it is a name, number or reference; otherwise a sign, or a text in quotes or brackets.
        let isWord: Bool
    }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            var length = 1
            let isWord = isWordLetter(first)
            if isWord {
                length = rest.prefix(while: isWordLetter).count
            } else if first == "\"" || first == "'" {
                // A doubled quote ends one text and begins another, with the same result.
                length = rest.dropFirst().prefix { $0 != first }.count + 2
            } else if first == "[" {
                var depth = 0
                length =
                    rest.prefix { scalar in
                        depth += scalar == "[" ? 1 : scalar == "]" ? -1 : 0
                        return depth > 0
                    }.count + 1
            }
            tokens.append(Token(text: String(rest.prefix(length)), isWord: isWord))
            rest = rest.dropFirst(length)
        }
        return tokens
    }

    private static func isWordLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "$_.\\?".unicodeScalars.contains(scalar)
    }

    /// `D7`, `$D7`, `D$7`, or one half of `D:F` or `$7:9`.
    private struct Reference {
        var column: Int?
        var row: Int?
        let isColumnFixed: Bool
        let isRowFixed: Bool

        init?(_ text: String) {
            let letters = text.drop { $0 == "$" }.prefix { $0.isASCII && $0.isLetter }
            let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
            // Each half is parsed with a substitute for the other, so that only CellAddress knows the limits of a sheet.
            let first = letters.isEmpty ? nil : CellAddress(letters.uppercased() + "1")
            let second = digits.isEmpty ? nil : CellAddress("A" + String(digits))
            column = first?.column
            row = second?.row
            isColumnFixed = text.hasPrefix("$") && first != nil
            isRowFixed = second != nil && text.dropLast(digits.count).hasSuffix("$")
            let spelt = (isColumnFixed ? "$" : "") + letters + (isRowFixed ? "$" : "") + String(digits)
            guard first != nil || second != nil, (first != nil) == !letters.isEmpty, (second != nil) == !digits.isEmpty,
                spelt == text
            else { return nil }
        }

        var isCell: Bool { column != nil && row != nil }

        func isLike(_ other: Reference) -> Bool {
            (column == nil) == (other.column == nil) && (row == nil) == (other.row == nil)
        }

        func moved(rows: Int, columns: Int) -> Reference? {
            var moved = self
            if let column, !isColumnFixed { moved.column = column + columns }
            if let row, !isRowFixed { moved.row = row + rows }
            guard (0..<CellAddress.columnLimit).contains(moved.column ?? 0), (0..<CellAddress.rowLimit).contains(moved.row ?? 0)
            else { return nil }
            return moved
        }

        var text: String {
            (isColumnFixed ? "$" : "") + (column.map(CellAddress.letters) ?? "") + (isRowFixed ? "$" : "")
                + (row.map { String($0 + 1) } ?? "")
        }
    }
}
