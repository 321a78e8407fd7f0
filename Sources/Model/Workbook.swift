/// A workbook as every reader gives it: sheets of cells, without their meaning.
package struct Workbook: Hashable, Sendable {
    package var sheets: [Sheet]

    package init(sheets: [Sheet] = []) { self.sheets = sheets }
}

/// One sheet. Only cells that hold something are stored; a formula that gives "" counts as something.
package struct Sheet: Hashable, Sendable {
    /// ECMA-376 part 1, §18.18.68: a very hidden sheet cannot be shown from the program's menus.
    package enum Visibility: String, Hashable, Sendable { case visible, hidden, veryHidden }

    package var name: String
    package var visibility: Visibility
    package var cells: CellGrid
    /// Ranges shown as one cell; they do not overlap, and the first cell of each holds the value.
    package var merges: [CellRange]

    package init(
        name: String, visibility: Visibility = .visible, cells: CellGrid = [:], merges: [CellRange] = []
    ) {
        self.name = name
        self.visibility = visibility
        self.cells = cells
        self.merges = merges
    }

    /// Whether the text of the first cell begins so. By it the sheets are recognised that this program adds to workbooks.
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

    package var kind: Kind
    /// The stored value: the digits of a number as the file has them, a text whole, `TRUE`, `#REF!`.
    package var text: String
    /// The formula that gave the value, without `=`; empty if the cell shares the formula of another one.
    package var formula: String?

    package init(_ kind: Kind, _ text: String, formula: String? = nil) {
        self.kind = kind
        self.text = text
        self.formula = formula
    }

    /// Whether it is a formula that gives "".
    package var isBlank: Bool { text.isEmpty && kind != .uncomputed }
}
