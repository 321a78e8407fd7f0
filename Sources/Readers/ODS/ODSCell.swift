import Markup
import Model

/// A cell of an OpenDocument spreadsheet (ODF 1.3 part 3, §9.1.4 and §19.387).
struct ODSCell {
    let repeats: Int
    let width: Int
    let height: Int
    /// Whether a merge covers it; its content is then not shown.
    let isCovered: Bool
    var content: ODSParagraphs

    private let type: String?
    private let value: String?
    private let formula: String?
    private let saysError: Bool

    private static let errors: Set = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]

    init(_ element: Element, limits: WorkbookLimits, repeats: Int, width: Int, height: Int) {
        content = ODSParagraphs(limits: limits)
        (self.repeats, self.width, self.height) = (repeats, width, height)
        isCovered = element.name == "table:covered-table-cell"
        type = element["office:value-type"]
        formula = element["table:formula"].map(ODSFormula.shown)
        saysError = element["calcext:value-type"] == "error"
        value =
            switch type {
            case "boolean": element["office:boolean-value"]
            case "string": element["office:string-value"]
            case "date": element["office:date-value"]
            case "time": element["office:time-value"]
            default: element["office:value"]
            }
    }

    /// The cell to be stored; nil for a blank one. Dates and times are stored as they are shown. Throws `W228`, `W230`, `W235`.
    func stored(in sheet: SheetBuilder, at address: CellAddress) throws(Finding) -> Cell? {
        // The attribute of a text comes before its paragraphs, but LibreOffice leaves that of an error empty.
        let shown = type == "string" || content.text.isEmpty ? value.flatMap(\.nonEmpty) ?? content.text : content.text
        try sheet.check(textLength: shown.utf8.count, at: address)
        if saysError || formula != nil && isError(shown) { return Cell(.error, shown, formula: formula) }
        // A formula that gives "" has an empty paragraph, and in files of LibreOffice no type.
        if formula != nil, shown.isEmpty, !content.hasParagraph, type != "string" {
            return Cell(.uncomputed, "", formula: formula)
        }
        switch type {
        case "float", "percentage", "currency":
            guard let value, !value.isEmpty else { return shown.isEmpty ? nil : Cell(.text, shown, formula: formula) }
            return Cell(.number, value, formula: formula)
        case "boolean":
            guard let word = ["false": "FALSE", "true": "TRUE"][value ?? ""] else {
                throw sheet.refusal(.badBoolean, at: address, found: value ?? "")
            }
            return Cell(.boolean, word, formula: formula)
        case "string", "date", "time", "void", nil:
            return shown.isEmpty ? nil : Cell(.text, shown, formula: formula)
        case .some(let other):
            throw sheet.refusal(.unknownCellType, at: address, found: other)
        }
    }

    private func isError(_ text: String) -> Bool {
        if Self.errors.contains(text) { return true }
        return text.hasPrefix("Err:") && Int(digits: String(text.dropFirst(4))) != nil
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
