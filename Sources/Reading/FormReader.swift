import Forms

/// A form prepared for reading workbooks. It is made once for any number of workbooks.
package struct FormReader: Sendable {
    /// The form.
    package let form: Form
    /// The labels of year, contacts and sections.
    let labels: WrittenLabels
    /// The finders as `finders[table][block]`, in the form's order.
    let finders: [[BlockFinder]]

    /// Prepares a form.
    package init(_ form: Form) {
        self.form = form
        labels = WrittenLabels(form.definition)
        finders = form.tables.map { $0.blocks.map { BlockFinder(rows: $0.rows, columns: $0.columns) } }
    }
}
