import Model

/// What the figures of a workbook are worked out from: formulas over further sheets.
package struct FigureSources {
    /// Without the `=`. Each gives what the report says: the figure's value, or "" for nothing.
    package var formulas: [FieldPath: String]
    /// Where a click on a figure leads, as in `SheetLayout.Cell.link`.
    package var places: [FieldPath: String]
    /// What stands behind the form's own sheets.
    package var sheets: [SheetLayout]

    package init(formulas: [FieldPath: String], places: [FieldPath: String], sheets: [SheetLayout]) {
        self.formulas = formulas
        self.places = places
        self.sheets = sheets
    }
}
