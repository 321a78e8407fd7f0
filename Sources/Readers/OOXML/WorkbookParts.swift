import Archive
import Model

/// The parts of an Office Open XML workbook, found by relationships: programs name them differently.
package struct WorkbookParts {
    /// The name of the workbook part, which may be any.
    package let main: String
    /// The sheets that have cells, in order.
    package let sheets: [SheetEntry]
    /// The names of all sheets in order, those of charts and dialogs too.
    package let names: [String]
    /// Whether the file is in the strict form (ECMA-376 part 1, annex A), which has other namespaces.
    package let isStrict: Bool
    private let relationships: Relationships

    /// A sheet in the workbook's list.
    package struct SheetEntry {
        /// The name of the sheet.
        package let name: String
        /// Whether it is hidden.
        package let visibility: Sheet.Visibility
        /// The name of its part.
        package let part: String
    }

    /// The namespaces of SpreadsheetML.
    package static let namespaces: Set = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]

    /// Finds the parts. Throws the refusal of a part (`A1xx`, `X1xx`) or of its content (`W22x`).
    package init(in archive: ZipArchive) throws(Finding) {
        guard let root = try Relationships(of: "", in: archive).first("officeDocument") else {
            throw Finding(.missingRelationship, found: "officeDocument", facts: ["part": "_rels/.rels"])
        }
        main = root.target
        isStrict = root.isStrict
        guard archive.contains(main) else { throw Finding(.missingPart, found: main, facts: ["part": "_rels/.rels"]) }
        let part = try WorkbookPart.known.read(
            main, in: archive, root: "workbook", namespaces: Self.namespaces, into: WorkbookPart())
        names = part.sheets.map(\.name)
        relationships = try Relationships(of: main, in: archive)
        sheets = try Self.worksheets(of: part, relationships, main: main)
    }

    /// The name of the part for a relationship of the workbook part, such as `styles`. Nil if there is none.
    package func related(_ kind: String) -> String? { relationships.first(kind)?.target }

    private static func worksheets(
        of part: WorkbookPart, _ relationships: Relationships, main: String
    ) throws(Finding) -> [SheetEntry] {
        let byID = Dictionary(relationships.all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var owners: [String: String] = [:]
        var worksheets: [SheetEntry] = []
        for entry in part.sheets {
            let relationship = byID[entry.relationship]
            switch relationship?.kind {
            case "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet":
                continue
            case "worksheet":
                let target = relationship?.target ?? ""
                // Otherwise one large part could be parsed for each of a thousand sheets.
                if let other = owners.updateValue(entry.name, forKey: target.lowercased()) {
                    throw Finding(.repeatedSheetPart, found: target, facts: ["sheet": entry.name, "other": other])
                }
                worksheets.append(SheetEntry(name: entry.name, visibility: entry.visibility, part: target))
            default:
                throw Finding(.missingRelationship, found: entry.name, facts: ["part": main])
            }
        }
        guard !worksheets.isEmpty else { throw Finding(.noWorksheet, facts: ["part": main]) }
        return worksheets
    }
}
