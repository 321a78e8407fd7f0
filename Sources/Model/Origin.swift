/// The cell that a value was read from, with its text and its formula.
public struct Origin: Hashable, Sendable {
    /// The name of the sheet; `[file]sheet` for a cell of last year's workbook.
    public var sheet: String
    /// The address on the sheet.
    public var cell: CellAddress
    /// The stored text. For a formula that was saved without its value, the formula itself with `=`.
    public var raw: String
    /// The formula that gave the value, without `=`; nil if the cell has none.
    /// Empty if the cell shares the formula of another cell whose text is not known.
    public var formula: String?

    /// Makes an origin of a sheet's name, an address and the cell's contents.
    public init(sheet: String, cell: CellAddress, raw: String, formula: String? = nil) {
        self.sheet = sheet
        self.cell = cell
        self.raw = raw
        self.formula = formula
    }

    /// The sheet and the address as spreadsheets print them: `表2!G31`.
    public var location: String { "\(sheet)!\(cell)" }
}
