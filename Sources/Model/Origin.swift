/// The cell that something was read from, and the text that stands in it.
package struct Origin: Hashable, Sendable {
    package var sheet: String
    /// `D7`
    package var cell: String
    package var raw: String
    /// The formula that gave the value, without its `=`; empty where it is shared with a cell that does not give it.
    package var formula: String?

    package init(sheet: String, cell: String, raw: String, formula: String? = nil) {
        self.sheet = sheet
        self.cell = cell
        self.raw = raw
        self.formula = formula
    }
}
