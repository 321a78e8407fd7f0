import Model

/// Builds a workbook from a document in reading order: the lines of paragraphs in column A of one sheet, each table of data on
/// its own sheet. The lines of a layout table go to what contains it.
struct DocumentBuilder {
    private let limits: WorkbookLimits
    private var lines: [String] = []
    /// The open tables, outermost first.
    private var open: [DocumentTable] = []
    private var tables: [Sheet] = []
    private var cellCount = 0
    /// Columns that the cells of all tables took, those below tall cells included.
    private var coveredColumns = 0

    static let textSheet = "正文"

    init(limits: WorkbookLimits) { self.limits = limits }

    /// Closes what is open and gives the sheet of text, then those of the tables.
    mutating func workbook() throws(Finding) -> Workbook {
        while !open.isEmpty { try closeTable() }
        var text = SheetBuilder(Self.textSheet, after: [], limits: limits)
        for (row, line) in lines.enumerated() { try text.add(Cell(.text, line), at: CellAddress(row: row, column: 0)) }
        return Workbook(sheets: [text.sheet] + tables)
    }

    /// Adds the lines of a paragraph, but blank ones, to the open cell or else to the text. Throws `W234`, `W235`.
    mutating func add(_ paragraph: String) throws(Finding) {
        for line in paragraph.utf8.split(separator: UInt8(ascii: "\n")).map({ String(Substring($0)) })
        where !line.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            try add(line: line)
        }
    }

    private mutating func add(line: String) throws(Finding) {
        let index = open.lastIndex { $0.cell != nil }
        let length = (index.flatMap { open[$0].cell?.length } ?? 0) + line.utf8.count
        try limits.check(textLength: length, in: index == nil ? Self.textSheet : tableName)
        if let index {
            open[index].cell?.lines.append(line)
            open[index].cell?.length = length
        } else {
            lines.append(line)
            try countCell()
        }
    }

    // MARK: Tables

    /// Whether a table is open but none of its cells.
    var isBetweenCells: Bool { open.last.map { $0.cell == nil } ?? false }

    /// Throws `W236`.
    mutating func openTable() throws(Finding) {
        try limits.check(tableDepth: open.count + 1, sheet: tableName)
        open.append(DocumentTable())
    }

    /// Throws `W224` and what `SheetBuilder` throws.
    mutating func closeTable() throws(Finding) {
        try closeCell()
        guard let table = open.popLast() else { return }
        if table.isLayout {
            if table.holdsTable { markAround() }
            for line in table.lines { try add(line: line) }
            return
        }
        // This sheet and that of the text are two more.
        try limits.check(sheets: tables.count + 2)
        var sheet = SheetBuilder(tableName, after: tables, limits: limits)
        try table.put(into: &sheet)
        tables.append(sheet.sheet)
        markAround()
    }

    /// Throws `W226` for a row past the end of a sheet.
    mutating func openRow() throws(Finding) {
        try closeCell()
        changeTable { table in table.openRow() }
        guard let rows = open.last?.rowCount, rows > CellAddress.rowLimit else { return }
        throw Finding(.badReference, found: "\(rows)", facts: ["sheet": tableName])
    }

    /// Takes back the row that was opened last.
    mutating func dropRow() { changeTable { table in table.dropRow() } }

    /// Leaves so many columns of the row free. Throws `W226` past the end of a sheet.
    mutating func skip(_ columns: Int) throws(Finding) {
        changeTable { table in table.skip(min(columns, CellAddress.columnLimit)) }
        try checkColumn()
    }

    /// Opens a cell, and a row if the table has none.
    mutating func openCell(_ cell: DocumentTable.OpenCell = .init()) throws(Finding) {
        try closeCell()
        changeTable { table in
            if table.rowCount == 0 { table.openRow() }
            table.cell = cell
        }
    }

    /// Changes the open cell, if there is one.
    mutating func changeCell(_ change: (inout DocumentTable.OpenCell) -> Void) {
        guard let last = open.indices.last, var cell = open[last].cell else { return }
        change(&cell)
        open[last].cell = cell
    }

    /// Throws `W226`, `W234`.
    mutating func closeCell() throws(Finding) {
        guard let last = open.indices.last, open[last].cell != nil else { return }
        coveredColumns += open[last].placeCell()
        try countCell()
        try limits.check(coveredColumns: coveredColumns, sheet: tableName)
        try checkColumn()
    }

    private mutating func changeTable(_ change: (inout DocumentTable) -> Void) {
        guard let last = open.indices.last else { return }
        change(&open[last])
    }

    private mutating func markAround() {
        if let last = open.indices.last { open[last].holdsTable = true }
    }

    private var tableName: String { "表格\(tables.count + 1)" }

    private func checkColumn() throws(Finding) {
        guard let table = open.last, table.column > CellAddress.columnLimit else { return }
        let address = CellAddress(row: max(0, table.rowCount - 1), column: table.column - 1)
        throw Finding(.badReference, found: "\(address)", facts: ["sheet": tableName])
    }

    /// Counts blank cells too, since they are kept until the table ends.
    private mutating func countCell() throws(Finding) {
        cellCount += 1
        try limits.check(cells: cellCount, sheet: open.isEmpty ? Self.textSheet : tableName)
    }
}
