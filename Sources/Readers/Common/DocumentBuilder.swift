import Model

/// Makes a workbook of a document as its reader goes through it: the lines of its paragraphs in column A of one sheet,
/// each table of data on a sheet of its own. A table that only arranges gives its lines to what it stands in.
struct DocumentBuilder {
    private let cellLimit: Int
    private var lines: [String] = []
    /// Outermost first.
    private var open: [DocumentTable] = []
    private var tables: [Sheet] = []
    private var cellCount = 0
    private var slotCount = 0
    private var mergeCount = 0

    static let textSheet = "正文"
    static let depthLimit = 64

    init(cellLimit: Int) { self.cellLimit = cellLimit }

    /// The sheet of text, then those of the tables. Whatever is open is closed.
    mutating func workbook() throws(Finding) -> Workbook {
        while !open.isEmpty { try closeTable() }
        var text = Sheet(name: Self.textSheet)
        for (row, line) in lines.enumerated() { text.cells[CellAddress(row: row, column: 0)] = Cell(.text, line) }
        return Workbook(sheets: [text] + tables)
    }

    /// A paragraph, to the cell that is open or the text; lines without anything are left out.
    mutating func add(_ paragraph: String) throws(Finding) {
        for line in paragraph.utf8.split(separator: UInt8(ascii: "\n")).map({ String(Substring($0)) })
        where !line.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            try add(line: line)
        }
    }

    private mutating func add(line: String) throws(Finding) {
        let place = open.lastIndex { $0.cell != nil }
        let length = (place.flatMap { open[$0].cell?.length } ?? 0) + line.utf8.count
        guard length <= textLimit else {
            throw Finding(.textTooLong, expected: "\(textLimit)", facts: ["place": place == nil ? Self.textSheet : tableName])
        }
        if let place {
            open[place].cell?.lines.append(line)
            open[place].cell?.length = length
        } else {
            lines.append(line)
            try countCell()
        }
    }

    // MARK: Tables

    /// Whether a table is open that awaits a cell.
    var isBetweenCells: Bool { open.last.map { $0.cell == nil } ?? false }

    mutating func openTable() throws(Finding) {
        guard open.count < Self.depthLimit else {
            throw Finding(.tablesTooDeep, expected: "\(Self.depthLimit)", facts: ["sheet": tableName])
        }
        open.append(DocumentTable())
    }

    mutating func closeTable() throws(Finding) {
        try closeCell()
        guard let table = open.popLast() else { return }
        if table.isLayout {
            if table.holdsTable { markAround() }
            for line in table.lines { try add(line: line) }
            return
        }
        guard tables.count + 1 < WorkbookPart.sheetLimit else {
            throw Finding(.tooManySheets, expected: "\(WorkbookPart.sheetLimit)")
        }
        let sheet = table.sheet(named: tableName)
        mergeCount += sheet.merges.count
        guard mergeCount <= mergeLimit else {
            throw Finding(.tooManyMerges, expected: "\(mergeLimit)", facts: ["sheet": sheet.name])
        }
        tables.append(sheet)
        markAround()
    }

    mutating func openRow() throws(Finding) {
        try closeCell()
        changeTable { table in table.openRow() }
        guard let rows = open.last?.rowCount, rows > CellAddress.rowLimit else { return }
        throw Finding(.badReference, found: "\(rows)", facts: ["sheet": tableName])
    }

    /// The row that was opened last is none.
    mutating func dropRow() { changeTable { table in table.dropRow() } }

    /// Leaves columns of the row free.
    mutating func skip(_ columns: Int) throws(Finding) {
        changeTable { table in table.skip(min(columns, CellAddress.columnLimit)) }
        try checkColumn()
    }

    mutating func openCell(_ cell: DocumentTable.OpenCell = .init()) throws(Finding) {
        try closeCell()
        changeTable { table in
            if table.rowCount == 0 { table.openRow() }
            table.cell = cell
        }
    }

    /// Changes what is known of the open cell.
    mutating func changeCell(_ change: (inout DocumentTable.OpenCell) -> Void) {
        guard let last = open.indices.last, var cell = open[last].cell else { return }
        change(&cell)
        open[last].cell = cell
    }

    mutating func closeCell() throws(Finding) {
        guard let last = open.indices.last, open[last].cell != nil else { return }
        slotCount += open[last].placeCell()
        try countCell()
        // Wide cells and those under tall ones take time without being many.
        guard slotCount <= 16 * cellLimit else {
            throw Finding(.tooManyCells, expected: "\(16 * cellLimit)", facts: ["sheet": tableName])
        }
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

    /// Blank cells count too: they are held until the table ends.
    private mutating func countCell() throws(Finding) {
        cellCount += 1
        guard cellCount <= cellLimit else {
            throw Finding(.tooManyCells, expected: "\(cellLimit)", facts: ["sheet": open.isEmpty ? Self.textSheet : tableName])
        }
    }
}
