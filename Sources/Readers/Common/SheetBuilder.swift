import Model

/// Puts together one sheet, within the limits of its workbook.
struct SheetBuilder {
    /// What was added so far.
    private(set) var sheet: Sheet
    private let limits: WorkbookLimits
    /// What the sheets before this one hold.
    private let cellsBefore: Int
    private let mergesBefore: Int

    init(_ name: String, visibility: Sheet.Visibility = .visible, after sheets: [Sheet], limits: WorkbookLimits) {
        sheet = Sheet(name: name, visibility: visibility)
        self.limits = limits
        cellsBefore = sheets.reduce(0) { $0 + $1.cells.count }
        mergesBefore = sheets.reduce(0) { $0 + $1.merges.count }
    }

    /// Makes room for the cells of a range, as far as that is a usual size.
    mutating func reserve(_ range: CellRange) { sheet.cells.reserveCapacity(min(range.rows.count * range.columns.count, 2_048)) }

    /// Adds a cell. Throws `W227` for a second one at its address, `W234` for one too many.
    mutating func add(_ cell: Cell, at address: CellAddress) throws(Finding) {
        guard sheet.cells.replace(cell, at: address) == nil else { throw refusal(.repeatedCell, at: address) }
        try limits.check(cells: cellsBefore + sheet.cells.count, sheet: sheet.name)
    }

    /// Throws `W235` for a text too long for the cell at the address.
    @inline(__always)
    func check(textLength length: Int, at address: CellAddress) throws(Finding) {
        try limits.check(textLength: length, in: "\(sheet.name)!\(address)")
    }

    /// Gives a cell that was added its text, which the file has elsewhere; takes the cell away if that is empty.
    mutating func setText(_ text: String, at address: CellAddress) {
        guard !text.isEmpty else {
            sheet.cells[address] = nil
            return
        }
        sheet.cells.change(at: address) { ($0.kind, $0.text) = (.text, text) }
    }

    /// Adds a merge. Throws `W231` for a range that is turned round or leaves a sheet of so many columns, `W233` for one merge
    /// too many.
    mutating func merge(_ range: CellRange, columnLimit: Int = CellAddress.columnLimit) throws(Finding) {
        guard range.first.row <= range.last.row, range.first.column <= range.last.column, range.last.row < CellAddress.rowLimit,
            range.last.column < columnLimit
        else { throw refusal(.badMerge, found: "\(range)") }
        try checkRoom(merges: 1)
        sheet.merges.append(range)
    }

    /// Adds a merge by its A1 reference. Throws `W231` for one that cannot be read, `W233` for one merge too many.
    mutating func merge(_ reference: String) throws(Finding) {
        guard let range = CellRange(reference) else { throw refusal(.badMerge, found: reference) }
        try merge(range)
    }

    /// Checks that so many more cells and merges may be added. Throws `W234`, `W233`.
    func checkRoom(cells: Int = 0, merges: Int = 0) throws(Finding) {
        try limits.check(cells: cellsBefore + sheet.cells.count + cells, sheet: sheet.name)
        try limits.check(merges: mergesBefore + sheet.merges.count + merges, sheet: sheet.name)
    }

    /// Throws `W232` for merges that overlap.
    func checkMerges() throws(Finding) {
        // From top to bottom, each range against those that begin within its rows.
        let sorted = sheet.merges.sorted { $0.first < $1.first }
        for (index, range) in sorted.enumerated() {
            for other in sorted[(index + 1)...] {
                guard other.first.row <= range.last.row else { break }
                if other.columns.overlaps(range.columns) {
                    throw Finding(.overlappingMerges, found: "\(range)", facts: ["sheet": sheet.name, "other": "\(other)"])
                }
            }
        }
    }

    /// A refusal of what the sheet has, at an address where there is one.
    func refusal(_ code: Finding.Code, at address: CellAddress? = nil, found: String? = nil) -> Finding {
        var facts = ["sheet": sheet.name]
        if let address { facts["cell"] = "\(address)" }
        return Finding(code, found: found, facts: facts)
    }
}
