/// A workbook as every reader gives it: sheets of cells, without their meaning in a form.
package struct Workbook: Hashable, Sendable {
    /// The sheets in the order of the workbook.
    package var sheets: [Sheet]

    /// Makes a workbook of these sheets.
    package init(sheets: [Sheet] = []) { self.sheets = sheets }
}

/// One sheet. Only cells that hold something are stored, among them formulas that give "".
package struct Sheet: Hashable, Sendable {
    /// ECMA-376 part 1, §18.18.68: a very hidden sheet cannot be shown from the program's menus.
    package enum Visibility: String, Hashable, Sendable { case visible, hidden, veryHidden }

    /// The name on the sheet's tab.
    package var name: String
    /// Whether the sheet is shown.
    package var visibility: Visibility
    /// The cells by their addresses.
    package var cells: CellGrid
    /// Ranges shown as one cell. They do not overlap, and the first cell of each holds the value.
    package var merges: [CellRange]

    /// Makes a sheet; it is visible and empty unless said otherwise.
    package init(
        name: String, visibility: Visibility = .visible, cells: CellGrid = [:], merges: [CellRange] = []
    ) {
        self.name = name
        self.visibility = visibility
        self.cells = cells
        self.merges = merges
    }

    /// Whether the text of cell A1 begins with `text`. The sheets that this program adds to workbooks are recognised by it.
    package func begins(with text: String) -> Bool { cells[CellAddress(row: 0, column: 0)]?.text.hasPrefix(text) == true }
}

/// A cell that holds something.
package struct Cell: Hashable, Sendable {
    /// The type of the stored value, or of the value that the formula gave.
    package enum Kind: Hashable, Sendable {
        case number, text, boolean, error
        /// A formula that was saved without the value it gives.
        case uncomputed
    }

    /// The type of `text`.
    package var kind: Kind
    /// The stored value: the digits of a number as the file has them, a text whole, `TRUE`, `#REF!`.
    package var text: String
    /// The formula that gave the value, without `=`; nil if there is none, empty if the cell shares that of another cell.
    package var formula: String?

    /// Makes a cell.
    package init(_ kind: Kind, _ text: String, formula: String? = nil) {
        self.kind = kind
        self.text = text
        self.formula = formula
    }

    /// Whether the cell shows nothing: its formula gives "".
    package var isBlank: Bool { text.isEmpty && kind != .uncomputed }
}
