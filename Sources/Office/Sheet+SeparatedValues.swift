import Model
import Text

extension Sheet {
    /// A text of separated values (RFC 4180), with commas, tabs or semicolons, as spreadsheets save it: UTF-8, UTF-16 with a
    /// byte order mark, or else GB18030. Rows and columns beyond those of a sheet are left out.
    init(separatedValues bytes: [UInt8]) {
        self.init(name: "CSV")
        let text = Self.text(of: bytes)
        let first = text.prefix { !$0.isNewline }
        func count(_ separator: Character) -> Int { first.count { $0 == separator } }
        let separator = [",", "\t", ";"].max { count($0) < count($1) } ?? ","
        var (row, column, value, isQuoted) = (0, 0, "", false)
        var rest = text[...]
        func end(_ sheet: inout Sheet) {
            if !value.isEmpty, column < 16_384 {
                let isNumber = value.allSatisfy { ("0"..."9").contains($0) }
                sheet.cells[CellAddress(row: row, column: column)] = Cell(isNumber ? .number : .text, value)
            }
            (column, value) = (column + 1, "")
        }
        while let character = rest.popFirst(), row < 1_048_576 {
            if character == "\"" {
                // Two within a quoted value are one.
                if isQuoted, rest.first == "\"" { value.append(rest.removeFirst()) } else { isQuoted.toggle() }
            } else if !isQuoted, character == separator {
                end(&self)
            } else if !isQuoted, character.isNewline {
                end(&self)
                (row, column) = (row + 1, 0)
            } else {
                value.append(character)
            }
        }
        end(&self)
    }

    private static func text(of bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return String(decoding: converted(bytes[...], from: "UTF-16", repairing: true) ?? [], as: UTF8.self)
        }
        let content = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        return String(validating: content, as: UTF8.self)
            ?? String(decoding: converted(content, from: "GB18030", repairing: true) ?? [], as: UTF8.self)
    }
}
