import Model

/// How much a workbook may hold, whatever its format, and the refusals of what passes that.
package struct WorkbookLimits: Hashable, Sendable {
    /// Cells that hold something, all sheets together. Of documents, lines and blank cells of tables count too.
    package var cells = 1_000_000
    /// Merges, all sheets together.
    package var merges = 50_000
    /// Sheets with cells.
    package var sheets = 1_000
    /// UTF-8 bytes of one text. Excel's own limit of 32,767 characters is exceeded by other programs.
    package var textLength = 1_000_000
    /// Tables of a document that stand in each other.
    package var tableDepth = 64

    /// The usual limits.
    package init() {}

    /// Limits that differ from the usual ones in the number of cells only.
    package init(cells: Int) { self.cells = cells }

    /// Columns that the cells of a document's tables may cover: wide cells, and those below tall ones, take time without being
    /// many.
    var coveredColumns: Int { 16 * cells }

    /// Throws `W224`.
    func check(sheets count: Int) throws(Finding) {
        guard count <= sheets else { throw Finding(.tooManySheets, expected: "\(sheets)") }
    }

    /// Throws `W234`.
    func check(cells count: Int, sheet: String) throws(Finding) {
        guard count <= cells else { throw Finding(.tooManyCells, expected: "\(cells)", facts: ["sheet": sheet]) }
    }

    /// Throws `W234`.
    func check(coveredColumns count: Int, sheet: String) throws(Finding) {
        guard count <= coveredColumns else {
            throw Finding(.tooManyCells, expected: "\(coveredColumns)", facts: ["sheet": sheet])
        }
    }

    /// Throws `W233`.
    func check(merges count: Int, sheet: String) throws(Finding) {
        guard count <= merges else { throw Finding(.tooManyMerges, expected: "\(merges)", facts: ["sheet": sheet]) }
    }

    /// Throws `W235`, which names where the text stands.
    @inline(__always)
    func check(textLength length: Int, in location: @autoclosure () -> String) throws(Finding) {
        guard length <= textLength else {
            throw Finding(.textTooLong, expected: "\(textLength)", facts: ["place": location()])
        }
    }

    /// Throws `W236`.
    func check(tableDepth depth: Int, sheet: String) throws(Finding) {
        guard depth <= tableDepth else { throw Finding(.tablesTooDeep, expected: "\(tableDepth)", facts: ["sheet": sheet]) }
    }
}
