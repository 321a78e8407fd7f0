import Archive
import Model

/// Where the parts of an Office Open XML workbook are, by its relationships: their names are each program's own.
package struct WorkbookParts {
    /// The name of the workbook part, which may stand anywhere.
    package let main: String
    /// The sheets that have cells, in order.
    package let sheets: [SheetEntry]
    /// The names of all sheets, charts and dialogs too.
    package let names: [String]
    /// Whether the file is in the strict form (ECMA-376 part 1, annex A), whose namespaces are others.
    package let isStrict: Bool
    private let relationships: Relationships

    /// A sheet as the workbook lists it, and the name of the part that it stands in.
    package struct SheetEntry {
        package let name: String
        package let visibility: Sheet.Visibility
        package let part: String
    }

    /// The namespaces of SpreadsheetML.
    package static let namespaces: Set = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]

    /// Throws the refusal of a part (`X1xx`) or of what the parts say (`W22x`).
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

    /// The part that the workbook part leads to by a relationship of this kind, such as `styles`.
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
                // One large part named by every sheet would be parsed a thousand times.
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
