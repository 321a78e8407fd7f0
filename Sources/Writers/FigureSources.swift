import Model

/// Formulas that the figures of a workbook are worked out by, and the sheets that these formulas are over.
package struct FigureSources {
    /// Without the `=`, by figure. Each must give what the report says: the value, or "" for a blank.
    package var formulas: [FieldPath: String]
    /// Where a click on a figure leads, as in `SheetLayout.Cell.link`.
    package var links: [FieldPath: String]
    /// Further sheets, behind the form's own.
    package var sheets: [SheetLayout]

    /// Figures without a formula stand as they are.
    package init(formulas: [FieldPath: String], links: [FieldPath: String], sheets: [SheetLayout]) {
        self.formulas = formulas
        self.links = links
        self.sheets = sheets
    }
}
