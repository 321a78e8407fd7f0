import Forms
import Foundation
import Model
import Writers

/// The sheet that a sum is worked out from: a row an agency, a column a figure.
struct ContributionSheet: Sendable {
    private let rollUp: RollUp
    private static let name = AddedSheet.contributions.rawValue
    /// Agency, file and number of blanks stand before the figures.
    private static let agencyColumns = 3
    /// Title, note, and three rows of headings stand above.
    private static let firstRow = 5

    init(_ rollUp: RollUp) { self.rollUp = rollUp }

    private var lastRow: Int { Self.firstRow + rollUp.contributions.count - 1 }
    private var fields: [Form.Field] { rollUp.form.fields }

    /// The sheet, and for each figure the formula that adds its column. `further` sheets follow.
    func sources(further: [SheetLayout]) -> FigureSources {
        var formulas: [FieldPath: String] = [:]
        var links: [FieldPath: String] = [:]
        for (index, field) in fields.enumerated() {
            let column = Self.agencyColumns + index
            formulas[field.path] = sum(of: field, column: column, sheet: "'\(Self.name)'!")
            links[field.path] = "'\(Self.name)'!\(CellAddress(row: Self.firstRow - 1, column: column))"
        }
        return FigureSources(formulas: formulas, links: links, sheets: [layout] + further)
    }

    /// The formula of a sum, "" where nobody gave a number. It rounds to as many decimals as were given, since 0.1 + 0.2 is not
    /// 0.3 in a spreadsheet. A sum with more digits than a number cell keeps stands as its text.
    private func sum(of field: Form.Field, column: Int, sheet: String = "") -> String {
        let letters = CellAddress.letters(ofColumn: column)
        let range = "\(sheet)$\(letters)$\(Self.firstRow + 1):$\(letters)$\(lastRow + 1)"
        let values = rollUp.contributions.compactMap { $0.report.figures[field.index].value?.decimal }
        let known = rollUp.report.value(field.path)
        guard values.allSatisfy(\.fitsNumberCell), known.map(\.fitsNumberCell) ?? values.isEmpty else {
            return "\"\(known?.description ?? "")\""
        }
        let decimals = values.map { max(0, -$0.exponent) }.max() ?? 0
        let total = decimals == 0 ? "SUM(\(range))" : "ROUND(SUM(\(range)),\(decimals))"
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
        sheet.fitRowHeights(atLeast: 20)
        // The agencies, and two rows of totals below them.
        sheet.list = .init(rows: Self.firstRow..<lastRow + 3, leastHeight: 20) { row in
            switch row - lastRow {
            case 1: sums(row: row)
            case 2: blankCounts(row: row)
            default: cells(of: rollUp.contributions[row - Self.firstRow], row: row)
            }
        }
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

    private func cells(of contribution: RollUp.Contribution, row: Int) -> [SheetLayout.Cell] {
        func cell(_ column: Int, _ content: SheetLayout.Content, _ style: SheetLayout.Style) -> SheetLayout.Cell {
            .init(content, style, rows: row...row, columns: column...column)
        }
        let last = CellAddress.letters(ofColumn: Self.agencyColumns + fields.count - 1)
        let figures = "\(CellAddress.letters(ofColumn: Self.agencyColumns))\(row + 1):\(last)\(row + 1)"
        let blanks = SheetLayout.Result.number(Decimal(rollUp.blanks(in: contribution)))
        return [
            cell(0, .text(contribution.agency), .entry(.plain)),
            cell(1, .text(String(contribution.file.prefix(500))), .entry(.muted)),
            cell(2, .formula("COUNTBLANK(\(figures))", result: blanks), .number(.muted)),
        ]
            + fields.map { cell(Self.agencyColumns + $0.index, .init(contribution.report.figures[$0.index]), .number(.plain)) }
    }

    private func sums(row: Int) -> [SheetLayout.Cell] {
        [label("合计", row: row)]
            + fields.map { field in
                let column = Self.agencyColumns + field.index
                return .init(
                    .formula(sum(of: field, column: column), result: .init(rollUp.report.value(field.path))), .number(.good),
                    rows: row...row, columns: column...column)
            }
    }

    /// How many agencies left each figure blank.
    private func blankCounts(row: Int) -> [SheetLayout.Cell] {
        [label("空白的单位数", row: row)]
            + fields.map { field in
                let column = Self.agencyColumns + field.index
                let letters = CellAddress.letters(ofColumn: column)
                let blank = rollUp.contributions.count { $0.report.figures[field.index].isBlank }
                let formula = "COUNTBLANK(\(letters)\(Self.firstRow + 1):\(letters)\(lastRow + 1))"
                return .init(
                    .formula(formula, result: .number(Decimal(blank))), .number(.muted), rows: row...row,
                    columns: column...column)
            }
    }

    private func label(_ text: String, row: Int) -> SheetLayout.Cell {
        .init(.text(text), .heading, rows: row...row, columns: 0...Self.agencyColumns - 1)
    }
}
