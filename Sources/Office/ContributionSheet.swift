import Forms
import Foundation
import Model
import Writers

/// The sheet that a sum is worked out from: a row an agency, a column a figure.
struct ContributionSheet {
    private let rollUp: RollUp
    private static let name = AddedSheet.contributions.rawValue
    private static let agencyColumns = 3
    /// Title, note, and three rows of headings stand above.
    private static let firstRow = 5

    init(_ rollUp: RollUp) { self.rollUp = rollUp }

    private var lastRow: Int { Self.firstRow + rollUp.contributions.count - 1 }
    private var fields: [Form.Field] { rollUp.form.fields }

    /// The sheet, and for each figure the formula that adds its column. `further` sheets follow.
    func sources(further: [SheetLayout]) -> FigureSources {
        var formulas: [FieldPath: String] = [:]
        var places: [FieldPath: String] = [:]
        for (index, field) in fields.enumerated() {
            let column = Self.agencyColumns + index
            formulas[field.path] = sum(of: field, column: column, sheet: "'\(Self.name)'!")
            places[field.path] = "'\(Self.name)'!\(CellAddress(row: Self.firstRow - 1, column: column))"
        }
        return FigureSources(formulas: formulas, places: places, sheets: [layout] + further)
    }

    /// Nothing where nobody gave a number. Decimals are rounded to as many places as were given, since 0.1 + 0.2 is not 0.3
    /// to a spreadsheet; what a number cell cannot hold is added as the text that it is.
    private func sum(of field: Form.Field, column: Int, sheet: String = "") -> String {
        let letters = CellAddress.letters(ofColumn: column)
        let range = "\(sheet)$\(letters)$\(Self.firstRow + 1):$\(letters)$\(lastRow + 1)"
        let values = rollUp.contributions.compactMap { $0.report.value(field.path) }
        let known = rollUp.report.value(field.path)
        guard values.allSatisfy(\.fitsNumberCell), known.map(\.fitsNumberCell) ?? values.isEmpty else {
            return "\"\(known?.description ?? "")\""
        }
        let places = values.map { max(0, -$0.exponent) }.max() ?? 0
        let total = places == 0 ? "SUM(\(range))" : "ROUND(SUM(\(range)),\(places))"
        return "IF(COUNT(\(range))=0,\"\",\(total))"
    }

    private var layout: SheetLayout {
        let widths = [30, 30, 7] + fields.map { _ in 8.0 }
        var sheet = SheetLayout(name: Self.name, columnWidths: widths)
        let count = rollUp.contributions.count
        sheet.add(
            .text(
                "\(AddedSheet.titleStart)\(rollUp.report.agencyName ?? "")\(rollUp.report.year.map { "\($0)年" } ?? "")各单位数据"),
            .title, rows: 0...0, columns: 0...Self.agencyColumns - 1)
        sheet.add(
            .text("共 \(count) 份报告。前面各表的每个数都是本表一列之和，点表里的数到这一列，点列名回到表里。空白不计入和，另计个数；“/”等照原样列出。"),
            .summary, rows: 1...1, columns: 0...Self.agencyColumns - 1)
        addHeadings(to: &sheet)
        for (index, contribution) in rollUp.contributions.enumerated() {
            add(contribution, row: Self.firstRow + index, to: &sheet)
        }
        addTotals(to: &sheet)
        sheet.fitRowHeights(atLeast: 20)
        sheet.frozen = CellAddress(row: Self.firstRow, column: 1)
        sheet.repeatedRows = 2...Self.firstRow - 1
        sheet.repeatedColumns = 0...0
        sheet.filter = CellRange(
            .init(row: Self.firstRow - 1, column: 0), .init(row: lastRow, column: Self.agencyColumns + fields.count - 1))
        (sheet.isLandscape, sheet.isProtected) = (true, false)
        return sheet
    }

    /// Table, row and column of each figure; neighbours under one heading share it.
    private func addHeadings(to sheet: inout SheetLayout) {
        for (column, heading) in ["报送单位", "来源文件", "空白个数"].enumerated() {
            sheet.add(.text(heading), .heading, rows: 2...Self.firstRow - 1, columns: column...column)
        }
        var column = Self.agencyColumns
        for table in rollUp.form.tables {
            let first = column
            sheet.add(.text(table.definition.title), .heading, rows: 2...2, columns: first...first + table.fields.count - 1)
            var rest = table.fields[...]
            while let field = rest.first {
                let heading = Self.rowHeading(field)
                let run = rest.prefix { Self.rowHeading($0) == heading }
                sheet.add(.text(heading), .heading, rows: 3...3, columns: column...column + run.count - 1)
                for field in run {
                    sheet.add(
                        .text(field.column.labels.last ?? ""), .heading, rows: 4...4, columns: column...column,
                        link: field.path.description)
                    column += 1
                }
                rest = rest.dropFirst(run.count)
            }
        }
    }

    private static func rowHeading(_ field: Form.Field) -> String {
        field.row.labels.last ?? field.column.labels.dropLast().suffix(1).joined()
    }

    private func add(_ contribution: RollUp.Contribution, row: Int, to sheet: inout SheetLayout) {
        let last = CellAddress.letters(ofColumn: Self.agencyColumns + fields.count - 1)
        let figures = "\(CellAddress.letters(ofColumn: Self.agencyColumns))\(row + 1):\(last)\(row + 1)"
        sheet.add(.text(contribution.agency), .entry(.plain), rows: row...row, columns: 0...0)
        sheet.add(.text(String(contribution.file.prefix(500))), .entry(.muted), rows: row...row, columns: 1...1)
        sheet.add(
            .formula("COUNTBLANK(\(figures))", result: .number(Decimal(rollUp.blanks(in: contribution)))), .number(.muted),
            rows: row...row, columns: 2...2)
        for (index, field) in fields.enumerated() {
            let column = Self.agencyColumns + index
            sheet.add(
                .init(contribution.report[field.path]), .number(.plain), rows: row...row, columns: column...column)
        }
    }

    private func addTotals(to sheet: inout SheetLayout) {
        let (sums, blanks) = (lastRow + 1, lastRow + 2)
        sheet.add(.text("合计"), .heading, rows: sums...sums, columns: 0...Self.agencyColumns - 1)
        sheet.add(.text("空白的单位数"), .heading, rows: blanks...blanks, columns: 0...Self.agencyColumns - 1)
        for (index, field) in fields.enumerated() {
            let column = Self.agencyColumns + index
            let letters = CellAddress.letters(ofColumn: column)
            let value = rollUp.report.value(field.path)
            let blank = rollUp.contributions.count { $0.report[field.path].isBlank }
            sheet.add(
                .formula(sum(of: field, column: column), result: .init(value)), .number(.good), rows: sums...sums,
                columns: column...column)
            sheet.add(
                .formula("COUNTBLANK(\(letters)\(Self.firstRow + 1):\(letters)\(lastRow + 1))", result: .number(Decimal(blank))),
                .number(.muted), rows: blanks...blanks, columns: column...column)
        }
    }
}
