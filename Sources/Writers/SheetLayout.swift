import Charts
import Forms
import Foundation
import Grid

/// A sheet of our own workbook before any file format: what stands where, and how it looks and behaves.
struct SheetLayout {
    enum Content: Equatable {
        case blank
        case text(String)
        case number(Decimal)
        /// A formula without its `=`, and what it gives now.
        case formula(String, result: Result)
    }

    enum Result: Equatable {
        case text(String)
        case number(Decimal)
    }

    /// What a cell is for; the writer turns it into fonts, borders and colours.
    enum Style: Hashable {
        case title, guide, summary
        case blockTitle, header, label, uprightLabel, caption
        case figure(FormDefinition.Kind)
        case total(FormDefinition.Kind)
        case contact, year, prose
        case check
        case plotted
    }

    struct Cell {
        var range: CellRange
        var content: Content
        var style: Style
    }

    /// What may be typed into a range, and the hint shown while typing.
    struct Input {
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
    struct Alarm {
        var ranges: [CellRange]
        var formula: String
    }

    var name: String
    var columnWidths: [Double]
    var cells: [Cell] = []
    var rowHeights: [Int: Double] = [:]
    var inputs: [Input] = []
    var alarms: [Alarm] = []
    var plots: [Plot] = []
    var names: [(name: String, range: CellRange)] = []
    var repeatedRows: ClosedRange<Int>?
    /// Rows and columns that stay in sight while the rest scrolls.
    var frozen: CellAddress?
    var printArea: CellRange?

    mutating func add(_ content: Content, _ style: Style, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        let range = CellRange(
            .init(row: rows.lowerBound, column: columns.lowerBound), .init(row: rows.upperBound, column: columns.upperBound))
        cells.append(Cell(range: range, content: content, style: style))
    }

    /// Makes each row high enough for the texts that wrap in it; a CJK character is two widths wide.
    mutating func fitRowHeights(atLeast least: Double) {
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
