import Model

/// A table of a document while it is read: cells with their spans, placed as HTML 5 §4.9.12 places them.
struct DocumentTable {
    struct OpenCell {
        var width = 1
        /// May say more rows than there are.
        var height = 1
        /// Part of the cell above, or of the one before: what it holds is not shown.
        var continuesAbove = false
        var continuesBefore = false
        var lines: [String] = []
        var length = 0
    }

    private struct PlacedCell {
        let first: CellAddress
        var width: Int
        var height: Int
        let lines: [String]
    }

    var cell: OpenCell?
    /// A table of data stands inside: this one only arranges.
    var holdsTable = false
    private(set) var rowCount = 0
    /// Where the next cell may stand.
    private(set) var column = 0
    private var cells: [PlacedCell] = []
    /// For each column the first row that no cell from above reaches.
    private var freeFrom: [Int] = []
    private var latestByColumn: [Int: Int] = [:]

    /// HTML 5 §4.9.11; Word has at most 63 columns.
    static let widthLimit = 1_000

    mutating func openRow() {
        rowCount += 1
        column = 0
    }

    mutating func skip(_ columns: Int) { column += columns }

    /// The row that was opened last is none.
    mutating func dropRow() { rowCount -= 1 }

    /// Places the open cell and returns how many columns that took, those under cells from above counted.
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
        // A cell from above is not covered.
        let taken = freeFrom.dropFirst(first.column + 1).prefix(cell.width - 1).firstIndex { $0 > first.row }
        column = taken ?? first.column + cell.width
        freeFrom += repeatElement(0, count: max(0, column - freeFrom.count))
        for c in first.column..<column { freeFrom[c] = first.row + cell.height }
        latestByColumn[first.column] = cells.count
        cells.append(PlacedCell(first: first, width: column - first.column, height: cell.height, lines: cell.lines))
    }

    /// Its text stands in one cell, or around other tables: no table to a reader.
    var isLayout: Bool { holdsTable || cells.count { !$0.lines.isEmpty } <= 1 }

    /// What its cells hold, in reading order.
    var lines: [String] { cells.flatMap(\.lines) }

    /// Puts the cells and merges onto a sheet. Throws what `SheetBuilder` throws.
    func put(into sheet: inout SheetBuilder) throws(Finding) {
        for cell in cells {
            // A cell may stand in a row that was dropped.
            let bottom = max(cell.first.row, min(cell.first.row + cell.height, rowCount) - 1)
            let last = CellAddress(row: bottom, column: cell.first.column + cell.width - 1)
            if cell.first != last { try sheet.merge(CellRange(cell.first, last)) }
            if !cell.lines.isEmpty { try sheet.add(Cell(.text, cell.lines.joined(separator: "\n")), at: cell.first) }
        }
    }
}
