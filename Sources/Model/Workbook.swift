/// A workbook as every reader gives it: sheets of cells, and nothing of what they mean.
package struct Workbook: Hashable, Sendable {
    package var sheets: [Sheet]

    package init(sheets: [Sheet] = []) { self.sheets = sheets }
}

/// One sheet. Only cells that hold something are stored, a formula that gives nothing too.
package struct Sheet: Hashable, Sendable {
    /// ECMA-376 §18.18.68: a very hidden sheet cannot be shown from the program's menus.
    package enum Visibility: String, Hashable, Sendable { case visible, hidden, veryHidden }

    package var name: String
    package var visibility: Visibility
    package var cells: CellGrid
    package var merges: [CellRange]

    package init(
        name: String, visibility: Visibility = .visible, cells: CellGrid = [:], merges: [CellRange] = []
    ) {
        self.name = name
        self.visibility = visibility
        self.cells = cells
        self.merges = merges
    }
}

extension Sheet {
    /// Whether the text of the first cell begins so: by it the sheets are known again that this program adds to workbooks.
    package func begins(with text: String) -> Bool { cells[CellAddress(row: 0, column: 0)]?.text.hasPrefix(text) == true }
}

/// A cell that holds something.
package struct Cell: Hashable, Sendable {
    /// What is stored, or what the formula gave.
    package enum Kind: Hashable, Sendable {
        case number, text, boolean, error
        /// A formula that was stored without the value it gives.
        case uncomputed
    }

    package var kind: Kind
    /// What is stored: the digits of a number as the file has them, a text whole, `TRUE`, `#REF!`.
    package var text: String
    /// The formula that gave the value; empty where it is shared with a cell that does not give it.
    package var formula: String?

    package init(_ kind: Kind, _ text: String, formula: String? = nil) {
        self.kind = kind
        self.text = text
        self.formula = formula
    }

    /// A formula that gives "".
    package var isBlank: Bool { text.isEmpty && kind != .uncomputed }
}
