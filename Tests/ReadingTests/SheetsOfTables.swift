import Foundation
import Model
import TestSupport
import Testing

@testable import Forms
@testable import Reading

let form2021 = Form.known[0]
let form2019 = Form.known[1]
let reader2021 = FormReader(form2021)
let reader2019 = FormReader(form2019)

extension Form: CustomTestStringConvertible {
    public var testDescription: String { id }
}

/// A value for every figure, each another: a figure taken from a wrong cell shows.
func numbered(_ form: Form) -> [FieldPath: String] {
    Dictionary(uniqueKeysWithValues: form.fields.enumerated().map { ($1.path, "\($0 + 1)") })
}

/// A sheet that tables can be put on, as the notice prints them.
struct SheetOfTables {
    var sheet: Sheet

    init(_ name: String, visibility: Sheet.Visibility = .visible) { sheet = Sheet(name: name, visibility: visibility) }

    mutating func put(_ text: String, at reference: String) {
        guard let address = CellAddress(reference) else { return }
        sheet.cells[address] = Cell(.text, text)
    }

    /// Puts the table of that id with its corner at an address; returns the row below it.
    @discardableResult
    mutating func put(
        _ table: String, of form: Form, at corner: CellAddress, values: [FieldPath: String], merged: Bool = true,
        spelt: (String) -> String = { $0 }
    ) -> Int {
        guard let table = form.tables.first(where: { $0.definition.id == table }) else { return corner.row }
        let layout = TableLayout(table)
        for cell in layout.cells {
            let first = CellAddress(row: cell.range.first.row + corner.row, column: cell.range.first.column + corner.column)
            let last = CellAddress(row: cell.range.last.row + corner.row, column: cell.range.last.column + corner.column)
            if merged, first != last { sheet.merges.append(CellRange(first, last)) }
            if case .figure(let field) = cell.role {
                if let value = values[field.path] { sheet.cells[first] = Cell(.number, value) }
            } else {
                sheet.cells[first] = Cell(.text, spelt(cell.text))
            }
        }
        return corner.row + layout.height
    }
}

/// One workbook with each table on a sheet of its own.
func threeSheets(_ form: Form, _ values: [FieldPath: String], spelt: @escaping (String) -> String = { $0 }) -> Workbook {
    Workbook(
        sheets: form.tables.map { table in
            var sheet = SheetOfTables(table.definition.id)
            sheet.put(table.definition.id, of: form, at: .init(row: 2, column: 1), values: values, spelt: spelt)
            return sheet.sheet
        })
}

func read(_ workbook: Workbook, form: String? = nil, year: Int? = nil) throws -> ReportReading {
    try ReportReader(newest: reader2021, older: { [reader2019] }, form: form, year: year).read(workbook)
}

/// The figures that differ from what was put in, as `path: found`.
func differences(_ reading: ReportReading, from values: [FieldPath: String]) -> [String] {
    reading.form.fields.compactMap { field in
        let found = reading.report.value(field.path).map { "\($0)" }
        return found == values[field.path] ? nil : "\(field.path): \(found ?? "nil")"
    }
}
