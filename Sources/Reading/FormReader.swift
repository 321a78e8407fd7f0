import Forms

/// A form with what reading a workbook by it needs: made once, however many workbooks follow.
package struct FormReader: Sendable {
    package let form: Form
    /// The labels of what is written in the form: year, contacts, sections.
    let labels: WrittenLabels
    /// `finders[table][block]`, in the form's order.
    let finders: [[BlockFinder]]

    package init(_ form: Form) {
        self.form = form
        labels = WrittenLabels(form.definition)
        finders = form.tables.map { $0.blocks.map { BlockFinder(rows: $0.rows, columns: $0.columns) } }
    }
}
