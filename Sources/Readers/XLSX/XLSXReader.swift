import Archive
import Markup
import Model

/// Reads an Office Open XML workbook (ECMA-376, transitional and strict) as sheets of cells.
///
/// Only the parts that hold values are read: relationships, workbook, worksheets and, once a cell names one, shared
/// strings. Chart, dialog and macro sheets have no cells and are left out.
package struct XLSXReader {
    private let archive: ZipArchive
    private let parts: WorkbookParts
    private let cellLimit: Int
    private var sharedStrings: SharedStrings?

    /// The workbook in an .xlsx, .xlsm, .xltx or .xltm file, whose sheets together have at most `cellLimit`
    /// cells that hold something. `isWanted` tells by its name whether a sheet is read.
    ///
    /// Throws the refusal of an entry (`A1xx`), of a part (`X1xx`) or of what the parts say (`W22x`, `W23x`).
    package static func read(
        _ archive: ZipArchive, cellLimit: Int = 1_000_000,
        sheets isWanted: (String) -> Bool = { _ in true }
    ) throws(Finding) -> Workbook {
        var reader = try XLSXReader(archive, cellLimit: cellLimit)
        return try reader.workbook(isWanted)
    }

    private init(_ archive: ZipArchive, cellLimit: Int) throws(Finding) {
        self.archive = archive
        self.cellLimit = cellLimit
        parts = try WorkbookParts(in: archive)
    }

    private mutating func workbook(_ isWanted: (String) -> Bool) throws(Finding) -> Workbook {
        var workbook = Workbook()
        for entry in parts.sheets where isWanted(entry.name) { workbook.sheets.append(try sheet(entry, after: workbook.sheets)) }
        return workbook
    }

    /// One sheet; those before it have used up part of what a workbook may hold.
    private mutating func sheet(
        _ entry: WorkbookParts.SheetEntry, after sheets: [Sheet]
    ) throws(Finding) -> Sheet {
        var part = SheetPart(
            sheet: entry.name, cellLimit: cellLimit, cellsBefore: sheets.reduce(0) { $0 + $1.cells.count },
            mergesBefore: sheets.reduce(0) { $0 + $1.merges.count })
        try parse(entry.part, root: "worksheet", into: &part)
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
        guard let target = parts.related("sharedStrings") else {
            throw Finding(.missingRelationship, found: "sharedStrings", facts: ["part": parts.main])
        }
        var strings = SharedStrings()
        try parse(target, root: "sst", into: &strings)
        sharedStrings = strings
        return strings.texts
    }

    private func parse<Handler: MarkupHandler>(
        _ part: String, root: String, into handler: inout Handler
    ) throws(Finding) {
        guard archive.contains(part) else { throw Finding(.missingPart, found: part, facts: ["part": parts.main]) }
        try Markup.parse(archive.read(part), part: part, root: root, namespaces: WorkbookParts.namespaces, into: &handler)
    }
}
