import Markup
import Model

/// Reads the sheets of an OpenDocument spreadsheet with cells and merges (ODF 1.3 part 3, §9).
struct ODSContent: MarkupHandler {
    private(set) var sheets: [Sheet] = []

    private let limits: WorkbookLimits
    /// The name of the open table style, and the names of those that hide a sheet.
    private var style: String?
    private var hiddenStyles: Set<String> = []
    private var sheet: SheetBuilder?
    /// Rows of the sheet that have ended, the repeated ones included.
    private var rowCount = 0
    private var row: OpenRow?
    private var cell: ODSCell?
    /// The depth within an element that is not part of a value; 0 outside.
    private var skipped = 0

    /// A row, which may be repeated.
    private struct OpenRow {
        var repeats: Int
        var columnCount = 0
        var cells: [(column: Int, cell: Cell)] = []
        var merges: [(column: Int, width: Int, height: Int)] = []
    }

    /// Elements are known by the prefixes that all programs write, so these must stand for the usual namespaces.
    private static let prefixes = ["office", "table", "text"]

    /// Elements that are skipped: notes, drawings, deleted cells, copies of cells in other files, phonetic hints.
    private static let leftOut: Set = [
        "annotation", "forms", "table:tracked-changes", "table:dde-links", "table:shapes", "text:ruby-text",
    ]

    init(limits: WorkbookLimits) { self.limits = limits }

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
        // A table inside a cell, or LibreOffice's copy of a sheet in another file.
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

    private mutating func openSheet(_ element: Element) throws(Finding) {
        try limits.check(sheets: sheets.count + 1)
        let isHidden = element["table:style-name"].map(hiddenStyles.contains) == true
        sheet = SheetBuilder(
            element["table:name"] ?? "", visibility: isHidden ? .hidden : .visible, after: sheets, limits: limits)
        rowCount = 0
    }

    private mutating func closeSheet() throws(Finding) {
        guard let done = sheet else { return }
        try done.checkMerges()
        sheets.append(done.sheet)
        sheet = nil
    }

    private func badReference(_ found: String) -> Finding {
        sheet?.refusal(.badReference, found: found) ?? Finding(.badReference, found: found, facts: ["sheet": ""])
    }

    // MARK: Rows

    /// Adds the row as often as it is repeated, if it holds anything.
    private mutating func closeRow() throws(Finding) {
        guard let done = row else { return }
        row = nil
        let rows = rowCount..<rowCount + done.repeats
        rowCount = min(rows.upperBound, CellAddress.rowLimit)
        guard !done.cells.isEmpty || !done.merges.isEmpty else { return }
        guard rows.upperBound <= CellAddress.rowLimit else { throw badReference("\(rows.upperBound)") }
        try sheet?.checkRoom(cells: done.cells.count * rows.count, merges: done.merges.count * rows.count)
        for row in rows {
            for (column, cell) in done.cells { try sheet?.add(cell, at: CellAddress(row: row, column: column)) }
            for merge in done.merges {
                let first = CellAddress(row: row, column: merge.column)
                let last = CellAddress(row: row + merge.height - 1, column: merge.column + merge.width - 1)
                try sheet?.merge(CellRange(first, last))
            }
        }
    }

    // MARK: Cells

    private mutating func openCell(_ element: Element) throws(Finding) {
        guard row != nil else { throw badReference(element.name) }
        cell = ODSCell(
            element, limits: limits, repeats: try count("table:number-columns-repeated", of: element),
            width: try count("table:number-columns-spanned", of: element),
            height: try count("table:number-rows-spanned", of: element))
    }

    /// Adds the cell to the row as often as it is repeated, if it holds anything.
    private mutating func closeCell() throws(Finding) {
        guard let done = cell, let sheet, let first = row?.columnCount else { return }
        cell = nil
        let columns = first..<first + done.repeats
        row?.columnCount = min(columns.upperBound, CellAddress.columnLimit)
        guard !done.isCovered else { return }
        let stored = try done.stored(in: sheet, at: CellAddress(row: rowCount, column: first))
        let isMerged = done.width > 1 || done.height > 1
        guard stored != nil || isMerged else { return }
        guard columns.upperBound <= CellAddress.columnLimit else {
            let last = CellAddress(row: rowCount, column: columns.upperBound - 1)
            throw badReference("\(last)")
        }
        if isMerged { row?.merges += columns.map { ($0, done.width, done.height) } }
        guard let stored else { return }
        try sheet.checkRoom(cells: (row?.cells.count ?? 0) + columns.count)
        row?.cells += columns.map { ($0, stored) }
    }

    private func checkLength() throws(Finding) {
        guard let length = cell?.content.text.utf8.count else { return }
        try sheet?.check(textLength: length, at: CellAddress(row: rowCount, column: row?.columnCount ?? 0))
    }

    /// The number of a repeat or span: 1 if it is missing, and at most one more than the rows of a sheet, so that sums cannot
    /// overflow. Throws `W226`.
    private func count(_ attribute: String, of element: Element) throws(Finding) -> Int {
        guard let text = element[attribute] else { return 1 }
        guard let count = Int(digits: text), count > 0 else { throw badReference(text) }
        return min(count, CellAddress.rowLimit + 1)
    }
}
