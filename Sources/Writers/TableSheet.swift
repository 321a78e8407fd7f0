import Findings
import Forms
import Foundation
import Grid
import ReportModel

/// The sheet of one table: the notice's own table with the report's figures in it, and its checks around it.
struct TableSheet {
    private let table: Form.Table
    private let report: Report
    private let sources: FigureSources?
    private let grid: TableLayout
    /// The title and the summary of the checks stand above the table.
    private let top = 2
    private var formulas: [RelationFormula] = []
    private var sheet: SheetLayout

    static func layout(
        _ plan: FormDefinition.SheetPlan, table: Form.Table, relations: [Relation], report: Report, sources: FigureSources?
    ) -> SheetLayout {
        var sheet = TableSheet(plan, table: table, relations: relations, report: report, sources: sources)
        sheet.addTable()
        sheet.addInputs()
        sheet.addChecks()
        sheet.sheet.fitRowHeights(atLeast: 24)
        return sheet.sheet
    }

    private init(
        _ plan: FormDefinition.SheetPlan, table: Form.Table, relations: [Relation], report: Report, sources: FigureSources?
    ) {
        self.table = table
        self.report = report
        self.sources = sources
        grid = TableLayout(table)
        let figureColumns = grid.width - grid.labelColumns
        let labels: [Double] =
            grid.labelColumns > 1
            ? [5] + Array(repeating: 10, count: grid.labelColumns - 2) + [32] : Array(repeating: 22, count: grid.labelColumns)
        let figure: Double = figureColumns <= 3 ? 22 : figureColumns <= 8 ? 8 : 6.5
        sheet = SheetLayout(name: plan.name, columnWidths: labels + Array(repeating: figure, count: figureColumns) + [16])
        var cells: [FieldPath: CellAddress] = [:]
        for (range, field) in grid.figures { cells[field.path] = placed(range).first }
        formulas = relations.compactMap { RelationFormula($0, cells: cells) }
    }

    private func placed(_ range: CellRange) -> CellRange {
        CellRange(
            .init(row: range.first.row + top, column: range.first.column),
            .init(row: range.last.row + top, column: range.last.column))
    }

    private mutating func addTable() {
        sheet.add(.text(table.definition.title), .title, rows: 0...0, columns: 0...grid.width - 1)
        for cell in grid.cells {
            let range = placed(cell.range)
            let (content, style) = appearance(of: cell)
            sheet.cells.append(.init(range: range, content: content, style: style, link: link(of: cell)))
        }
        let last = CellAddress(row: top + grid.height - 1, column: grid.width - 1)
        sheet.printArea = CellRange(.init(row: 0, column: 0), last)
        if table.blocks.count == 1 {
            sheet.repeatedRows = top...top + grid.headerRows - 1
            sheet.frozen = CellAddress(row: top + grid.headerRows, column: grid.labelColumns)
        }
    }

    private func appearance(of cell: TableLayout.Cell) -> (SheetLayout.Content, SheetLayout.Style) {
        switch cell.role {
        case .blockTitle: (.text(cell.text), .blockTitle)
        case .corner, .columnHeader: (.text(cell.text), .header)
        case .rowLabel: (.text(cell.text), grid.labelColumns > 1 ? .label : .header)
        case .groupLabel(let isOutermost): (.text(cell.text), isOutermost ? .uprightLabel : .label)
        case .figure(let field): (content(of: field), isTotal(field) ? .total(field.kind) : .figure(field.kind))
        }
    }

    private func isTotal(_ field: Form.Field) -> Bool { formulas.contains { $0.relation.total == field.path } }

    private func link(of cell: TableLayout.Cell) -> String? {
        guard case .figure(let field) = cell.role else { return nil }
        return sources?.places[field.path]
    }

    /// A figure with a source stands as that formula. A total stands as a formula where that gives what the report says, blank for blank; every other figure as it is.
    private func content(of field: Form.Field) -> SheetLayout.Content {
        let figure = report.figures[field.path] ?? Figure()
        if let source = sources?.formulas[field.path] {
            return .formula(source, result: .init(figure.value))
        }
        if let formula = formulas.first(where: { $0.relation.total == field.path }), figure.mark == nil,
            formula.total(in: report) == figure.value
        {
            return .formula(formula.total, result: figure.value.map { .number($0) } ?? .text(""))
        }
        if let mark = figure.mark { return .text(mark) }
        guard let value = figure.value else { return .blank }
        return value.fitsNumberCell ? .number(value) : .text(value.description)
    }

    private mutating func addInputs() {
        for (range, field) in grid.figures {
            sheet.names.append((field.path.description, CellRange(placed(range).first, placed(range).first)))
        }
        // One rule for the figures under a header, in each block.
        let columns = Dictionary(grouping: grid.figures) { [$0.field.block, $0.range.first.column] }
        for key in columns.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let all = columns[key], let first = all.first, let last = all.last else { continue }
            sheet.inputs.append(
                .init(
                    range: CellRange(placed(first.range).first, placed(last.range).last), rule: first.field.kind.rule,
                    title: first.field.column.node.label, hint: first.field.kind.hint))
        }
        for formula in formulas { sheet.alarms.append(.init(ranges: formula.suspects, formula: formula.isBroken)) }
    }

    /// Each relation's state beside its row, or below its column; above the table, how many are broken.
    private mutating func addChecks() {
        var checks: [CellRange] = []
        var below = top + grid.height
        let rules = Dictionary(grouping: formulas) { $0.relation.rule.code }
        for code in rules.keys.sorted() {
            guard let formulas = rules[code] else { continue }
            let inOneRow = formulas.allSatisfy { $0.rows.count == 1 } && Set(formulas.map(\.rows)).count == formulas.count
            for formula in formulas {
                let row = inOneRow ? formula.rows.lowerBound : below
                let columns = inOneRow ? grid.width...grid.width : formula.columns
                sheet.add(
                    .formula(formula.status, result: .text(formula.status(in: report))), .check, rows: row...row, columns: columns
                )
                checks.append(CellRange(.init(row: row, column: columns.lowerBound), .init(row: row, column: columns.lowerBound)))
            }
            if inOneRow {
                sheet.add(
                    .text("校验：\(formulas[0].relation.rule.title)"), .caption, rows: top...top + grid.headerRows - 1,
                    columns: grid.width...grid.width)
            } else {
                if grid.labelColumns > 0 {
                    sheet.add(
                        .text("校验：\(formulas[0].relation.rule.title)"), .caption, rows: below...below,
                        columns: 0...grid.labelColumns - 1)
                }
                below += 1
            }
        }
        if !checks.isEmpty { addSummary(of: checks) }
    }

    private mutating func addSummary(of checks: [CellRange]) {
        // Counting over the whole checked area costs one formula; only checks begin with 差.
        let area = CellRange(.init(row: top, column: 0), .init(row: checks.map(\.first.row).max() ?? top, column: grid.width))
        func count(_ status: String) -> String { "COUNTIF(\(RelationFormula.absolute(area)),\"\(status)\")" }
        let broken = count("\(RelationFormula.off)*")
        let formula =
            "IF(\(broken)>0,\"\(Self.brokenSummary.0)\"&\(broken)&\"\(Self.brokenSummary.1)\",IF(\(count(RelationFormula.holds))>0,\"\(Self.fineSummary)\",\"\"))"
        sheet.add(.formula(formula, result: .text(summary)), .summary, rows: 1...1, columns: 0...grid.width - 1)
    }

    private static let brokenSummary = ("校验：有 ", " 处不符，见红色单元格")
    private static let fineSummary = "校验：未发现不符"

    /// What the summary says now.
    private var summary: String {
        let statuses = formulas.map { $0.status(in: report) }
        let broken = statuses.count { $0.hasPrefix(RelationFormula.off) }
        if broken > 0 { return "\(Self.brokenSummary.0)\(broken)\(Self.brokenSummary.1)" }
        return statuses.contains(RelationFormula.holds) ? Self.fineSummary : ""
    }
}

extension FormDefinition.Kind {
    fileprivate var rule: SheetLayout.Input.Rule {
        switch self {
        case .count: .count
        case .signedCount: .signedCount
        case .amount: .amount
        }
    }

    fileprivate var hint: String {
        switch self {
        case .count: "填不小于 0 的整数；没有发生的填 0。"
        case .signedCount: "填整数：增加的填正数，减少的填负数，没有增减的填 0。"
        case .amount: "以万元为单位，可以有小数；没有收费的填 0。"
        }
    }
}
