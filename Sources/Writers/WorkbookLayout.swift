import Charts
import Forms
import Foundation
import Model

/// The sheets of our own workbook for a report, as the form's definition plans them. A report without figures gives the blank
/// template.
struct WorkbookLayout {
    let form: Form
    /// The sheets of the form's tables, without a report, by their names.
    let tables: [String: TableSheet]
    let report: Report
    var charts: [Chart] = []
    var sources: FigureSources?

    var sheets: [SheetLayout] {
        form.definition.sheets.compactMap(sheet) + (charts.isEmpty ? [] : [ChartSheet.layout(charts)])
            + (sources?.sheets ?? [])
    }

    private func sheet(_ plan: FormDefinition.SheetPlan) -> SheetLayout? {
        switch plan.content {
        case .guide(let lines): guideSheet(plan.name, lines)
        case .identity: identitySheet(plan.name)
        case .narrative(let sections): proseSheet(plan.name, sections)
        case .table: tables[plan.name]?.filled(with: report, sources: sources)
        }
    }

    private var title: String { report.title(of: form.definition) }

    private func guideSheet(_ name: String, _ guide: [String]) -> SheetLayout {
        var sheet = SheetLayout(name: name, columnWidths: [6, 84])
        sheet.add(.text(name), .title, rows: 0...0, columns: 0...1)
        for (index, line) in guide.enumerated() {
            sheet.add(.text("\(index + 1)"), .caption, rows: index + 1...index + 1, columns: 0...0)
            sheet.add(.text(line), .guide, rows: index + 1...index + 1, columns: 1...1)
        }
        sheet.fitRowHeights(atLeast: 28)
        return sheet
    }

    private func identitySheet(_ name: String) -> SheetLayout {
        var sheet = SheetLayout(name: name, columnWidths: [18, 66])
        sheet.add(.text(title), .title, rows: 0...0, columns: 0...1)
        let definition = form.definition
        var row = 1
        func add(
            _ label: String, _ hint: String?, _ content: SheetLayout.Content, _ style: SheetLayout.Style,
            _ rule: SheetLayout.Input.Rule
        ) {
            sheet.add(.text(label), .header, rows: row...row, columns: 0...0)
            sheet.add(content, style, rows: row...row, columns: 1...1)
            let cell = CellAddress(row: row, column: 1)
            sheet.inputs.append(.init(range: CellRange(cell, cell), rule: rule, title: label, hint: hint ?? ""))
            row += 1
        }
        for entry in definition.agency {
            add(entry.label, entry.hint, report.agency[entry.id].map { .text($0) } ?? .blank, .contact, .anything)
            if entry.id == "name" {
                add(definition.year.label, definition.year.hint, report.year.map { .number(Decimal($0)) } ?? .blank, .year, .year)
            }
        }
        sheet.fitRowHeights(atLeast: 28)
        return sheet
    }

    private func proseSheet(_ name: String, _ sections: [String]) -> SheetLayout {
        var sheet = SheetLayout(name: name, columnWidths: [18, 90])
        sheet.add(.text(name), .title, rows: 0...0, columns: 0...1)
        var row = 1
        for entry in definition(of: sections) {
            // One cell more than the text needs, to go on writing in.
            let pieces = CellText.pieces(of: report.narrative[entry.id] ?? "") + [""]
            for (index, piece) in pieces.enumerated() {
                sheet.add(.text(index == 0 ? entry.label : FormDefinition.continuation), .header, rows: row...row, columns: 0...0)
                sheet.add(piece.isEmpty ? .blank : .text(piece), .prose, rows: row...row, columns: 1...1)
                let cell = CellAddress(row: row, column: 1)
                sheet.inputs.append(
                    .init(range: CellRange(cell, cell), rule: .anything, title: entry.label, hint: entry.hint ?? ""))
                sheet.rowHeights[row] = index == 0 ? 200 : 20
                row += 1
            }
        }
        sheet.fitRowHeights(atLeast: 20)
        return sheet
    }

    private func definition(of sections: [String]) -> [FormDefinition.Entry] {
        sections.compactMap { id in form.definition.narrative.first { $0.id == id } }
    }
}
