import Charts
import Forms
import Foundation
import Grid

/// A sheet of our own workbook before any file format: what stands where, and how it looks and behaves.
public struct SheetLayout {
    public enum Content: Equatable {
        case blank
        case text(String)
        case number(Decimal)
        /// A formula without its `=`, and what it gives now.
        case formula(String, result: Result)
    }

    public enum Result: Equatable {
        case text(String)
        case number(Decimal)

        /// As a formula gives it that shows nothing for nothing; digits that a number cell would lose stay a text.
        public init(_ value: Decimal?) {
            guard let value else {
                self = .text("")
                return
            }
            self = value.fitsNumberCell ? .number(value) : .text(value.description)
        }
    }

    /// What a cell is for; the writer turns it into fonts, borders and colours.
    public enum Style: Hashable {
        case title, guide, summary
        case blockTitle, header, label, uprightLabel, caption
        case figure(FormDefinition.Kind)
        case total(FormDefinition.Kind)
        case contact, year, prose
        case check
        case plotted
        /// Of a list: the head of a column, a text, a number.
        case heading
        case entry(Tone)
        case number(Tone)
    }

    /// What an entry of a list says of its subject, shown as a colour.
    public enum Tone: String, Hashable, Sendable { case plain, good, notice, bad, muted }

    public struct Cell {
        var range: CellRange
        var content: Content
        var style: Style
        /// Where a click leads: a cell with its sheet, `'各单位'!D3`, or a defined name.
        var link: String?
    }

    /// What may be typed into a range, and the hint shown while typing.
    public struct Input {
        enum Rule { case count, signedCount, amount, year, anything }
        var range: CellRange
        var rule: Rule
        var title: String
        var hint: String
    }

    /// A chart over cells of the sheet.
    struct Plot {
        var chart: Chart
        /// The cells with the labels of its bars, and those with their values.
        var labels: CellRange
        var values: CellRange
        /// The cell that its upper left corner stands in.
        var corner: CellAddress
        /// In points.
        var size: (width: Double, height: Double)
    }

    /// Cells that turn red while the formula is true.
    public struct Alarm {
        var ranges: [CellRange]
        var formula: String
    }

    public let name: String
    var columnWidths: [Double]
    var cells: [Cell] = []
    public var rowHeights: [Int: Double] = [:]
    var inputs: [Input] = []
    var alarms: [Alarm] = []
    var plots: [Plot] = []
    var names: [(name: String, range: CellRange)] = []
    public var repeatedRows: ClosedRange<Int>?
    /// Rows and columns that stay in sight while the rest scrolls.
    public var frozen: CellAddress?
    public var printArea: CellRange?
    /// The heads and the entries of a list, which a click on a head filters.
    public var filter: CellRange?
    public var isLandscape = false
    /// Columns that each printed page begins with; a sheet that has them is printed over as many pages across as it needs.
    public var repeatedColumns: ClosedRange<Int>?
    /// Only cells to be filled in take typing.
    public var isProtected = true

    /// An empty sheet; widths in characters of the standard font.
    public init(name: String, columnWidths: [Double]) {
        self.name = name
        self.columnWidths = columnWidths
    }

    public mutating func add(
        _ content: Content, _ style: Style, rows: ClosedRange<Int>, columns: ClosedRange<Int>, link: String? = nil
    ) {
        let range = CellRange(
            .init(row: rows.lowerBound, column: columns.lowerBound), .init(row: rows.upperBound, column: columns.upperBound))
        cells.append(Cell(range: range, content: content, style: style, link: link))
    }

    /// Makes each row high enough for the texts that wrap in it; a CJK character is two widths wide.
    public mutating func fitRowHeights(atLeast least: Double) {
        for cell in cells where cell.range.first.row == cell.range.last.row {
            guard case .text(let text) = cell.content, cell.style != .uprightLabel else { continue }
            let width = cell.range.columns.reduce(0) { $0 + (columnWidths.indices.contains($1) ? columnWidths[$1] : 9) } - 1
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0.0) { lines, line in
                let length = line.unicodeScalars.reduce(0.0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
                return lines + max(1, (length / max(width, 2)).rounded(.up))
            }
            let least = cell.style == .title ? 40 : least
            // A row is at most 409 points high (ECMA-376 §18.3.1.73).
            rowHeights[cell.range.first.row] = min(409, max(rowHeights[cell.range.first.row] ?? least, lines * 14 + 6))
        }
    }
}
