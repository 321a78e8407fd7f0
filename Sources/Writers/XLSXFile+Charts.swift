import CXlsxWriter
import Foundation
import Model

extension XLSXFile {
    /// One dark colour, with the numbers on the bars, so that the chart can be read in grey print.
    private static let colour: lxw_color_t = 0x2F5597

    /// Adds a chart over cells of the sheet of that name. Throws `O701`.
    func add(_ plot: SheetLayout.Plot, to sheet: UnsafeMutablePointer<lxw_worksheet>, named name: String) throws {
        let type = plot.chart.isUpright ? LXW_CHART_COLUMN : LXW_CHART_BAR
        func reference(_ range: CellRange) -> String { "='\(name)'!\(RelationFormula.absolute(range))" }
        guard let chart = workbook_add_chart(workbook, UInt8(type.rawValue)),
            let series = chart_add_series(chart, reference(plot.labels), reference(plot.values)),
            nianbao_cache_values(series, plot.chart.bars.map { $0.value.map(Self.double) ?? .nan }, plot.chart.bars.count) != 0,
            let labels = chart_axis_get(chart, plot.chart.isUpright ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y),
            let values = chart_axis_get(chart, plot.chart.isUpright ? LXW_CHART_AXIS_TYPE_Y : LXW_CHART_AXIS_TYPE_X)
        else { throw Finding(.writingFailed, found: "chart \(plot.chart.id)") }
        let title = CellText.escaped(plot.chart.title)
        chart_title_set_name(chart, title)
        chart_series_set_name(series, title)
        var fill = lxw_chart_fill(color: Self.colour, none: 0, transparency: 0)
        chart_series_set_fill(series, &fill)
        chart_series_set_labels(series)
        chart_series_set_labels_position(series, UInt8(LXW_CHART_LABEL_POSITION_OUTSIDE_END.rawValue))
        chart_series_set_labels_num_format(series, "0")
        var font = lxw_chart_font()
        font.size = 12
        chart_title_set_name_font(chart, &font)
        font.size = 9
        chart_series_set_labels_font(series, &font)
        chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        chart_axis_set_min(values, 0)
        chart_axis_off(values)
        chart_axis_major_gridlines_set_visible(values, UInt8(LXW_FALSE.rawValue))
        chart_axis_set_major_tick_mark(labels, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
        // Lying bars begin at the bottom.
        if !plot.chart.isUpright { chart_axis_set_reverse(labels) }
        chart_set_series_gap(chart, 60)
        chart_show_blanks_as(chart, UInt8(LXW_CHART_BLANKS_AS_GAP.rawValue))
        try insert(chart, plot, on: sheet)
    }

    private func insert(
        _ chart: UnsafeMutablePointer<lxw_chart>, _ plot: SheetLayout.Plot, on sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
        let summary = strdup(CellText.escaped(plot.chart.summary))
        defer { free(summary) }
        var options = lxw_chart_options()
        // Relative to the library's own size: 480 × 288 pixels of ¾ point.
        (options.x_scale, options.y_scale) = (plot.size.width / 360, plot.size.height / 216)
        options.description = summary
        try check(worksheet_insert_chart_opt(sheet, UInt32(plot.corner.row), UInt16(plot.corner.column), chart, &options))
    }
}
