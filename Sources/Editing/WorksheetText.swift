import Markup
import Model

/// A worksheet part being changed: its parts above the cells, in the schema's order.
struct WorksheetText {
    var text: PartText
    let root: PartElement

    /// CT_Worksheet, ECMA-376 part 1, §18.3.1.99. Controls stand in alternate content (part 3, §9.3).
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
        // Cells may be a million: only what stands beside them is looked at here.
        root = try text.root(depth: 1)
    }

    mutating func insert(_ element: String, named name: String) {
        text.insert(text.prefixed(element), named: name, into: root, order: Self.order)
    }
}

extension WorksheetText {
    /// Always true, and tells whose rule it is: programs keep it word for word, and ASCII byte for byte.
    private static let formula = "LEN(\"\(signature)\")>0"
    private static let signature = "nianbao"

    /// Whether there may be a rule of ours among these bytes.
    static func mayHoldMarks(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        // One letter at a time is many times faster than looking for the whole.
        while let first = rest.firstIndex(of: UInt8(ascii: "n")) {
            rest = rest[first...]
            if rest.starts(with: signature.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Lays fills over cells by a rule of ours (§18.3.1.18) in place of those of before: the cells' own formats stay.
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

    /// The rules of a conditional formatting. Below the root only these few are held.
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

/// Whose marks they are: begins our lines in notes, and the list's title.
let markName = "年报核对"
