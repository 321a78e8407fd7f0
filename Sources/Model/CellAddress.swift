/// Where a cell stands on its sheet. Rows and columns count from 0; written as `D7`.
package struct CellAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var row: Int
    package var column: Int

    /// The size of a sheet by ECMA-376: 1,048,576 rows, 16,384 columns.
    package static let rowLimit = 1_048_576
    package static let columnLimit = 16_384

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// In one step: cells are looked up by their address.
    package func hash(into hasher: inout Hasher) { hasher.combine(row &* Self.columnLimit &+ column) }

    /// Reads an A1 reference such as `D7`; nil where the text is none, or lies outside a sheet.
    package init?(_ reference: String) { self.init(bytes: reference.utf8) }

    @inline(__always)
    fileprivate init?(bytes: some Sequence<UInt8>) {
        var column = 0
        var row = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && (row > 0 || byte != UInt8(ascii: "0")):
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default:
                return nil
            }
            guard column <= Self.columnLimit, row <= Self.rowLimit else { return nil }
        }
        guard row > 0 else { return nil }
        self.init(row: row - 1, column: column - 1)
    }

    package var description: String { Self.letters(ofColumn: column) + String(row + 1) }

    /// The letters of a column: 0 is `A`, 26 is `AA`.
    package static func letters(ofColumn column: Int) -> String {
        if (0..<26).contains(column) { return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column))) }
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// Reading order: row by row, left to right.
    package static func < (a: Self, b: Self) -> Bool { a.row == b.row ? a.column < b.column : a.row < b.row }
}

/// A rectangle of cells, both corners included; written as `A1:C3`.
package struct CellRange: Hashable, Sendable, CustomStringConvertible {
    package var first: CellAddress
    package var last: CellAddress

    package init(_ first: CellAddress, _ last: CellAddress) {
        self.first = first
        self.last = last
    }

    /// Reads `A1:C3` or `A1`; nil where the text is neither, or the corners are turned round.
    package init?(_ reference: String) {
        let bytes = reference.utf8
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        guard let first = CellAddress(bytes: bytes[..<(colon ?? bytes.endIndex)]),
            let last = colon.map({ CellAddress(bytes: bytes[bytes.index(after: $0)...]) }) ?? first,
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.init(first, last)
    }

    package var rows: ClosedRange<Int> { first.row...last.row }
    package var columns: ClosedRange<Int> { first.column...last.column }

    package func contains(_ address: CellAddress) -> Bool {
        rows.contains(address.row) && columns.contains(address.column)
    }

    package var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
