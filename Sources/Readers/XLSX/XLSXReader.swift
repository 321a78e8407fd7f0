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
    private let limits: WorkbookLimits
    private var sharedStrings: SharedStrings?

    /// The workbook in an .xlsx, .xlsm, .xltx or .xltm file, within the limits. `isWanted` gets the
    /// name of a sheet and says whether it is read.
    ///
    /// Throws the refusal of an entry (`A1xx`), of a part (`X1xx`) or of their content (`W22x`, `W23x`).
    package static func read(
        _ archive: ZipArchive, limits: WorkbookLimits = WorkbookLimits(),
        sheets isWanted: (String) -> Bool = { _ in true }
    ) throws(Finding) -> Workbook {
        var reader = try XLSXReader(archive, limits: limits)
        return try reader.workbook(isWanted)
    }

    private init(_ archive: ZipArchive, limits: WorkbookLimits) throws(Finding) {
        self.archive = archive
        self.limits = limits
        parts = try WorkbookParts(in: archive)
    }

    private mutating func workbook(_ isWanted: (String) -> Bool) throws(Finding) -> Workbook {
        var workbook = Workbook()
        for entry in parts.sheets where isWanted(entry.name) { workbook.sheets.append(try sheet(entry, after: workbook.sheets)) }
        return workbook
    }

    private mutating func sheet(_ entry: WorkbookParts.SheetEntry, after sheets: [Sheet]) throws(Finding) -> Sheet {
        var part = SheetPart(SheetBuilder(entry.name, visibility: entry.visibility, after: sheets, limits: limits))
        try parse(entry.part, root: "worksheet", into: &part)
        return try part.sheet { () throws(Finding) in try sharedTexts() }
    }

    private mutating func sharedTexts() throws(Finding) -> [String] {
        if let sharedStrings { return sharedStrings.texts }
        guard let target = parts.related("sharedStrings") else {
            throw Finding(.missingRelationship, found: "sharedStrings", facts: ["part": parts.main])
        }
        var strings = SharedStrings(limits: limits)
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
