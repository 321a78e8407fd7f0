import Archive
import Markup
import Model

/// Reads an OpenDocument spreadsheet (ODF 1.0 to 1.3, ISO/IEC 26300) as sheets of cells.
package enum ODSReader {
    /// The workbook in an .ods or .ots file, within the limits.
    ///
    /// Throws the refusal of an entry (`A1xx`), of its XML (`X1xx`) or of its content (`W22x`, `W23x`).
    package static func read(
        _ archive: ZipArchive, limits: WorkbookLimits = WorkbookLimits()
    ) throws(Finding) -> Workbook {
        let part = "content.xml"
        guard archive.contains(part) else {
            throw Finding(.missingPart, found: part, facts: ["part": "META-INF/manifest.xml"])
        }
        var content = ODSContent(limits: limits)
        try parse(
            archive.read(part), part: part, root: "document-content",
            namespaces: ["urn:oasis:names:tc:opendocument:xmlns:office:1.0"], into: &content)
        guard !content.sheets.isEmpty else { throw Finding(.noWorksheet, facts: ["part": part]) }
        return Workbook(sheets: content.sheets)
    }
}
