import Charts
import Model

/// The sheet of charts: the values of each, and the chart beside them.
package enum ChartSheet {
    private static let name = "图解"
    /// The text of the first cell, by which the sheet is recognised.
    private static let title = "图解（由各表的数生成）"

    /// Whether this program added a sheet, which then says nothing that the tables do not.
    package static func isOurs(_ sheet: Sheet) -> Bool {
        sheet.name.hasPrefix(name) && sheet.begins(with: title)
    }

    /// In points.
    private static let rowHeight = 24.0
    /// In points.
    private static let chartWidth = 460.0

    static func layout(_ charts: [Chart]) -> SheetLayout {
        var sheet = SheetLayout(name: name, columnWidths: [20, 16, 4])
        sheet.add(.text(title), .title, rows: 0...0, columns: 0...1)
        sheet.rowHeights[0] = 40
        var row = 1
        for chart in charts where !chart.bars.isEmpty { row = add(chart, to: &sheet, at: row) }
        return sheet
    }

    /// Adds a chart with its values from a row on; returns the row for the next one.
    private static func add(_ chart: Chart, to sheet: inout SheetLayout, at row: Int) -> Int {
        sheet.add(.text(chart.title), .header, rows: row...row, columns: 0...1)
        let bars = row + 1...row + chart.bars.count
        for (row, bar) in zip(bars, chart.bars) {
            sheet.add(.text(bar.label), .header, rows: row...row, columns: 0...0)
            sheet.add(content(of: bar), .plotted, rows: row...row, columns: 1...1)
        }
        // One row more for the title, and one between charts.
        let height = max(chart.isUpright ? 8 : 0, chart.bars.count + 2)
        func column(_ column: Int) -> CellRange {
            CellRange(.init(row: bars.lowerBound, column: column), .init(row: bars.upperBound, column: column))
        }
        sheet.plots.append(
            .init(
                chart: chart, labels: column(0), values: column(1), corner: CellAddress(row: row, column: 3),
                size: (chartWidth, Double(height) * rowHeight)))
        for row in row...row + height { sheet.rowHeights[row] = rowHeight }
        return row + height + 1
    }

    /// A formula over the tables of this workbook, so that the chart follows them; a value of another year as it is.
    private static func content(of bar: Chart.Bar) -> SheetLayout.Content {
        guard let value = bar.value else { return .blank }
        if bar.figures.isEmpty { return .number(value) }
        return .formula("SUM(\(bar.figures.map(\.description).joined(separator: ",")))", result: .number(value))
    }
}
