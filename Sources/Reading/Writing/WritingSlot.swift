import Model

/// The cells of a workbook that take a written value: a contact, the year, the title or a section.
package struct WritingSlot: Hashable, Sendable {
    /// The value that the cells take. Contacts and sections are given by their ids.
    package enum Value: Hashable, Sendable {
        case agency(String)
        case year
        /// The title line, with the words after agency and year as the cell has them.
        case title(String)
        case section(String)
    }

    /// The value that the cells take.
    package let value: Value
    /// The name of the sheet.
    package let sheet: String
    /// The cells, in order. The first takes the text; a section goes on in the others if it is too long for one cell.
    package let cells: [CellAddress]
    /// The text before the value in the same cell, such as `填报单位：`.
    package var lead = ""
    /// Cells with further paragraphs of the former text, which must be emptied.
    package var cleared: [CellAddress] = []
}
