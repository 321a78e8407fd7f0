/// A workbook as every reader gives it: sheets of cells, and nothing of what they mean.
public struct Workbook: Hashable, Sendable {
    public var sheets: [Sheet]

    public init(sheets: [Sheet] = []) { self.sheets = sheets }
}

/// One sheet. Only cells that hold something are stored, a formula that gives nothing too.
public struct Sheet: Hashable, Sendable {
    /// ECMA-376 §18.18.68: a very hidden sheet cannot be shown from the program's menus.
    public enum Visibility: String, Hashable, Sendable { case visible, hidden, veryHidden }

    public var name: String
    public var visibility: Visibility
    public var cells: [CellAddress: Cell]
    public var merges: [CellRange]

    public init(
        name: String, visibility: Visibility = .visible, cells: [CellAddress: Cell] = [:], merges: [CellRange] = []
    ) {
        self.name = name
        self.visibility = visibility
        self.cells = cells
        self.merges = merges
    }
}

extension Sheet {
    /// Whether the text of the first cell begins so: by it the sheets are known again that this program adds to workbooks.
    public func begins(with text: String) -> Bool { cells[CellAddress(row: 0, column: 0)]?.text.hasPrefix(text) == true }
}

/// A cell that holds something.
public struct Cell: Hashable, Sendable {
    /// What is stored, or what the formula gave.
    public enum Kind: Hashable, Sendable {
        case number, text, boolean, error
        /// A formula that was stored without the value it gives.
        case uncomputed
    }

    public var kind: Kind
    /// What is stored: the digits of a number as the file has them, a text whole, `TRUE`, `#REF!`.
    public var text: String
    /// The formula that gave the value; empty where it is shared with a cell that does not give it.
    public var formula: String?

    public init(_ kind: Kind, _ text: String, formula: String? = nil) {
        self.kind = kind
        self.text = text
        self.formula = formula
    }

    /// A formula that gives "".
    public var isBlank: Bool { text.isEmpty && kind != .uncomputed }
}
