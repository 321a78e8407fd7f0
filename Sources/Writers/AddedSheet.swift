import Grid

/// A sheet that stands in a report's workbook and says nothing of the report: what a sum was made of.
public enum AddedSheet {
    /// What the text in the first cell of each begins with.
    public static let titleStart = "【年报汇总】"

    public static func isOne(_ sheet: Sheet) -> Bool {
        sheet.cells[CellAddress(row: 0, column: 0)]?.text.hasPrefix(titleStart) == true
    }
}
