/// The cell that something was read from, and the text that stands in it.
public struct Origin: Hashable, Sendable {
    /// The name of the sheet; `正文` or `表格1` for what a text document or a web page has.
    public var sheet: String
    /// The address on the sheet.
    public var cell: CellAddress
    /// The stored text; for a formula that was saved without its value the formula itself, with `=`.
    public var raw: String
    /// The formula that gave the value, without its `=`; empty where it is shared with a cell that does not give it.
    public var formula: String?

    /// The origin of a text in a cell.
    public init(sheet: String, cell: CellAddress, raw: String, formula: String? = nil) {
        self.sheet = sheet
        self.cell = cell
        self.raw = raw
        self.formula = formula
    }

    /// Sheet and address, such as `表2!G31`.
    public var location: String { "\(sheet)!\(cell)" }
}
