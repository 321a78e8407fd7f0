import Markup
import Model

/// The content of an OpenDocument spreadsheet: its sheets with cells and merges, ODF 1.3 part 3, §9.
struct SpreadsheetContent: MarkupHandler {
    private(set) var sheets: [Sheet] = []

    private let cellLimit: Int
    private var cellsBefore = 0
    private var mergesBefore = 0
    /// The table style that is open, and those that say their sheet is not shown.
    private var style: String?
    private var hiddenStyles: Set<String> = []
    private var sheet: Sheet?
    /// How many rows of the sheet have been.
    private var rowCount = 0
    private var row: OpenRow?
    private var cell: SpreadsheetCell?
    /// How deep we are in something that is no part of any cell's value.
    private var skipped = 0

    /// A row or a run of rows that are alike.
    private struct OpenRow {
        var repeats: Int
        var columnCount = 0
        var cells: [(column: Int, cell: Cell)] = []
        var merges: [(column: Int, width: Int, height: Int)] = []
    }

    /// Elements are told apart by the prefixes that every program writes, so these must be bound as usual.
    private static let prefixes = ["office", "table", "text"]

    /// Notes, drawings, deleted cells, copies of other files' cells, phonetic hints.
    private static let leftOut: Set = [
        "annotation", "forms", "table:tracked-changes", "table:dde-links", "table:shapes", "text:ruby-text",
    ]

    init(cellLimit: Int) { self.cellLimit = cellLimit }

    mutating func start(_ element: Element) throws(Finding) {
        guard skipped == 0, !isLeftOut(element) else {
            skipped += 1
            return
        }
        switch element.name {
        case "document-content": try checkPrefixes(of: element)
        case "style:style": style = element["style:family"] == "table" ? element["style:name"] : nil
        case "style:table-properties":
            if let style, element["table:display"] == "false" { hiddenStyles.insert(style) }
        case "table:table": try openSheet(element)
        case "table:table-row": row = OpenRow(repeats: try count("table:number-rows-repeated", of: element))
        case "table:table-cell", "table:covered-table-cell": try openCell(element)
        default:
            cell?.content.start(element)
            try checkLength()
        }
    }

    mutating func text(_ piece: String) throws(Finding) {
        guard skipped == 0, cell != nil else { return }
        cell?.content.append(piece)
        try checkLength()
    }

    mutating func end(_ name: String) throws(Finding) {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        switch name {
        case "table:table": try closeSheet()
        case "table:table-row": try closeRow()
        case "table:table-cell", "table:covered-table-cell": try closeCell()
        default: cell?.content.end(name)
        }
    }

    private func isLeftOut(_ element: Element) -> Bool {
        if Self.leftOut.contains(element.name) || element.name.hasPrefix("draw:") { return true }
        guard element.name == "table:table" else { return false }
        // A table inside a cell, or LibreOffice's copy of another file's sheet.
        return sheet != nil || element["table:name"]?.contains("'#$") == true
    }

    private func checkPrefixes(of root: Element) throws(Finding) {
        for prefix in Self.prefixes {
            let name = "xmlns:\(prefix)"
            let expected = "urn:oasis:names:tc:opendocument:xmlns:\(prefix):1.0"
            guard root[name] == expected else {
                throw Finding(
                    .unexpectedRoot, found: "\(name)=\"\(root[name] ?? "")\"", expected: "\(name)=\"\(expected)\"",
                    facts: ["part": "content.xml"])
            }
        }
    }

    // MARK: Sheets

    private var name: String { sheet?.name ?? "" }

    private mutating func openSheet(_ element: Element) throws(Finding) {
        guard sheets.count < WorkbookPart.sheetLimit else {
            throw Finding(.tooManySheets, expected: "\(WorkbookPart.sheetLimit)")
        }
        let isHidden = element["table:style-name"].map(hiddenStyles.contains) == true
        sheet = Sheet(name: element["table:name"] ?? "", visibility: isHidden ? .hidden : .visible)
        rowCount = 0
    }

    private mutating func closeSheet() throws(Finding) {
        guard let done = sheet else { return }
        try checkMerges(done.merges, of: done.name)
        cellsBefore += done.cells.count
        mergesBefore += done.merges.count
        sheets.append(done)
        sheet = nil
    }

    // MARK: Rows

    /// Writes the row as often as it is repeated, if it holds anything.
    private mutating func closeRow() throws(Finding) {
        guard let done = row else { return }
        row = nil
        let rows = rowCount..<rowCount + done.repeats
        rowCount = min(rows.upperBound, CellAddress.rowLimit)
        guard !done.cells.isEmpty || !done.merges.isEmpty else { return }
        guard rows.upperBound <= CellAddress.rowLimit else {
            throw Finding(.badReference, found: "\(rows.upperBound)", facts: ["sheet": name])
        }
        try checkCells(done.cells.count * rows.count)
        guard mergesBefore + (sheet?.merges.count ?? 0) + done.merges.count * rows.count <= mergeLimit else {
            throw Finding(.tooManyMerges, expected: "\(mergeLimit)", facts: ["sheet": name])
        }
        for row in rows {
            for (column, cell) in done.cells { sheet?.cells[CellAddress(row: row, column: column)] = cell }
            for merge in done.merges { try add(merge, in: row) }
        }
    }

    private mutating func add(_ merge: (column: Int, width: Int, height: Int), in row: Int) throws(Finding) {
        let first = CellAddress(row: row, column: merge.column)
        let last = CellAddress(row: row + merge.height - 1, column: merge.column + merge.width - 1)
        let range = CellRange(first, last)
        guard last.row < CellAddress.rowLimit, last.column < CellAddress.columnLimit else {
            throw Finding(.badMerge, found: "\(range)", facts: ["sheet": name])
        }
        sheet?.merges.append(range)
    }

    // MARK: Cells

    private mutating func openCell(_ element: Element) throws(Finding) {
        guard row != nil else { throw Finding(.badReference, found: element.name, facts: ["sheet": name]) }
        cell = SpreadsheetCell(
            element, repeats: try count("table:number-columns-repeated", of: element),
            width: try count("table:number-columns-spanned", of: element),
            height: try count("table:number-rows-spanned", of: element))
    }

    /// Puts the cell into the row as often as it is repeated, if it holds anything.
    private mutating func closeCell() throws(Finding) {
        guard let done = cell, let first = row?.columnCount else { return }
        cell = nil
        let columns = first..<first + done.repeats
        row?.columnCount = min(columns.upperBound, CellAddress.columnLimit)
        guard !done.isCovered else { return }
        let stored = try done.stored(in: name, at: CellAddress(row: rowCount, column: first))
        let isMerged = done.width > 1 || done.height > 1
        guard stored != nil || isMerged else { return }
        guard columns.upperBound <= CellAddress.columnLimit else {
            let last = CellAddress(row: rowCount, column: columns.upperBound - 1)
            throw Finding(.badReference, found: "\(last)", facts: ["sheet": name])
        }
        if isMerged { row?.merges += columns.map { ($0, done.width, done.height) } }
        guard let stored else { return }
        try checkCells((row?.cells.count ?? 0) + columns.count)
        row?.cells += columns.map { ($0, stored) }
    }

    /// What the workbook holds and is about to.
    private func checkCells(_ more: Int) throws(Finding) {
        guard cellsBefore + (sheet?.cells.count ?? 0) + more <= cellLimit else {
            throw Finding(.tooManyCells, expected: "\(cellLimit)", facts: ["sheet": name])
        }
    }

    private func checkLength() throws(Finding) {
        guard let cell, cell.content.isTooLong else { return }
        let address = CellAddress(row: rowCount, column: row?.columnCount ?? 0)
        throw Finding(
            .textTooLong, expected: "\(textLimit)", facts: ["place": "\(name)!\(address)"])
    }

    /// A repeat or a span: 1 where there is none, and never more than just past a sheet, so that sums stay small.
    private func count(_ attribute: String, of element: Element) throws(Finding) -> Int {
        guard let text = element[attribute] else { return 1 }
        guard let count = wholeNumber(text), count > 0 else {
            throw Finding(.badReference, found: text, facts: ["sheet": name])
        }
        return min(count, CellAddress.rowLimit + 1)
    }
}
