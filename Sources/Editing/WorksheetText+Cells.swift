import Markup
import Model
import Readers

/// The new content of a cell.
package enum CellContent: Hashable, Sendable {
    case blank
    /// A number by its digits.
    case number(String)
    case text(String)
    /// The number (by its digits) or text that the cell's formula gives now; the formula stays.
    case cached(String, isNumber: Bool)

    /// A figure as a cell holds it: digits that a number cell would lose are a text.
    package init(_ figure: Figure) {
        switch figure {
        case .blank, .unreadable: self = .blank
        case .mark(let mark): self = .text(mark)
        case .value(let value):
            self = value.decimal.fitsNumberCell ? .number(value.description) : .text(value.description)
        }
    }
}

extension WorksheetText {
    /// Puts contents into cells, which keep their formats. Missing rows and cells are inserted in order.
    mutating func write(_ contents: [CellAddress: CellContent]) throws(Finding) {
        guard !contents.isEmpty, let data = root.first("sheetData") else { return }
        let map = CellMap(text, sheetData: data, cells: Set(contents.keys))
        let heirs = heirs(of: contents, map, in: data)
        for (address, heir) in heirs where contents[address] == nil { text.replace(heir.range, with: heir.formula) }
        var added: [CellMap.InsertionPoint: [(address: CellAddress, cell: String)]] = [:]
        for (address, content) in contents.sorted(by: { $0.key < $1.key }) {
            if let cell = map.cells[address] {
                let formula = heirs[address]?.formula ?? cell.formula.map(text.source)
                text.replace(cell.range, with: element(content, at: address, format: cell.format, formula: formula ?? ""))
            } else if content != .blank {
                let format = map.rowFormats[address.row] ?? columnFormat(address.column)
                let cell = element(content, at: address, format: format, formula: "")
                added[map.insertionPoint(of: address), default: []].append((address, cell))
            }
        }
        for (point, cells) in added.sorted(by: { $0.key.offset < $1.key.offset }) { add(cells, at: point, sheetData: data) }
    }

    private mutating func add(
        _ cells: [(address: CellAddress, cell: String)], at point: CellMap.InsertionPoint, sheetData: PartElement
    ) {
        let joined = cells.map(\.cell).joined()
        switch point.kind {
        case .inRow: text.insert(joined, at: point.offset)
        case .inEmptyRow:
            text.replace(point.offset..<point.offset + 2, with: ">\(joined)</\(text.prefix)row>")
        case .newRow(let isLast):
            let p = text.prefix
            let rows = Dictionary(grouping: cells) { $0.address.row }.sorted { $0.key < $1.key }
            let new = rows.map { "<\(p)row r=\"\($0.key + 1)\">\($0.value.map(\.cell).joined())</\(p)row>" }.joined()
            if isLast, sheetData.start.kind == .empty {
                let slash = sheetData.start.range.upperBound - 2
                text.replace(slash..<slash + 2, with: ">\(new)</\(p)sheetData>")
            } else {
                text.insert(new, at: point.offset)
            }
        }
    }

    private func element(_ content: CellContent, at address: CellAddress, format: String?, formula: String) -> String {
        let p = text.prefix
        let head = "<\(p)c r=\"\(address)\"" + (format.map { " s=\"\($0)\"" } ?? "")
        switch content {
        case .blank: return head + "/>"
        case .number(let digits): return "\(head)><\(p)v>\(digits)</\(p)v></\(p)c>"
        case .text(let string):
            return "\(head) t=\"inlineStr\"><\(p)is><\(p)t xml:space=\"preserve\">\(Self.string(string))</\(p)t></\(p)is></\(p)c>"
        case .cached(let value, let isNumber):
            return "\(head)\(isNumber ? "" : " t=\"str\"")>\(formula)<\(p)v>\(Self.string(value))</\(p)v></\(p)c>"
        }
    }

    /// A text as it is written in an element.
    static func string(_ text: String) -> String { Escaping.escaped(CellText.escaped(text)) }

    /// The format of a column's cells that have none of their own (§18.3.1.13); nil where the column has none.
    private func columnFormat(_ column: Int) -> String? {
        guard let columns = root.first("cols") else { return nil }
        var position = columns.content.lowerBound
        while let tag = text.nextTag(at: &position), tag.range.lowerBound < columns.content.upperBound {
            guard let first = text.attribute("min", of: tag).flatMap({ Int($0) }),
                let last = text.attribute("max", of: tag).flatMap({ Int($0) }), first <= column + 1, column + 1 <= last
            else { continue }
            return text.attribute("style", of: tag).flatMap { UInt32($0) }.map(String.init)
        }
        return nil
    }
}

extension WorksheetText {
    /// The cells that become masters of a shared formula (§18.3.1.40) because its master is overwritten: for each formula the
    /// first other cell, the range of bytes of its formula element, and the new element.
    private func heirs(
        of contents: [CellAddress: CellContent], _ map: CellMap, in data: PartElement
    ) -> [CellAddress: (range: Range<Int>, formula: String)] {
        func losesFormula(_ address: CellAddress) -> Bool {
            if case .cached? = contents[address] { return false }
            return contents[address] != nil
        }
        var orphaned: [String: (formula: SharedFormula, reference: String)] = [:]
        for (address, cell) in map.cells where losesFormula(address) {
            var position = cell.formula?.lowerBound ?? 0
            guard let range = cell.formula, let tag = text.nextTag(at: &position), tag.kind == .start,
                let index = text.attribute("si", of: tag), let reference = text.attribute("ref", of: tag),
                let end = text.bytes[range].lastIndex(of: UInt8(ascii: "<")), end >= tag.range.upperBound,
                let formula = SharedFormula(Escaping.resolved(text.source(tag.range.upperBound..<end)), master: address)
            else { continue }
            orphaned[index] = (formula, reference)
        }
        guard !orphaned.isEmpty else { return [:] }
        var heirs: [CellAddress: (range: Range<Int>, formula: String)] = [:]
        var position = data.content.lowerBound
        var cell: CellAddress?
        while let tag = text.nextTag(at: &position), tag.range.lowerBound < data.content.upperBound {
            if tag.kind != .end, text.isNamed(tag, "c", prefix: text.prefix) {
                cell = text.attribute("r", of: tag).flatMap { CellAddress($0) }
            }
            guard tag.kind == .empty, text.isNamed(tag, "f", prefix: text.prefix), let address = cell, !losesFormula(address),
                let index = text.attribute("si", of: tag), let (formula, reference) = orphaned.removeValue(forKey: index)
            else { continue }
            let p = text.prefix
            let element =
                "<\(p)f t=\"shared\" ref=\"\(Escaping.escaped(reference))\" si=\"\(index)\">"
                + "\(Escaping.escaped(formula.text(at: address)))</\(p)f>"
            heirs[address] = (tag.range, element)
        }
        return heirs
    }
}

/// Where the wanted cells of a sheet are in the bytes of its part, and where missing ones are to be inserted.
struct CellMap {
    struct Cell {
        let range: Range<Int>
        let format: String?
        /// The formula element; nil if the cell has no formula.
        var formula: Range<Int>?
    }

    struct InsertionPoint: Hashable {
        enum Kind: Hashable {
            case inRow, inEmptyRow
            /// In a new row, before the next one or after the last.
            case newRow(isLast: Bool)
        }
        let kind: Kind
        let offset: Int
    }

    private(set) var cells: [CellAddress: Cell] = [:]
    /// The formats of the wanted rows that are there and have one, by row.
    private(set) var rowFormats: [Int: String] = [:]
    private var insertionPoints: [CellAddress: InsertionPoint] = [:]
    /// The row, from 0, and the offset of each row element.
    private var rows: [(row: Int, offset: Int)] = []
    private let end: Int

    init(_ text: PartText, sheetData: PartElement, cells wanted: Set<CellAddress>) {
        end = sheetData.end.range.lowerBound
        let wantedByRow = Dictionary(grouping: wanted, by: \.row).mapValues { $0.sorted() }
        var position = sheetData.content.lowerBound
        var row = -1
        while let tag = text.nextTag(at: &position), tag.range.lowerBound < sheetData.content.upperBound {
            guard tag.kind != .end, text.isNamed(tag, "row", prefix: text.prefix) else { continue }
            row = text.attribute("r", of: tag).flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
            rows.append((row, tag.range.lowerBound))
            guard let wanted = wantedByRow[row] else { continue }
            if text.attribute("customFormat", of: tag).map({ $0 == "1" || $0 == "true" }) == true {
                rowFormats[row] = text.attribute("s", of: tag).flatMap { UInt32($0) }.map(String.init)
            }
            if tag.kind == .empty {
                for address in wanted {
                    insertionPoints[address] = InsertionPoint(kind: .inEmptyRow, offset: tag.range.upperBound - 2)
                }
            } else {
                addCells(of: row, in: text, wanted: wanted, position: &position)
            }
        }
    }

    /// Adds the cells of one row; `position` moves behind the row.
    private mutating func addCells(of row: Int, in text: PartText, wanted: [CellAddress], position: inout Int) {
        var missing = wanted[...]
        var column = -1
        var depth = 0
        var open: (address: CellAddress, start: Tag, formula: Range<Int>?)?
        var formulaStart = 0
        while let tag = text.nextTag(at: &position) {
            if tag.kind == .end, depth == 0 {
                for address in missing where cells[address] == nil {
                    insertionPoints[address] = InsertionPoint(kind: .inRow, offset: tag.range.lowerBound)
                }
                return
            }
            if tag.kind != .end, depth == 0 {
                column = text.attribute("r", of: tag).flatMap { CellAddress($0)?.column } ?? column + 1
                while let next = missing.first, next.column < column {
                    insertionPoints[next] = InsertionPoint(kind: .inRow, offset: tag.range.lowerBound)
                    missing = missing.dropFirst()
                }
                open = (CellAddress(row: row, column: column), tag, nil)
            }
            if tag.kind == .end { depth -= 1 }
            if depth == 1, text.isNamed(tag, "f", prefix: text.prefix) {
                if tag.kind != .end { formulaStart = tag.range.lowerBound }
                if tag.kind != .start { open?.formula = formulaStart..<tag.range.upperBound }
            }
            if tag.kind == .start { depth += 1 }
            guard depth == 0, tag.kind != .start, let cell = open else { continue }
            // Cells may be in any order: one that was taken for missing may still come.
            if wanted.contains(cell.address) {
                cells[cell.address] = Cell(
                    range: cell.start.range.lowerBound..<tag.range.upperBound,
                    format: text.attribute("s", of: cell.start).flatMap { UInt32($0) }.map(String.init), formula: cell.formula)
                if missing.first == cell.address { missing = missing.dropFirst() }
            }
            open = nil
        }
    }

    /// Where a missing cell is to be inserted.
    func insertionPoint(of address: CellAddress) -> InsertionPoint {
        if let point = insertionPoints[address] { return point }
        guard let next = rows.filter({ $0.row > address.row }).min(by: { $0.row < $1.row }) else {
            return InsertionPoint(kind: .newRow(isLast: true), offset: end)
        }
        return InsertionPoint(kind: .newRow(isLast: false), offset: next.offset)
    }
}
