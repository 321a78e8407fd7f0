import Archive
import Markup
import Model
import Readers

/// Changes somebody else's workbook in place: fills cells, or lays marks over them. Parts that are not concerned stay byte for
/// byte, and so does the rest of those that are.
package struct WorkbookEditor {
    var package: PackageEditor
    let parts: WorkbookParts

    /// Opens an .xlsx, .xlsm, .xltx or .xltm workbook. Throws what reading it throws.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        let archive = try ZipArchive(bytes, limits: limits)
        package = PackageEditor(archive)
        parts = try WorkbookParts(in: archive)
    }

    /// The workbook with its changes. Throws `A117`.
    package func bytes() throws(Finding) -> [UInt8] { try package.bytes() }

    /// The names of the sheets that have cells, in order.
    package var sheetNames: [String] { parts.sheets.map(\.name) }
    /// The names of all sheets, those without cells too.
    package var takenSheetNames: [String] { parts.names }

    /// The names of the sheets that were changed, in order.
    package var changedSheetNames: [String] { parts.sheets.filter { package.isChanged($0.part) }.map(\.name) }

    /// The file extension of this kind of workbook (`xlsx`, `xlsm`, `xltx`, `xltm`); Excel opens no file with another. Throws what
    /// reading the content types throws.
    package func fileExtension() throws(Finding) -> String {
        let type = try package.type(of: parts.main)?.lowercased() ?? ""
        return (type.contains("template") ? "xlt" : "xls") + (type.contains("macroenabled") ? "m" : "x")
    }

    /// Puts contents into cells, by the name of their sheet, and has programs compute all formulas when they open the workbook.
    /// Throws what reading the parts throws.
    package mutating func fill(_ contents: [String: [CellAddress: CellContent]]) throws(Finding) {
        for entry in parts.sheets {
            guard let cells = contents[entry.name] else { continue }
            var sheet = try worksheet(entry)
            try sheet.write(cells)
            package.write(sheet.text)
        }
        var workbook = try text(of: parts.main, root: "workbook")
        let root = try workbook.root(depth: 1)
        if let properties = root.first("calcPr") {
            workbook.set("fullCalcOnLoad", "1", of: properties.start)
        } else {
            workbook.insert(
                workbook.prefixed("<calcPr fullCalcOnLoad=\"1\"/>"), named: "calcPr", into: root, order: Self.workbookOrder)
        }
        package.write(workbook)
        // It may name a cell that has no formula any more, which Excel takes for damage. Excel makes a new one.
        if let chain = parts.related("calcChain") { try package.remove(chain, from: parts.main) }
    }

    /// The order of elements in CT_Workbook, ECMA-376 part 1, §18.2.27.
    private static let workbookOrder = [
        "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
        "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
        "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
    ]

    func text(of part: String, root: String) throws(Finding) -> PartText {
        try package.text(of: part, root: root, namespaces: WorkbookParts.namespaces)
    }

    func worksheet(_ entry: WorkbookParts.SheetEntry) throws(Finding) -> WorksheetText {
        try WorksheetText(text(of: entry.part, root: "worksheet"))
    }
}
