import Forms
import Foundation
import Model

/// The sheet of one table: the notice's own table, and checks around it. It is laid out once a form; only the figures and the
/// results of the checks are a report's.
struct TableSheet: Sendable {
    private let table: Form.Table
    private let grid: TableLayout
    /// How many rows stand above the table: the title and the summary of the checks.
    private let top = 2
    private let formulas: [RelationFormula]
    /// The index of the formula that gives each total.
    private let totals: [FieldPath: Int]
    /// The sheet without a report.
    private var sheet: SheetLayout
    /// The indices in `sheet.cells` of the cells with figures.
    private var figures: [(cell: Int, field: Form.Field)] = []
    /// The same of the cells with a relation's status.
    private var checks: [(cell: Int, formula: Int)] = []
    private var summary: (cell: Int, formula: String)?

    /// The sheets of a form's tables by their names.
    static func all(_ form: Form) -> [String: TableSheet] {
        let sheets = form.definition.sheets.compactMap { plan -> (String, TableSheet)? in
            guard case .table(let id) = plan.content else { return nil }
            return form.tables.first { $0.definition.id == id }.map {
                (plan.name, TableSheet(plan, table: $0, relations: form.relations))
            }
        }
        return Dictionary(sheets, uniquingKeysWith: { first, _ in first })
    }

    init(_ plan: FormDefinition.SheetPlan, table: Form.Table, relations: [Relation]) {
        self.table = table
        grid = TableLayout(table)
        let figureColumns = grid.width - grid.labelColumns
        let labels: [Double] =
            grid.labelColumns > 1
            ? [5] + Array(repeating: 10, count: grid.labelColumns - 2) + [32] : Array(repeating: 22, count: grid.labelColumns)
        let figure: Double = figureColumns <= 3 ? 22 : figureColumns <= 8 ? 8 : 6.5
        sheet = SheetLayout(name: plan.name, columnWidths: labels + Array(repeating: figure, count: figureColumns) + [16])
        var cells: [FieldPath: CellAddress] = [:]
        for (range, field) in grid.figures {
            cells[field.path] = CellAddress(row: range.first.row + top, column: range.first.column)
        }
        formulas = relations.compactMap { RelationFormula($0, cells: cells) }
        totals = Dictionary(
            formulas.enumerated().compactMap { index, formula in formula.relation.total.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        addTable()
        addInputs()
        addChecks()
    }

    /// The sheet with a report's figures, or with the formulas that they are worked out by.
    func filled(with report: Report, sources: FigureSources?) -> SheetLayout {
        var sheet = sheet
        for (cell, field) in figures {
            sheet.cells[cell].content = content(of: field, in: report, sources)
            sheet.cells[cell].link = sources?.links[field.path]
        }
        let statuses = formulas.map { $0.status(in: report) }
        for (cell, formula) in checks {
            sheet.cells[cell].content = .formula(formulas[formula].status, result: .text(statuses[formula]))
        }
        if let summary {
            sheet.cells[summary.cell].content = .formula(summary.formula, result: .text(Self.summary(of: statuses)))
        }
        sheet.fitRowHeights(atLeast: 24)
        return sheet
    }

    private func placed(_ range: CellRange) -> CellRange {
        CellRange(
            .init(row: range.first.row + top, column: range.first.column),
            .init(row: range.last.row + top, column: range.last.column))
    }

    private mutating func addTable() {
        sheet.add(.text(table.definition.title), .title, rows: 0...0, columns: 0...grid.width - 1)
        for cell in grid.cells {
            if case .figure(let field) = cell.role { figures.append((sheet.cells.count, field)) }
            let (content, style) = appearance(of: cell)
            sheet.cells.append(.init(range: placed(cell.range), content: content, style: style))
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
        case .figure(let field): (.blank, totals[field.path] == nil ? .figure(field.kind) : .total(field.kind))
        }
    }

    /// A figure with a source is that formula. A total is a formula where that gives what the report says, blank for blank. Every
    /// other figure stands as it is.
    private func content(of field: Form.Field, in report: Report, _ sources: FigureSources?) -> SheetLayout.Content {
        let figure = report[field.path]
        if let source = sources?.formulas[field.path] {
            return .formula(source, result: .init(figure.value?.decimal))
        }
        if let total = totals[field.path], figure.mark == nil, formulas[total].total(in: report) == figure.value {
            return .formula(formulas[total].total, result: figure.value.map { .number($0.decimal) } ?? .text(""))
        }
        return SheetLayout.Content(figure)
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

    /// Adds each relation's status beside its row or below its column, and above the table how many are broken.
    private mutating func addChecks() {
        var below = top + grid.height
        let rules = Dictionary(grouping: formulas.indices) { formulas[$0].relation.rule.code }
        for code in rules.keys.sorted() {
            guard let own = rules[code], let title = own.first.map({ "校验：\(formulas[$0].relation.rule.title)" }) else { continue }
            let rows = own.map { formulas[$0].rows }
            let inOneRow = rows.allSatisfy { $0.count == 1 } && Set(rows).count == rows.count
            for index in own {
                let row = inOneRow ? formulas[index].rows.lowerBound : below
                let columns = inOneRow ? grid.width...grid.width : formulas[index].columns
                checks.append((sheet.cells.count, index))
                sheet.add(.blank, .check, rows: row...row, columns: columns)
            }
            if inOneRow {
                sheet.add(.text(title), .caption, rows: top...top + grid.headerRows - 1, columns: grid.width...grid.width)
            } else {
                if grid.labelColumns > 0 {
                    sheet.add(.text(title), .caption, rows: below...below, columns: 0...grid.labelColumns - 1)
                }
                below += 1
            }
        }
        guard !checks.isEmpty else { return }
        summary = (sheet.cells.count, summaryFormula)
        sheet.add(.blank, .summary, rows: 1...1, columns: 0...grid.width - 1)
    }

    private static let brokenSummary = ("校验：有 ", " 处不符，见红色单元格")
    private static let fineSummary = "校验：未发现不符"

    private var summaryFormula: String {
        // Counting over the whole checked area costs one formula; only checks begin with 差.
        let last = checks.map { sheet.cells[$0.cell].range.first.row }.max() ?? top
        let area = RelationFormula.absolute(CellRange(.init(row: top, column: 0), .init(row: last, column: grid.width)))
        func count(_ status: String) -> String { "COUNTIF(\(area),\"\(status)\")" }
        let broken = count("\(RelationFormula.off)*")
        return
            "IF(\(broken)>0,\"\(Self.brokenSummary.0)\"&\(broken)&\"\(Self.brokenSummary.1)\",IF(\(count(RelationFormula.holds))>0,\"\(Self.fineSummary)\",\"\"))"
    }

    /// What the formula of the summary gives.
    private static func summary(of statuses: [String]) -> String {
        let broken = statuses.count { $0.hasPrefix(RelationFormula.off) }
        if broken > 0 { return "\(brokenSummary.0)\(broken)\(brokenSummary.1)" }
        return statuses.contains(RelationFormula.holds) ? fineSummary : ""
    }
}

extension Form.Kind {
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
