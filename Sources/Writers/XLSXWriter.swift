import CXlsxWriter
import Charts
import Forms
import Foundation
import Model
import Text

/// Writes our own workbook: a report in the form's standard template; without figures, the blank template. The same report gives
/// the same bytes.
package struct XLSXWriter: Sendable {
    /// The form of the reports that it writes.
    package let form: Form
    private let tables: [String: TableSheet]

    /// What the figures are worked out from; nil where they stand as they are.
    package var sources: FigureSources?

    /// Lays out the sheets of the form's tables, once for all reports.
    package init(form: Form) {
        self.form = form
        tables = TableSheet.all(form)
    }

    /// The workbook's bytes, with a sheet of the charts at the end. `directory` is an empty one for the library, which writes to
    /// paths only; the caller removes it. Throws `O701` with the library's reason.
    package func bytes(_ report: Report, charts: [Chart] = [], in directory: URL) throws -> [UInt8] {
        let sheets = WorkbookLayout(form: form, tables: tables, report: report, charts: charts, sources: sources).sheets
        return try XLSXFile.bytes(of: sheets, in: directory) { try $0.setProperties(of: report, form: form) }
    }
}

/// A workbook being written; owns libxlsxwriter's pointer until it is closed.
package final class XLSXFile {
    let workbook: UnsafeMutablePointer<lxw_workbook>
    private var formats: XLSXFormats
    private var isOpen = true

    /// The bytes of a workbook of these sheets; the same sheets give the same bytes. `directory` is an empty one for the library;
    /// the caller removes it. Throws `O701` with the library's reason.
    package static func bytes(of sheets: [SheetLayout], title: String, in directory: URL) throws -> [UInt8] {
        try bytes(of: sheets, in: directory) { try $0.setTitle(title) }
    }

    static func bytes(of sheets: [SheetLayout], in directory: URL, properties: (XLSXFile) throws -> Void) throws -> [UInt8] {
        let path = directory.appendingPathComponent("workbook.xlsx").path
        let file = try XLSXFile(path: path, scratch: directory.path)
        try properties(file)
        for sheet in sheets { try file.add(sheet) }
        try file.close()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private init(path: String, scratch: String) throws {
        let opened = scratch.withCString { scratch in
            var options = lxw_workbook_options(constant_memory: 0, tmpdir: UnsafeMutablePointer(mutating: scratch), use_zip64: 0)
            return path.withCString { workbook_new_opt($0, &options) }
        }
        guard let workbook = opened else { throw Finding(.writingFailed, found: "workbook_new") }
        self.workbook = workbook
        formats = XLSXFormats(workbook)
    }

    /// Writes the file, and throws most of the errors (`O701`). libxlsxwriter frees the workbook whatever it answers.
    func close() throws {
        isOpen = false
        try check(workbook_close(workbook))
    }

    deinit { if isOpen { lxw_workbook_free(workbook) } }

    func check(_ error: lxw_error) throws {
        guard error == LXW_NO_ERROR else { throw Finding(.writingFailed, found: String(cString: lxw_strerror(error))) }
    }

    private func setTitle(_ title: String) throws {
        var properties = lxw_doc_properties()
        // A fixed time, so that the same report gives the same bytes: 2021-01-01 UTC.
        properties.created = 1_609_459_200
        let error = title.withCString { title in
            properties.title = UnsafeMutablePointer(mutating: title)
            return workbook_set_properties(workbook, &properties)
        }
        try check(error)
    }

    func setProperties(of report: Report, form: Form) throws {
        try setTitle(form.definition.title)
        try check(workbook_set_custom_property_string(workbook, "form", form.id))
        if let year = report.year { try check(workbook_set_custom_property_integer(workbook, "year", Int32(clamping: year))) }
        // A property holds 255 characters.
        if let agency = report.agencyName, agency.unicodeScalars.count <= 255 {
            try check(workbook_set_custom_property_string(workbook, "agency", agency))
        }
    }

    /// Adds a sheet after those that there are. One with a list is written row by row.
    func add(_ layout: SheetLayout) throws {
        nianbao_write_by_rows(workbook, layout.list == nil ? 0 : 1)
        guard let sheet = workbook_add_worksheet(workbook, layout.name) else {
            throw Finding(.writingFailed, found: "worksheet \(layout.name)")
        }
        for (column, width) in layout.columnWidths.enumerated() {
            try check(worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil))
        }
        // Before the rows: of what is written by rows the library takes no range above the last row.
        try setPage(of: sheet, layout)
        if let list = layout.list {
            try write(list, below: layout, to: sheet)
        } else {
            for (row, height) in layout.rowHeights.sorted(by: { $0.key < $1.key }) {
                try check(worksheet_set_row(sheet, UInt32(row), height, nil))
            }
            for cell in layout.cells { try write(cell, to: sheet) }
        }
        for input in layout.inputs { try validate(input, on: sheet) }
        for alarm in layout.alarms { try add(alarm, to: sheet) }
        for plot in layout.plots { try add(plot, to: sheet, named: layout.name) }
        for (name, range) in layout.names {
            try check(workbook_define_name(workbook, name, "='\(layout.name)'!\(RelationFormula.absolute(range))"))
        }
        guard layout.isProtected else { return }
        var protection = lxw_protection()
        protection.format_columns = 1
        protection.format_rows = 1
        worksheet_protect(sheet, nil, &protection)
    }

    private func write(_ cell: SheetLayout.Cell, to sheet: UnsafeMutablePointer<lxw_worksheet>) throws {
        let (row, column) = (UInt32(cell.range.first.row), UInt16(cell.range.first.column))
        let format = formats[cell.style]
        if cell.range.first != cell.range.last {
            try check(
                worksheet_merge_range(sheet, row, column, UInt32(cell.range.last.row), UInt16(cell.range.last.column), "", format)
            )
        }
        try write(cell, format, to: sheet)
    }

    /// What stands in the first cell of a range.
    private func write(
        _ cell: SheetLayout.Cell, _ format: UnsafeMutablePointer<lxw_format>?, to sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
        let (row, column) = (UInt32(cell.range.first.row), UInt16(cell.range.first.column))
        // Before the content, which takes the place of the text that a link brings.
        if let link = cell.link { try check(worksheet_write_url(sheet, row, column, "internal:" + link, format)) }
        switch cell.content {
        case .blank: try check(worksheet_write_blank(sheet, row, column, format))
        case .text(let text): try check(worksheet_write_string(sheet, row, column, CellText.escaped(text), format))
        case .number(let value): try check(worksheet_write_number(sheet, row, column, Self.double(value), format))
        case .formula(let formula, .number(let value)):
            try check(worksheet_write_formula_num(sheet, row, column, "=" + formula, format, Self.double(value)))
        case .formula(let formula, .text(let text)):
            try check(worksheet_write_formula_str(sheet, row, column, "=" + formula, format, text))
        }
    }

    /// The cells of a layout and then its list, row by row.
    private func write(
        _ list: SheetLayout.List, below layout: SheetLayout, to sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
        var head: [Int: [SheetLayout.Cell]] = [:]
        for cell in layout.cells { for row in cell.range.rows { head[row, default: []].append(cell) } }
        for row in head.keys.sorted() { try write(head[row] ?? [], row: row, height: layout.rowHeights[row], to: sheet) }
        for row in list.rows {
            let cells = list.cells(row)
            try write(cells, row: row, height: layout.height(ofListed: cells, atLeast: list.leastHeight), to: sheet)
        }
    }

    /// One row of a sheet that is written row by row; of what is merged over several rows, its blank cells in this one.
    private func write(
        _ cells: [SheetLayout.Cell], row: Int, height: Double?, to sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
        if let height { try check(worksheet_set_row(sheet, UInt32(row), height, nil)) }
        for cell in cells {
            let (first, last, format) = (cell.range.first, cell.range.last, formats[cell.style])
            for column in cell.range.columns where CellAddress(row: row, column: column) != first {
                try check(worksheet_write_blank(sheet, UInt32(row), UInt16(column), format))
            }
            guard row == first.row else { continue }
            if first != last {
                let added = nianbao_add_merge(
                    sheet, UInt32(first.row), UInt16(first.column), UInt32(last.row), UInt16(last.column))
                guard added != 0 else { throw Finding(.writingFailed, found: "merge \(cell.range)") }
            }
            try write(cell, format, to: sheet)
        }
    }

    /// The nearest double, by way of the decimal text.
    static func double(_ value: Decimal) -> Double { value.whole.map(Double.init) ?? Double(value.description) ?? 0 }

    private func validate(_ input: SheetLayout.Input, on sheet: UnsafeMutablePointer<lxw_worksheet>) throws {
        var validation = lxw_data_validation()
        validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        var type = LXW_VALIDATION_TYPE_INTEGER
        switch input.rule {
        case .count: (validation.minimum_number, validation.maximum_number) = (0, 999_999_999_999)
        case .signedCount: (validation.minimum_number, validation.maximum_number) = (-999_999_999_999, 999_999_999_999)
        case .year: (validation.minimum_number, validation.maximum_number) = (2000, 2099)
        case .amount:
            type = LXW_VALIDATION_TYPE_DECIMAL
            (validation.minimum_number, validation.maximum_number) = (0, 999_999_999_999)
        case .anything:
            type = LXW_VALIDATION_TYPE_ANY
            validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_NONE.rawValue)
        }
        validation.validate = UInt8(type.rawValue)
        // Excel shows 32 characters of a title and 255 of a message.
        let title = strdup(String(input.title.prefix(32)))
        let hint = strdup(String(input.hint.prefix(255)))
        let refusal = strdup("不能这样填")
        defer {
            free(title)
            free(hint)
            free(refusal)
        }
        (validation.input_title, validation.input_message) = (title, hint)
        if input.rule != .anything { (validation.error_title, validation.error_message) = (refusal, hint) }
        try check(
            worksheet_data_validation_range(
                sheet, UInt32(input.range.first.row), UInt16(input.range.first.column), UInt32(input.range.last.row),
                UInt16(input.range.last.column), &validation))
    }

    private func add(_ alarm: SheetLayout.Alarm, to sheet: UnsafeMutablePointer<lxw_worksheet>) throws {
        guard let first = alarm.ranges.first else { return }
        var condition = lxw_conditional_format()
        condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        condition.format = formats.alarm
        let formula = strdup("=" + alarm.formula)
        let ranges = strdup(alarm.ranges.map(\.description).joined(separator: " "))
        defer {
            free(formula)
            free(ranges)
        }
        condition.value_string = formula
        condition.multi_range = alarm.ranges.count > 1 ? ranges : nil
        try check(
            worksheet_conditional_format_range(
                sheet, UInt32(first.first.row), UInt16(first.first.column), UInt32(first.last.row), UInt16(first.last.column),
                &condition))
    }

    private func setPage(of sheet: UnsafeMutablePointer<lxw_worksheet>, _ layout: SheetLayout) throws {
        worksheet_set_paper(sheet, 9)  // A4
        worksheet_set_margins(sheet, 0.6, 0.6, 0.8, 0.8)
        if let columns = layout.repeatedColumns {
            try check(worksheet_repeat_columns(sheet, UInt16(columns.lowerBound), UInt16(columns.upperBound)))
        } else {
            worksheet_fit_to_pages(sheet, 1, 0)
        }
        worksheet_center_horizontally(sheet)
        if layout.isLandscape { worksheet_set_landscape(sheet) }
        worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        try check(worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页"))
        if let area = layout.printArea {
            try check(
                worksheet_print_area(
                    sheet, UInt32(area.first.row), UInt16(area.first.column), UInt32(area.last.row), UInt16(area.last.column)))
        }
        if let rows = layout.repeatedRows {
            try check(worksheet_repeat_rows(sheet, UInt32(rows.lowerBound), UInt32(rows.upperBound)))
        }
        if let filter = layout.filter {
            try check(
                worksheet_autofilter(
                    sheet, UInt32(filter.first.row), UInt16(filter.first.column), UInt32(filter.last.row),
                    UInt16(filter.last.column)))
        }
        if let frozen = layout.frozen { worksheet_freeze_panes(sheet, UInt32(frozen.row), UInt16(frozen.column)) }
    }
}
