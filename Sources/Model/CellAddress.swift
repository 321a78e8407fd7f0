/// The row and column of a cell on its sheet, both from 0; printed as an A1 reference such as `D7`.
public struct CellAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The index of the row, from 0.
    public var row: Int
    /// The index of the column, from 0: 0 is `A`.
    public var column: Int

    /// The size of a sheet by ECMA-376: 1,048,576 rows, 16,384 columns.
    package static let rowLimit = 1_048_576
    /// See `rowLimit`.
    package static let columnLimit = 16_384

    /// The address of a row and a column, both from 0.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Parses an A1 reference such as `D7`. Returns nil if the text is not a reference or lies outside a sheet.
    public init?(_ reference: String) { self.init(bytes: reference.utf8) }

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

    /// The A1 reference, such as `D7`.
    public var description: String { Self.letters(ofColumn: column) + String(row + 1) }

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
    public static func < (a: Self, b: Self) -> Bool { a.row == b.row ? a.column < b.column : a.row < b.row }
}

/// A rectangle of cells, both corners included; printed as `A1:C3`, or `A1` for one cell.
package struct CellRange: Hashable, Sendable, CustomStringConvertible {
    /// The upper left corner.
    package var first: CellAddress
    /// The lower right corner.
    package var last: CellAddress

    /// The range between two corners, upper left and lower right.
    package init(_ first: CellAddress, _ last: CellAddress) {
        self.first = first
        self.last = last
    }

    /// Parses `A1:C3` or `A1`. Returns nil if the text is neither, or its corners are turned round.
    package init?(_ reference: String) {
        let bytes = reference.utf8
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        guard let first = CellAddress(bytes: bytes[..<(colon ?? bytes.endIndex)]),
            let last = colon.map({ CellAddress(bytes: bytes[bytes.index(after: $0)...]) }) ?? first,
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.init(first, last)
    }

    /// From 0.
    package var rows: ClosedRange<Int> { first.row...last.row }
    /// From 0.
    package var columns: ClosedRange<Int> { first.column...last.column }

    /// Whether the range covers an address.
    package func contains(_ address: CellAddress) -> Bool {
        rows.contains(address.row) && columns.contains(address.column)
    }

    package var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
