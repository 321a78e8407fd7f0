import Markup
import Model

/// Reads the cells and merges of a worksheet part (ECMA-376 part 1, §18.3.1).
struct SheetPart: MarkupHandler {
    static let abridged = [
        AbridgedElement("c", reading: ["r", "t"]), AbridgedElement("row", reading: ["r"]), AbridgedElement("col", reading: []),
    ]

    private var builder: SheetBuilder
    /// Cells whose text is the shared string of this index, from 0.
    private var shared: [(address: CellAddress, index: Int)] = []
    /// True after cells and merges. Formats and rules of input follow, which in a template are as much again.
    private(set) var isDone = false
    private var hasCells = false

    private var row = -1
    private var column = -1
    private var open: OpenCell?
    /// The text of the open `v` or `f`.
    private var content: String?
    /// The index of the shared formula in the open `f`.
    private var sharedIndex: String?
    private var sharedFormulas: [String: SharedFormula] = [:]

    /// ST_CellType, ECMA-376 part 1, §18.18.11.
    private enum CellType: String {
        case sharedText = "s"
        case number = "n"
        case formulaText = "str"
        case inlineText = "inlineStr"
        case boolean = "b"
        case error = "e"
        case date = "d"
    }

    private struct OpenCell {
        var address: CellAddress
        var type: CellType
        var formula: String?
        var value: String?
        var inline = RichText()
    }

    init(_ builder: SheetBuilder) { self.builder = builder }

    /// The sheet, once its part was parsed. `sharedTexts` gives the shared strings, and is called only if a cell names one.
    ///
    /// Throws `W229` for a shared string that does not exist, `W232` for merges that overlap, and what `sharedTexts` throws.
    mutating func sheet(sharedTexts: () throws(Finding) -> [String]) throws(Finding) -> Sheet {
        try builder.checkMerges()
        guard !shared.isEmpty else { return builder.sheet }
        let texts = try sharedTexts()
        for (address, index) in shared {
            guard texts.indices.contains(index) else {
                throw builder.refusal(.badSharedString, at: address, found: "\(index)")
            }
            builder.setText(texts[index], at: address)
        }
        return builder.sheet
    }

    mutating func start(_ element: Element) throws(Finding) {
        switch element.name {
        case "c": open = try openCell(element)
        case "v": content = ""
        case "f":
            content = ""
            sharedIndex = element["t"] == "shared" ? element["si"] : nil
        case "row": try openRow(element)
        case "dimension": if let range = element["ref"].flatMap({ CellRange($0) }) { builder.reserve(range) }
        case "mergeCell": try builder.merge(element["ref"] ?? "")
        default: open?.inline.start(element)
        }
    }

    mutating func text(_ piece: String) {
        content?.append(piece)
        open?.inline.append(piece)
    }

    mutating func end(_ name: String) throws(Finding) {
        switch name {
        case "v":
            open?.value = content
            content = nil
        case "f":
            if var cell = open {
                cell.formula = formula(content ?? "", at: cell.address)
                open = cell
            }
            content = nil
        case "c":
            if let cell = open.take() { try close(cell) }
        case "sheetData": hasCells = true
        // If merges come first, against the schema, the cells still follow.
        case "mergeCells": isDone = hasCells
        default:
            open?.inline.end(name)
        }
    }

    /// The text of a formula; for the index of a shared one, that formula at this address.
    private mutating func formula(_ text: String, at address: CellAddress) -> String {
        guard let index = sharedIndex else { return text }
        if text.isEmpty { return sharedFormulas[index]?.text(at: address) ?? "" }
        sharedFormulas[index] = SharedFormula(text, master: address)
        return text
    }

    private mutating func openRow(_ element: Element) throws(Finding) {
        let reference = element["r"]
        guard let number = reference.map(Int.init(digits:)) ?? row + 2, (1...CellAddress.rowLimit).contains(number) else {
            throw builder.refusal(.badReference, found: reference ?? "\(row + 2)")
        }
        row = number - 1
        column = -1
    }

    private mutating func openCell(_ element: Element) throws(Finding) -> OpenCell {
        // One loop costs less than two look-ups, and most elements of a workbook are cells.
        var reference: String?
        var typeName: String?
        for (name, value) in element.attributes {
            if name == "r" { reference = value } else if name == "t" { typeName = value }
        }
        let next = CellAddress(row: row, column: column + 1)
        guard let address = reference.map({ CellAddress($0) }) ?? next, address.row == row, row >= 0,
            address.column < CellAddress.columnLimit
        else { throw builder.refusal(.badReference, found: reference ?? "\(next)") }
        column = address.column
        guard let name = typeName else { return OpenCell(address: address, type: .number) }
        guard let type = CellType(rawValue: name) else { throw builder.refusal(.unknownCellType, at: address, found: name) }
        return OpenCell(address: address, type: type)
    }

    private mutating func close(_ cell: OpenCell) throws(Finding) {
        guard let stored = try stored(cell) else { return }
        try builder.check(textLength: stored.text.utf8.count, at: cell.address)
        try builder.add(stored, at: cell.address)
    }

    /// The cell to be stored; nil for a blank one.
    private mutating func stored(_ cell: OpenCell) throws(Finding) -> Cell? {
        let value = cell.value ?? ""
        if cell.formula != nil, value.isEmpty, cell.type != .formulaText || cell.value == nil {
            return Cell(.uncomputed, "", formula: cell.formula)
        }
        let text = cell.type == .inlineText ? cell.inline.text : value
        // A formula that gives "" is kept, so that filling does not overwrite it.
        guard !text.isEmpty || cell.formula != nil && cell.type == .formulaText else { return nil }
        switch cell.type {
        case .number:
            return Cell(.number, text, formula: cell.formula)
        case .inlineText, .date:
            return Cell(.text, text, formula: cell.formula)
        case .formulaText:
            return Cell(.text, text.withoutCellEscapes, formula: cell.formula)
        case .error:
            return Cell(.error, text, formula: cell.formula)
        case .boolean:
            guard let word = ["0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"][text] else {
                throw builder.refusal(.badBoolean, at: cell.address, found: text)
            }
            return Cell(.boolean, word, formula: cell.formula)
        case .sharedText:
            guard let index = Int(digits: text) else {
                throw builder.refusal(.badSharedString, at: cell.address, found: text)
            }
            shared.append((cell.address, index))
            return Cell(.text, "", formula: cell.formula)
        }
    }
}
