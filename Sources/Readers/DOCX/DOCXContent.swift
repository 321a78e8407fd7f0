import Markup
import Model

/// Reads the main part of a text document: paragraphs and tables as they are shown (ECMA-376 part 1, §17.2 to §17.4).
struct DOCXContent: MarkupHandler {
    private var document: DocumentBuilder
    private var numbering: DOCXNumbering
    private let styles: DOCXStyles
    /// The names of the open elements that are not skipped.
    private var path: [String] = []
    /// The depth within an element that is not shown; 0 outside.
    private var skipped = 0
    /// The open paragraphs: one in a text box is inside another.
    private var paragraphs: [Paragraph] = []
    /// The text of the open `t`.
    private var content: String?
    private var keepsBlanks = false
    private var isHidden = false
    private var rowIsDeleted = false
    /// For each open `AlternateContent`, whether a choice was taken.
    private var choices: [Bool] = []
    /// Whether the content of the open content control is a prompt; then the depth of that content.
    private var awaitsPrompt = false
    private var promptDepth: Int?
    /// Text before a deleted paragraph mark: it continues in the next paragraph.
    private var carried = ""

    private struct Paragraph {
        var text = ""
        var style: String?
        var list = DOCXList()
        var markIsDeleted = false
    }

    static let namespaces: Set = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ]

    private static let leftOut: Set = [
        "moveFrom", "delText", "instrText", "delInstrText", "fldData", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange",
        "tblGridChange", "trPrChange", "tcPrChange", "sectPr", "rt",
    ]

    init(limits: WorkbookLimits, numbering: DOCXNumbering, styles: DOCXStyles) {
        document = DocumentBuilder(limits: limits)
        self.numbering = numbering
        self.styles = styles
    }

    mutating func workbook() throws(Finding) -> Workbook { try document.workbook() }

    mutating func start(_ element: Element) throws(Finding) {
        guard skipped == 0, !isLeftOut(element.name) else {
            skipped += 1
            return
        }
        path.append(element.name)
        switch element.name {
        case "p": paragraphs.append(Paragraph())
        case "t":
            content = ""
            keepsBlanks = element["xml:space"] == "preserve"
        case "tbl": try document.openTable()
        case "tr":
            rowIsDeleted = false
            try document.openRow()
        case "tc": try document.openCell()
        case "mc:AlternateContent": choices.append(false)
        case "mc:Choice": setChoice()
        case "showingPlcHdr": awaitsPrompt = true
        case "sdtContent":
            if awaitsPrompt, promptDepth == nil { promptDepth = path.count }
            awaitsPrompt = false
        default:
            switch parent {
            case "r": add(shown(element))
            case "trPr": try readRow(element)
            case "tcPr": readCell(element)
            default: readParagraph(element)
            }
        }
    }

    mutating func text(_ piece: String) { if skipped == 0 { content?.append(piece) } }

    mutating func end(_ name: String) throws(Finding) {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        switch name {
        case "p": try closeParagraph()
        case "t":
            let text = content ?? ""
            add(keepsBlanks ? text : text.withoutOuterBlanks)
            content = nil
        case "r": isHidden = false
        case "tc":
            try addCarried()
            try document.closeCell()
        case "tbl": try document.closeTable()
        case "body": try addCarried()
        case "sdtContent": if promptDepth == path.count { promptDepth = nil }
        case "mc:AlternateContent": choices.removeLast()
        default: break
        }
        path.removeLast()
    }

    private var parent: String? { path.dropLast().last }

    private func isLeftOut(_ name: String) -> Bool {
        switch name {
        // In the properties of a row or a paragraph mark, it means that these are deleted.
        case "del": path.last != "trPr" && path.last != "rPr"
        case "tc": rowIsDeleted
        // Only one alternative is read.
        case "mc:Choice", "mc:Fallback": choices.last == true
        default: Self.leftOut.contains(name)
        }
    }

    private mutating func setChoice() { if !choices.isEmpty { choices[choices.count - 1] = true } }

    // MARK: Paragraphs

    /// The text that an element of a run other than `t` stands for.
    private func shown(_ element: Element) -> String {
        switch element.name {
        case "tab", "ptab": "\t"
        case "br", "cr": "\n"
        case "noBreakHyphen": "-"
        case "sym": element.word("char").flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        default: ""
        }
    }

    private mutating func readParagraph(_ element: Element) {
        guard let last = paragraphs.indices.last else { return }
        switch (parent, element.name) {
        case ("pPr", "pStyle"): paragraphs[last].style = element.word()
        case ("numPr", "numId"): paragraphs[last].list.number = element.word()
        case ("numPr", "ilvl"): paragraphs[last].list.level = element.wordNumber()
        case ("rPr", "del"): paragraphs[last].markIsDeleted = path.dropLast(2).last == "pPr"
        case ("rPr", "vanish"): isHidden = path.dropLast(2).last == "r" && element.isOn
        default: break
        }
    }

    private mutating func add(_ text: String) {
        guard !text.isEmpty, !isHidden, promptDepth == nil, let last = paragraphs.indices.last else { return }
        paragraphs[last].text += text.unicodeScalars.contains("\u{AD}") ? text.replacing("\u{AD}", with: "") : text
    }

    private mutating func closeParagraph() throws(Finding) {
        guard let paragraph = paragraphs.popLast() else { return }
        let list = paragraph.list.filled(from: styles.list(of: paragraph.style))
        // An empty paragraph is counted, but its number is not read: in an empty cell it would be a figure.
        let mark = numbering.mark(of: list)
        let isBlank = paragraph.text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        carried += isBlank ? paragraph.text : mark + paragraph.text
        if !paragraph.markIsDeleted { try addCarried() }
    }

    private mutating func addCarried() throws(Finding) {
        let text = carried
        carried = ""
        try document.add(text)
    }

    // MARK: Tables

    private mutating func readRow(_ element: Element) throws(Finding) {
        switch element.name {
        case "gridBefore": try document.skip(element.wordNumber() ?? 0)
        case "del":
            rowIsDeleted = true
            document.dropRow()
        default: break
        }
    }

    private mutating func readCell(_ element: Element) {
        switch element.name {
        case "gridSpan":
            let width = element.wordNumber() ?? 1
            document.changeCell { $0.width = min(max(width, 1), DocumentTable.widthLimit) }
        case "vMerge":
            let continues = element.word() != "restart"
            document.changeCell { $0.continuesAbove = continues }
        case "hMerge":
            let continues = element.word() != "restart"
            document.changeCell { $0.continuesBefore = continues }
        default: break
        }
    }
}
