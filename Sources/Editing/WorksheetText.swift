import Markup
import Model

/// A worksheet part being changed. Elements beside the cells are kept in the schema's order.
struct WorksheetText {
    var text: PartText
    let root: PartElement

    /// The order of elements in CT_Worksheet, ECMA-376 part 1, §18.3.1.99. Controls are in alternate content (part 3, §9.3).
    private static let order = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
        "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
        "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "mc:AlternateContent",
        "webPublishItems", "tableParts", "extLst",
    ]

    init(_ text: PartText) throws(Finding) {
        self.text = text
        // Only the elements beside the cells, which may be a million.
        root = try text.root(depth: 1)
    }

    mutating func insert(_ element: String, named name: String) {
        text.insert(text.prefixed(element), named: name, into: root, order: Self.order)
    }
}

extension WorksheetText {
    /// The formula of our rule: always true, and recognisable, since programs keep formulas and change no ASCII in them.
    private static let formula = "LEN(\"\(signature)\")>0"
    private static let signature = "nianbao"

    /// Whether a part may have a rule of ours.
    static func mayHoldMarks(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        // Looking for the first letter is many times faster than looking for the whole.
        while let first = rest.firstIndex(of: UInt8(ascii: "n")) {
            rest = rest[first...]
            if rest.starts(with: signature.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Replaces our fills by these, each a rule over its cells (§18.3.1.18) with a format's index in `dxfs`. The cells' own formats
    /// stay.
    mutating func highlight(_ fills: [(format: Int, cells: [CellAddress])]) throws(Finding) {
        var priority = 0
        for element in root.all("conditionalFormatting") {
            let rules = try rules(of: element)
            let ours = rules.filter(\.isOurs)
            if ours.count == rules.count, !ours.isEmpty {
                text.replace(element.range, with: "")
            } else {
                for rule in ours { text.replace(rule.range, with: "") }
            }
            priority = rules.filter { !$0.isOurs }.map(\.priority).reduce(priority, max)
        }
        let formula = Escaping.escaped(Self.formula)
        for (format, cells) in fills where !cells.isEmpty {
            priority += 1
            let cells = cells.sorted().map(\.description).joined(separator: " ")
            insert(
                "<conditionalFormatting sqref=\"\(cells)\"><cfRule type=\"expression\" dxfId=\"\(format)\" priority=\"\(priority)\">"
                    + "<formula>\(formula)</formula></cfRule></conditionalFormatting>", named: "conditionalFormatting")
        }
    }

    /// The rules of a conditional formatting.
    private func rules(of element: PartElement) throws(Finding) -> [(range: Range<Int>, priority: Int, isOurs: Bool)] {
        var rules: [(range: Range<Int>, priority: Int, isOurs: Bool)] = []
        var position = element.content.lowerBound
        var start: Tag?
        while let tag = text.nextTag(at: &position), tag.range.lowerBound < element.content.upperBound {
            guard text.isNamed(tag, "cfRule", prefix: text.prefix) else { continue }
            if tag.kind != .end { start = tag }
            guard tag.kind != .start, let open = start else { continue }
            let range = open.range.lowerBound..<tag.range.upperBound
            let priority = text.attribute("priority", of: open).flatMap { Int32($0) } ?? 0
            rules.append((range, Int(priority), text.bytes[range].contains(Array(Self.signature.utf8))))
        }
        return rules
    }
}

/// The program's name in marks: the beginning of our lines in notes and of the list's title.
let markName = "年报核对"
