import Model

/// Reads a workbook of Excel 97 to 2003 (BIFF8, [MS-XLS]), which WPS also names .et, as sheets of cells.
///
/// Formulas are not decompiled: a cell that has one has the empty formula. Dates are the numbers that they are stored as.
package enum XLSReader {
    /// The workbook in the bytes of an .xls or .et file, within the limits.
    ///
    /// Throws the kind of another file (`W202`–`W204`), or the first error (`W22x`, `W23x`, `W24x`).
    package static func read(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(Finding) -> Workbook {
        let file = try CompoundFile(bytes)
        guard let stream = try file.stream("Workbook") else {
            throw Finding(try file.stream("Book") == nil ? .otherCompoundFile : .olderWorkbook)
        }
        let book = try BIFFBook(stream, limits: limits)
        var workbook = Workbook()
        var owners: [Int: String] = [:]
        // Sheets that share records would take more time than the stream has bytes.
        var unread = stream.count
        for entry in book.sheets {
            if let other = owners.updateValue(entry.name, forKey: entry.position) {
                let facts = ["sheet": entry.name, "other": other]
                throw Finding(.repeatedSheetPart, found: "\(entry.position)", facts: facts)
            }
            let sheet = try BIFFSheet(
                in: stream, at: entry.position, texts: book.texts,
                SheetBuilder(entry.name, visibility: entry.visibility, after: workbook.sheets, limits: limits))
            unread -= sheet.length
            guard unread >= 0 else { throw sheet.damage }
            workbook.sheets.append(sheet.sheet)
        }
        guard !workbook.sheets.isEmpty else { throw Finding(.noWorksheet, facts: ["part": "Workbook"]) }
        return workbook
    }
}
