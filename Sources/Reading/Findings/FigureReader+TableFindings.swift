import Forms
import Model

extension FigureReader {
    /// The reader of another form that covers a table clearly better, by a tenth of its fields; nil if there is none.
    /// A smaller difference may be due to a lost row.
    func betterReader(for table: Form.Table, among others: [FigureReader]) -> FigureReader? {
        let id = table.definition.id
        let own = coverage(of: id)
        return others.first { $0.coverage(of: id) > own + 0.1 }
    }

    /// Makes candidates under renamed labels, except in tables of another form and under labels of another form.
    mutating func assume(besides others: [FigureReader]) {
        let others = others.filter { $0.form.id != form.id }
        let spellings = others.flatMap(\.form.tables).flatMap(\.blocks).flatMap { $0.rows + $0.columns }.flatMap(\.node.keys)
        assume(
            exceptTables: Set(form.tables.filter { betterReader(for: $0, among: others) != nil }.map(\.definition.id)),
            exceptLabels: Set(spellings).subtracting(
                form.tables.flatMap(\.blocks).flatMap { $0.rows + $0.columns }.flatMap(\.node.keys)))
    }

    /// The findings about tables that are missing, incomplete, altered, there twice with different figures, hidden, or of
    /// another form: `F301`–`F307`.
    func tableFindings(others: [FigureReader]) -> [Finding] {
        form.tables.flatMap { table -> [Finding] in
            let (id, title) = (table.definition.id, table.definition.title)
            if let better = betterReader(for: table, among: others) {
                let origins = better.headerOrigin(of: id).map { [$0] } ?? []
                return [
                    Finding(
                        .tableOfOtherForm, origins: origins, found: better.form.id, expected: form.id, facts: ["table": title])
                ]
            }
            if coverage(of: id) == 0 { return [Finding(.tableMissing, expected: title, facts: ["table": title])] }
            return incomplete(table) + renamed(table) + inserted(table) + conflicting(table) + hidden(table)
        }
    }

    private func placedBlocks(of table: Form.Table) -> [PlacedBlock] { placedBlocks.filter { $0.table == table.definition.id } }

    /// A finding for each row or column that was assumed, since its label is not spelt like the form's.
    private func renamed(_ table: Form.Table) -> [Finding] {
        placedBlocks(of: table).filter(\.placement.isAssumed).flatMap { placed in
            func finding(_ line: Line, _ labels: [String], _ fields: [Form.Field]) -> Finding? {
                guard line.match != .spelt else { return nil }
                return Finding(
                    .lineRenamed, .warning, phrase: "\(Finding.Code.lineRenamed).\(line.match)", fields: fields.map(\.path),
                    origins: [origin(of: line.label.range, sheet: placed.sheet)], found: line.label.text,
                    expected: labels.suffix(2).joined(separator: " / "), facts: ["table": table.definition.title])
            }
            return placed.placement.rows.compactMap { row in
                finding(row, [placed.block.rows[row.leaf].node.label], placed.block.fields[row.leaf])
            }
                + placed.placement.columns.compactMap { column in
                    finding(column, placed.block.columns[column.leaf].labels, placed.block.fields.map { $0[column.leaf] })
                }
        }
    }

    /// The finding that names the rows and columns which the form does not have, but which hold figures.
    private func inserted(_ table: Form.Table) -> [Finding] {
        let labels = placedBlocks(of: table).flatMap { placed -> [(origin: Origin, text: String)] in
            let (rows, columns) = (placed.placement.rows, placed.placement.columns)
            let strangeRows = placed.placement.strangeRows.filter { row in
                columns.contains { holdsFigures(row: row.range.first.row, columns: $0.label.range.columns, of: placed) }
            }
            let strangeColumns = placed.placement.strangeColumns.filter { column in
                rows.contains { holdsFigures(row: $0.label.range.first.row, columns: column.range.columns, of: placed) }
            }
            return (strangeRows + strangeColumns).map { (origin(of: $0.range, sheet: placed.sheet), $0.text) }
        }
        guard !labels.isEmpty else { return [] }
        return [
            Finding(
                .lineInserted, .warning, origins: labels.map(\.origin), found: labels.map(\.text).joined(separator: "、"),
                facts: ["table": table.definition.title])
        ]
    }

    private func conflicting(_ table: Form.Table) -> [Finding] {
        guard hasRivals else { return [] }
        let differing = table.fields.compactMap { field -> (field: Form.Field, candidates: [Candidate])? in
            let filled = rivals(of: field).filter { $0.reading != .blank }
            return filled.contains { $0.reading != filled[0].reading } ? (field, filled) : nil
        }
        guard let first = differing.first else { return [] }
        let origins = differing.map { $0.candidates.map(origin) }
        let pairs = origins.prefix(Self.pairLimit).map { cells in
            cells.map { "\($0.location)=\($0.raw)" }.joined(separator: " / ")
        }
        let copies = placedBlocks(of: table).filter { $0.block.fields[0][0].block == first.field.block }.map(headerOrigin)
        return [
            Finding(
                .tableTwice, fields: differing.map(\.field.path), origins: origins.flatMap { $0 }, found: "\(differing.count)",
                facts: [
                    "table": table.definition.title,
                    "copies": copies.prefix(Self.pairLimit).map(\.location).joined(separator: "、"),
                    "pairs": pairs.joined(separator: "、") + (differing.count > pairs.count ? "…" : ""),
                ])
        ]
    }

    /// The number of differing cells that the sentence names.
    private static let pairLimit = 5

    private func hidden(_ table: Form.Table) -> [Finding] {
        guard sheets.contains(where: { $0.sheet.visibility != .visible }) else { return [] }
        let chosen = table.fields.lazy.compactMap(chosen)
        guard let candidate = chosen.first(where: { sheets[$0.sheet].sheet.visibility != .visible }) else { return [] }
        return [Finding(.tableHidden, .note, origins: [origin(candidate)], facts: ["table": table.definition.title])]
    }
}
