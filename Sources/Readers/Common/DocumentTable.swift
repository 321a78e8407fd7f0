import Model

/// A table of a document while it is read: cells with their spans, positioned by HTML 5 §4.9.12.
struct DocumentTable {
    /// The cell that is being read.
    struct OpenCell {
        /// Columns.
        var width = 1
        /// Rows; may be more than the table has.
        var height = 1
        /// Whether it continues the cell above, or the one before; its own content is not shown.
        var continuesAbove = false
        var continuesBefore = false
        var lines: [String] = []
        /// UTF-8 bytes of the lines.
        var length = 0
    }

    private struct PlacedCell {
        let first: CellAddress
        var width: Int
        var height: Int
        let lines: [String]
    }

    var cell: OpenCell?
    /// Whether a table of data stands inside: then this one is only layout.
    var holdsTable = false
    private(set) var rowCount = 0
    /// The first column where the next cell may stand, from 0.
    private(set) var column = 0
    private var cells: [PlacedCell] = []
    /// By column, the first row that no cell from above reaches.
    private var freeFrom: [Int] = []
    /// By first column, the index of the latest cell.
    private var latestByColumn: [Int: Int] = [:]

    /// Columns of a cell (HTML 5 §4.9.11); Word has at most 63.
    static let widthLimit = 1_000

    mutating func openRow() {
        rowCount += 1
        column = 0
    }

    mutating func skip(_ columns: Int) { column += columns }

    /// Takes back the row that was opened last; its cells stay.
    mutating func dropRow() { rowCount -= 1 }

    /// Positions the open cell. Returns the columns that it took, those below tall cells included.
    mutating func placeCell() -> Int {
        guard let cell else { return 0 }
        self.cell = nil
        let row = rowCount - 1
        let before = column
        while column < freeFrom.count, freeFrom[column] > row { column += 1 }
        if cell.continuesAbove, let above = latestByColumn[column], cells[above].width == cell.width,
            cells[above].first.row + cells[above].height == row
        {
            cells[above].height += 1
        } else if cell.continuesBefore, let last = cells.indices.last, cells[last].height == 1, cells[last].first.row == row,
            cells[last].first.column + cells[last].width == column
        {
            cells[last].width += cell.width
        } else {
            place(cell, at: CellAddress(row: row, column: column))
            return column - before
        }
        column += cell.width
        return column - before
    }

    private mutating func place(_ cell: OpenCell, at first: CellAddress) {
        // Never over a cell from above.
        let taken = freeFrom.dropFirst(first.column + 1).prefix(cell.width - 1).firstIndex { $0 > first.row }
        column = taken ?? first.column + cell.width
        freeFrom += repeatElement(0, count: max(0, column - freeFrom.count))
        for c in first.column..<column { freeFrom[c] = first.row + cell.height }
        latestByColumn[first.column] = cells.count
        cells.append(PlacedCell(first: first, width: column - first.column, height: cell.height, lines: cell.lines))
    }

    /// Whether the table is only layout: its text is in one cell, or around other tables.
    var isLayout: Bool { holdsTable || cells.count { !$0.lines.isEmpty } <= 1 }

    /// The lines of its cells in reading order.
    var lines: [String] { cells.flatMap(\.lines) }

    /// Puts the cells and merges onto a sheet. Throws what `SheetBuilder` throws.
    func put(into sheet: inout SheetBuilder) throws(Finding) {
        for cell in cells {
            // The cell may be in a row that was dropped.
            let bottom = max(cell.first.row, min(cell.first.row + cell.height, rowCount) - 1)
            let last = CellAddress(row: bottom, column: cell.first.column + cell.width - 1)
            if cell.first != last { try sheet.merge(CellRange(cell.first, last)) }
            if !cell.lines.isEmpty { try sheet.add(Cell(.text, cell.lines.joined(separator: "\n")), at: cell.first) }
        }
    }
}
