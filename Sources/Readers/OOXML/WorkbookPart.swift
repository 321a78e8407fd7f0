import Markup
import Model

/// Reads the sheets of the workbook part in order (ECMA-376 part 1, §18.2.20).
struct WorkbookPart: MarkupHandler, Sendable {
    static let known = KnownParts<WorkbookPart>()

    struct SheetEntry: Sendable {
        var name: String
        var visibility: Sheet.Visibility
        var relationship: String
    }

    private(set) var sheets: [SheetEntry] = []
    /// True after the sheets. Defined names follow, in our own template one per figure: a tenth of the work of reading it.
    private(set) var isDone = false

    private let limits = WorkbookLimits()

    mutating func start(_ element: Element) throws(Finding) {
        guard element.name == "sheet" else { return }
        try limits.check(sheets: sheets.count + 1)
        sheets.append(
            SheetEntry(
                name: (element["name"] ?? "").withoutCellEscapes,
                visibility: element["state"].flatMap(Sheet.Visibility.init) ?? .visible,
                relationship: element["id", in: Relationships.namespaces] ?? ""))
    }

    mutating func end(_ name: String) { if name == "sheets" { isDone = true } }
}
