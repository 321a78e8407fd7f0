import Archive
import Markup
import Model

/// Reads an Office Open XML text document (ECMA-376, transitional and strict) as sheets of cells: its paragraphs on the
/// sheet `正文`, each table on its own, `表格1` and so on.
///
/// Reads what is shown: insertions but no deletions, the results of fields, automatic numbers, text boxes once. Leaves out headers,
/// footers, notes and comments.
package enum DOCXReader {
    /// The document in a .docx, .docm, .dotx or .dotm file, within the limits.
    ///
    /// Throws the refusal of an entry (`A1xx`), of a part (`X1xx`) or of their content (`W22x`, `W23x`).
    package static func read(
        _ archive: ZipArchive, limits: WorkbookLimits = WorkbookLimits()
    ) throws(Finding) -> Workbook {
        guard let main = try Relationships(of: "", in: archive).first("officeDocument")?.target else {
            throw Finding(.missingRelationship, found: "officeDocument", facts: ["part": "_rels/.rels"])
        }
        guard archive.contains(main) else { throw Finding(.missingPart, found: main, facts: ["part": "_rels/.rels"]) }
        var numbering = DOCXNumbering()
        var styles = DOCXStyles()
        let relationships = try Relationships(of: main, in: archive)
        func read<Handler: MarkupHandler>(_ part: String, root: String, into handler: inout Handler) throws(Finding) {
            try parse(archive.read(part), part: part, root: root, namespaces: DOCXContent.namespaces, into: &handler)
        }
        // Styles give text only through lists.
        if let part = relationships.first("numbering")?.target, archive.contains(part) {
            try read(part, root: "numbering", into: &numbering)
            if let part = relationships.first("styles")?.target, archive.contains(part) {
                try read(part, root: "styles", into: &styles)
            }
        }
        var content = DOCXContent(limits: limits, numbering: numbering, styles: styles)
        try read(main, root: "document", into: &content)
        return try content.workbook()
    }
}
