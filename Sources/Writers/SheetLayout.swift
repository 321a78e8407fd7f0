import Charts
import Forms
import Foundation
import Model

/// A sheet of our own workbook before any file format: its cells, their looks, and what may be typed into them.
package struct SheetLayout: Sendable {
    /// What stands in a cell.
    package enum Content: Equatable, Sendable {
        case blank
        case text(String)
        case number(Decimal)
        /// A formula without its `=`, and what it gives now.
        case formula(String, result: Result)

        /// A figure as a cell holds it.
        package init(_ figure: Figure) {
            switch figure {
            case .blank, .unreadable: self = .blank
            case .mark(let mark): self = .text(mark)
            case .value(let value): self.init(value.decimal)
            }
        }

        /// A number; digits that a number cell would lose stay a text.
        package init(_ value: Decimal) { self = value.fitsNumberCell ? .number(value) : .text(value.description) }
    }

    /// What a formula gives.
    package enum Result: Equatable, Sendable {
        case text(String)
        case number(Decimal)

        /// The result of a formula that shows "" for nil; digits that a number cell would lose are a text.
        package init(_ value: Decimal?) {
            switch value.map({ Content($0) }) {
            case .number(let number)?: self = .number(number)
            case .text(let text)?: self = .text(text)
            default: self = .text("")
            }
        }
    }

    /// The purpose of a cell; the writer turns it into fonts, borders and colours.
    package enum Style: Hashable, Sendable {
        case title, guide, summary
        case blockTitle, header, label, uprightLabel, caption
        case figure(Form.Kind)
        case total(Form.Kind)
        case contact, year, prose
        case check
        case plotted
        /// Of a list: the head of a column, a text, a number.
        case heading
        case entry(Tone)
        case number(Tone)
    }

    /// How good or bad an entry of a list is, shown as a colour.
    package enum Tone: String, Hashable, Sendable { case plain, good, notice, bad, muted }

    /// A cell, or the cells that are merged into one.
    package struct Cell: Sendable {
        var range: CellRange
        var content: Content
        var style: Style
        /// Where a click leads: a cell with its sheet, `'各单位'!D3`, or a defined name; nil for nowhere.
        var link: String?
    }

    /// The rows of a long list, below all other cells. Each is made when it is written and then given up, so that a list of
    /// thousands takes little memory.
    package struct List: Sendable {
        /// The rows of the sheet that it takes, from 0.
        let rows: Range<Int>
        /// The least height of a row, in points.
        let leastHeight: Double
        /// The cells of a row by its index on the sheet, all of them in that row.
        let cells: @Sendable (_ row: Int) -> [Cell]

        /// A list on some rows of a sheet. `cells` gives those of a row of the sheet, each of which must be in that row.
        package init(rows: Range<Int>, leastHeight: Double, cells: @escaping @Sendable (_ row: Int) -> [Cell]) {
            self.rows = rows
            self.leastHeight = leastHeight
            self.cells = cells
        }
    }

    /// What may be typed into a range, and the hint shown while typing.
    package struct Input: Sendable {
        enum Rule { case count, signedCount, amount, year, anything }
        var range: CellRange
        var rule: Rule
        var title: String
        var hint: String
    }

    /// A chart over cells of the sheet.
    struct Plot: Sendable {
        var chart: Chart
        /// The cells with the labels of its bars.
        var labels: CellRange
        /// The cells with their values.
        var values: CellRange
        /// The cell with its upper left corner.
        var corner: CellAddress
        /// In points.
        var size: (width: Double, height: Double)
    }

    /// Cells that turn red while the formula is true.
    package struct Alarm: Sendable {
        var ranges: [CellRange]
        /// Without its `=`.
        var formula: String
    }

    /// At most 31 characters, and in no sheet of the workbook twice.
    package let name: String
    /// In characters of the standard font, by column from 0.
    var columnWidths: [Double]
    var cells: [Cell] = []
    /// What stands below `cells`; nil for nothing.
    package var list: List?
    /// In points, by row from 0; all others have the program's own height.
    package var rowHeights: [Int: Double] = [:]
    var inputs: [Input] = []
    var alarms: [Alarm] = []
    var plots: [Plot] = []
    var names: [(name: String, range: CellRange)] = []
    /// The rows that each printed page begins with, from 0.
    package var repeatedRows: ClosedRange<Int>?
    /// The first cell that scrolls: the rows above it and the columns left of it stay in sight.
    package var frozen: CellAddress?
    /// What is printed; nil for all.
    package var printArea: CellRange?
    /// The heads and entries of a list, to be filtered by a click on a head.
    package var filter: CellRange?
    /// Whether pages are wider than high.
    package var isLandscape = false
    /// The columns that each printed page begins with, from 0. A sheet with such columns is printed over several pages across,
    /// and any other scaled to the width of one.
    package var repeatedColumns: ClosedRange<Int>?
    /// Whether only the cells to be filled in can be changed.
    package var isProtected = true

    /// An empty sheet; widths are in characters of the standard font.
    package init(name: String, columnWidths: [Double]) {
        self.name = name
        self.columnWidths = columnWidths
    }

    /// Adds a cell; rows and columns count from 0, and more than one of either are merged.
    package mutating func add(
        _ content: Content, _ style: Style, rows: ClosedRange<Int>, columns: ClosedRange<Int>, link: String? = nil
    ) {
        cells.append(Cell(content, style, rows: rows, columns: columns, link: link))
    }

    /// The width of each line in narrow characters; a CJK character counts two.
    private static func widths(ofLinesIn text: String) -> [Double] {
        var text = text
        // By bytes: prose is long.
        return text.withUTF8 { bytes in
            var widths: [Double] = []
            var width = 0
            for (index, byte) in bytes.enumerated() {
                if byte == UInt8(ascii: "\n") {
                    widths.append(Double(width))
                    width = 0
                } else if byte & 0xC0 != 0x80 {
                    // U+2E80, where CJK begins, is E2 BA 80.
                    let isNarrow = byte < 0xE2 || byte == 0xE2 && index + 1 < bytes.count && bytes[index + 1] < 0xBA
                    width += isNarrow ? 1 : 2
                }
            }
            return widths + [Double(width)]
        }
    }

    /// Makes each row high enough for the texts that wrap in it; `least` is in points. Rows of the list are left to the writer.
    package mutating func fitRowHeights(atLeast least: Double) {
        for cell in cells {
            let row = cell.range.first.row
            guard let height = height(around: cell) else { continue }
            rowHeights[row] = min(Self.heightLimit, max(rowHeights[row] ?? (cell.style == .title ? 40 : least), height))
        }
    }

    /// The height of a row of the list, in points; nil where no text stands in it.
    func height(ofListed cells: [Cell], atLeast least: Double) -> Double? {
        cells.compactMap(height).max().map { min(Self.heightLimit, max(least, $0)) }
    }

    /// A row is at most 409 points high (ECMA-376 §18.3.1.73).
    private static let heightLimit = 409.0

    /// The height that the text of a cell needs, in points; nil where it holds none, stands upright or spans rows.
    private func height(around cell: Cell) -> Double? {
        guard cell.range.first.row == cell.range.last.row, case .text(let text) = cell.content, cell.style != .uprightLabel
        else { return nil }
        let width = cell.range.columns.reduce(0) { $0 + (columnWidths.indices.contains($1) ? columnWidths[$1] : 9) } - 1
        let lines = Self.widths(ofLinesIn: text).reduce(0.0) { $0 + max(1, ($1 / max(width, 2)).rounded(.up)) }
        return lines * 14 + 6
    }
}

extension SheetLayout.Cell {
    /// A cell; rows and columns count from 0, more than one of either are merged.
    package init(
        _ content: SheetLayout.Content, _ style: SheetLayout.Style, rows: ClosedRange<Int>, columns: ClosedRange<Int>,
        link: String? = nil
    ) {
        self.init(
            range: CellRange(
                .init(row: rows.lowerBound, column: columns.lowerBound), .init(row: rows.upperBound, column: columns.upperBound)),
            content: content, style: style, link: link)
    }
}
