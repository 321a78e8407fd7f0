/// The cell that something was read from, and the text that stands in it.
package struct Origin: Hashable, Sendable {
    package var sheet: String
    package var cell: CellAddress
    /// The stored text; for a formula that was saved without its value the formula itself, with `=`.
    package var raw: String
    /// The formula that gave the value, without its `=`; empty where it is shared with a cell that does not give it.
    package var formula: String?

    package init(sheet: String, cell: CellAddress, raw: String, formula: String? = nil) {
        self.sheet = sheet
        self.cell = cell
        self.raw = raw
        self.formula = formula
    }

    /// As a person finds it: `表2!G31`.
    package var location: String { "\(sheet)!\(cell)" }
}
