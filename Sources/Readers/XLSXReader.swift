import Archive
import Findings
import Grid
import Markup

/// Reads an Office Open XML workbook (ECMA-376, transitional and strict) as sheets of cells.
///
/// Only the parts that hold values are read: relationships, workbook, worksheets and, once a cell names one, shared
/// strings. Chart, dialog and macro sheets have no cells and are left out.
public struct XLSXReader {
    private let archive: ZipArchive
    /// The name of the workbook part, which may stand anywhere.
    private let main: String
    private let relationships: Relationships
    private let cellLimit: Int
    private var sharedStrings: SharedStrings?

    private static let namespaces: Set = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]

    /// The workbook in the bytes of an .xlsx, .xlsm, .xltx or .xltm file, whose sheets together have at most `cellLimit`
    /// cells that hold something.
    ///
    /// Throws the refusal of the archive (`A1xx`), of a part (`X1xx`) or of what the parts say (`W22x`, `W23x`).
    public static func read(
        _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits(), cellLimit: Int = 1_000_000
    ) throws(Finding) -> Workbook {
        var reader = try XLSXReader(ZipArchive(bytes, limits: limits), cellLimit: cellLimit)
        return try reader.workbook()
    }

    private init(_ archive: ZipArchive, cellLimit: Int) throws(Finding) {
        guard let main = try Relationships(of: "", in: archive).first("officeDocument")?.target else {
            throw Finding(.missingRelationship, found: "officeDocument", facts: ["part": "_rels/.rels"])
        }
        self.archive = archive
        self.cellLimit = cellLimit
        self.main = main
        relationships = try Relationships(of: main, in: archive)
    }

    private mutating func workbook() throws(Finding) -> Workbook {
        var part = WorkbookPart()
        try parse(main, namedBy: "_rels/.rels", root: "workbook", into: &part)
        var workbook = Workbook()
        for (entry, target) in try worksheets(of: part) {
            workbook.sheets.append(try sheet(entry, from: target, after: workbook.sheets))
        }
        guard !workbook.sheets.isEmpty else { throw Finding(.noWorksheet, facts: ["part": main]) }
        return workbook
    }

    /// The sheets that have cells, each with the name of its part.
    private func worksheets(of part: WorkbookPart) throws(Finding) -> [(WorkbookPart.SheetEntry, target: String)] {
        let byID = Dictionary(relationships.all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var owners: [String: String] = [:]
        var worksheets: [(WorkbookPart.SheetEntry, target: String)] = []
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
                worksheets.append((entry, target))
            default:
                throw Finding(.missingRelationship, found: entry.name, facts: ["part": main])
            }
        }
        return worksheets
    }

    /// One sheet; those before it have used up part of what a workbook may hold.
    private mutating func sheet(
        _ entry: WorkbookPart.SheetEntry, from target: String, after sheets: [Sheet]
    ) throws(Finding) -> Sheet {
        var part = SheetPart(
            sheet: entry.name, cellLimit: cellLimit, cellsBefore: sheets.reduce(0) { $0 + $1.cells.count },
            mergesBefore: sheets.reduce(0) { $0 + $1.merges.count })
        try parse(target, namedBy: main, root: "worksheet", into: &part)
        try checkMerges(part.merges, of: entry.name)
        var sheet = Sheet(name: entry.name, visibility: entry.visibility, cells: part.cells, merges: part.merges)
        guard !part.shared.isEmpty else { return sheet }
        let texts = try sharedTexts()
        for (address, index) in part.shared {
            guard texts.indices.contains(index) else {
                throw Finding(
                    .badSharedString, found: "\(index)", facts: ["sheet": entry.name, "cell": "\(address)"])
            }
            if texts[index].isEmpty {
                sheet.cells[address] = nil
            } else {
                sheet.cells[address]?.text = texts[index]
            }
        }
        return sheet
    }

    private mutating func sharedTexts() throws(Finding) -> [String] {
        if let sharedStrings { return sharedStrings.texts }
        guard let target = relationships.first("sharedStrings")?.target else {
            throw Finding(.missingRelationship, found: "sharedStrings", facts: ["part": main])
        }
        var strings = SharedStrings()
        try parse(target, namedBy: main, root: "sst", into: &strings)
        sharedStrings = strings
        return strings.texts
    }

    private func parse<Handler: MarkupHandler>(
        _ part: String, namedBy source: String, root: String, into handler: inout Handler
    ) throws(Finding) {
        guard archive.contains(part) else { throw Finding(.missingPart, found: part, facts: ["part": source]) }
        try Markup.parse(archive.read(part), part: part, root: root, namespaces: Self.namespaces, into: &handler)
    }
}
