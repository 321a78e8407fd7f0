import Forms
import Model

/// A table in the geometry of the notice, row by row, for formats that merge cells.
struct GridTable {
    /// The width of the printed page between its margins, in twentieths of a point: 156 mm (GB/T 9704-2012 §6.1).
    static let pageWidth = 8_844

    private let table: Document.Table
    private let layout: TableLayout
    /// By column, in twentieths of a point.
    private let widths: [Int]
    /// `[row][column]`: the index in the layout of the cell that covers it; nil if no cell does.
    private let cover: [[Int?]]

    init(_ table: Document.Table) {
        self.table = table
        layout = TableLayout(table.form)
        widths = Self.widths(of: table, layout)
        var cover = Array(repeating: Array(repeating: Int?.none, count: layout.width), count: layout.height)
        for (index, cell) in layout.cells.enumerated() {
            for row in cell.range.rows { for column in cell.range.columns { cover[row][column] = index } }
        }
        self.cover = cover
    }

    var values: TemplateValues {
        [
            "id": .text(table.form.definition.id),
            "caption": .text(table.form.definition.title),
            "width": .text("\(Self.pageWidth)"),
            "dense": .flag(layout.labelColumns > 1 || layout.width > 8),
            "grid": .list(widths.map { ["width": .text("\($0)"), "share": .text(Self.share($0))] }),
            "rows": .list((0..<layout.height).map(row)),
        ]
    }

    private func row(_ row: Int) -> TemplateValues {
        var cells: [TemplateValues] = []
        var column = 0
        while column < layout.width {
            guard let index = cover[row][column] else {
                // The form has no cell here.
                cells.append(["gap": .flag(true), "width": .text("\(widths[column])")])
                column += 1
                continue
            }
            let cell = layout.cells[index]
            cells.append(values(of: cell, index: index, in: row))
            column = cell.range.last.column + 1
        }
        let hasHead = table.form.blocks.count == 1
        return [
            "cells": .list(cells),
            "repeats": .flag(hasHead && row < layout.headerRows),
            "headStarts": .flag(hasHead && row == 0),
            "headEnds": .flag(hasHead && row == layout.headerRows),
            "bodyStarts": .flag(row == (hasHead ? layout.headerRows : 0)),
            "last": .flag(row == layout.height - 1),
        ]
    }

    private func values(of cell: TableLayout.Cell, index: Int, in row: Int) -> TemplateValues {
        let (rows, columns) = (cell.range.rows, cell.range.columns)
        let width = columns.reduce(0) { $0 + widths[$1] }
        var values: TemplateValues = [
            "width": .text("\(width)"),
            "colspan": columns.count > 1 ? .text("\(columns.count)") : nil,
            "rowspan": rows.count > 1 ? .text("\(rows.count)") : nil,
            "starts": .flag(rows.count > 1 && row == rows.lowerBound),
            "continues": .flag(row > rows.lowerBound),
        ]
        values["text"] = .text(cell.text)
        values["name"] = .text(name(index))
        values["centred"] = .flag(true)
        switch cell.role {
        case .blockTitle: (values["blockTitle"], values["centred"]) = (.flag(true), nil)
        case .corner, .columnHeader: values["columnHeader"] = .flag(true)
        case .rowLabel, .groupLabel(isOutermost: false):
            (values["rowLabel"], values["centred"]) = (.flag(true), .flag(layout.labelColumns == 1))
        case .groupLabel(isOutermost: true): (values["rowLabel"], values["upright"]) = (.flag(true), .flag(true))
        case .figure(let field):
            values["figure"] = .flag(true)
            values["text"] = .text(table.text(field))
            values["headers"] = .text(headers(of: cell.range.first).map(name).joined(separator: " "))
        }
        return values
    }

    private func name(_ index: Int) -> String { "\(table.form.definition.id)-\(index)" }

    /// The indices in the layout of the labels left of a figure, then of those above it within its block.
    private func headers(of address: CellAddress) -> [Int] {
        func isFigure(_ index: Int) -> Bool { if case .figure = layout.cells[index].role { true } else { false } }
        let left = cover[address.row].prefix(address.column).compactMap(\.self).filter { !isFigure($0) }
        let above = (0..<address.row).reversed().compactMap { cover[$0][address.column] }.drop(while: isFigure).prefix {
            !isFigure($0)
        }
        var seen: Set<Int> = []
        return (left + above.reversed()).filter { seen.insert($0).inserted }
    }

    /// The widths of the columns, in twentieths of a point. A column is as wide as its longest figure needs, and the last label
    /// column takes the rest. With at most one label column all are equally wide, as far as figures fit.
    private static func widths(of table: Document.Table, _ layout: TableLayout) -> [Int] {
        let isDense = layout.labelColumns > 1 || layout.width > 8
        // Half the size of the letters: 10 points, or 10.5.
        let unit = isDense ? 100 : 105
        var needed = Array(repeating: isDense ? 6 : 8, count: layout.width)
        for (range, field) in layout.figures where range.columns.count == 1 {
            let width = TextWidth.of(table.text(field)) + 2
            needed[range.first.column] = max(needed[range.first.column], width)
        }
        if layout.labelColumns == 1 {
            needed[0] = layout.cells.reduce(needed[0]) { width, cell in
                if case .rowLabel = cell.role { max(width, TextWidth.of(cell.text) + 2) } else { width }
            }
        }
        // What needs more than this breaks its lines.
        needed = needed.map { min($0, 24) }
        let widths = needed.map { $0 * unit }
        let labels = layout.labelColumns
        if labels > 1 {
            // The first for upright text, then four characters to a line, then the rest.
            let groups = (0..<labels - 1).map { $0 == 0 ? 440 : 920 }
            let rest = pageWidth - groups.reduce(0, +)
            let figures = Array(widths.dropFirst(labels))
            let label = max(leastLabel, rest - figures.reduce(0, +))
            return groups + [label] + fitted(figures, into: rest - label)
        }
        return shared(widths)
    }

    /// The page's width in equal shares, but for columns that need more.
    private static func shared(_ needed: [Int]) -> [Int] {
        var share = pageWidth / needed.count
        // What some need beyond their share is taken from the others, of which another may then need more.
        for _ in needed {
            let larger = needed.filter { $0 > share }
            if larger.count == needed.count { break }
            share = (pageWidth - larger.reduce(0, +)) / (needed.count - larger.count)
        }
        return fitted(needed.map { max($0, share) }, into: pageWidth)
    }

    /// The least width of the last label column, eleven characters: below it labels take too many lines, and figures are broken
    /// instead.
    private static let leastLabel = 2_200

    /// A width as percent of the page's, with one decimal.
    private static func share(_ width: Int) -> String {
        let tenths = width * 1_000 / pageWidth
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The widths scaled to add up to `width`.
    private static func fitted(_ widths: [Int], into width: Int) -> [Int] {
        let total = max(1, widths.reduce(0, +))
        var fitted = widths.map { $0 * width / total }
        fitted[fitted.count - 1] += width - fitted.reduce(0, +)
        return fitted
    }
}
