import Forms
import Model

extension FigureReader {
    /// Whether another form explains a table clearly better. A lost row is a lost row; only then it is another form's table.
    func better(for table: Form.Table, among others: [FigureReader]) -> FigureReader? {
        let id = table.definition.id
        let own = coverage(of: id)
        return others.first { $0.coverage(of: id) > own + 0.1 }
    }

    /// Reads what stands under renamed labels, but for tables of another form and what is spelt like a label of one.
    mutating func assume(besides others: [FigureReader]) {
        let others = others.filter { $0.form.id != form.id }
        let spellings = others.flatMap(\.form.tables).flatMap(\.blocks).flatMap { $0.rows + $0.columns }.flatMap(\.node.keys)
        assume(
            exceptTables: Set(form.tables.filter { better(for: $0, among: others) != nil }.map(\.definition.id)),
            exceptLabels: Set(spellings).subtracting(
                form.tables.flatMap(\.blocks).flatMap { $0.rows + $0.columns }.flatMap(\.node.keys)))
    }

    /// Tables that are missing, incomplete, altered, claimed twice with different figures, hidden, or of another form.
    func tableFindings(others: [FigureReader]) -> [Finding] {
        form.tables.flatMap { table -> [Finding] in
            let (id, title) = (table.definition.id, table.definition.title)
            if let better = better(for: table, among: others) {
                let origins = better.headerOrigin(of: id).map { [$0] } ?? []
                return [
                    Finding(
                        .tableOfOtherForm, origins: origins, found: better.form.id, expected: form.id, facts: ["table": title])
                ]
            }
            if coverage(of: id) == 0 { return [Finding(.tableMissing, expected: title, facts: ["table": title])] }
            return incomplete(table) + renamed(table) + strange(table) + conflicting(table) + hidden(table)
        }
    }

    private func places(of table: Form.Table) -> [Place] { places.filter { $0.table == table.definition.id } }

    /// Each line that was taken for one of the form although it is not spelt so.
    private func renamed(_ table: Form.Table) -> [Finding] {
        places(of: table).filter(\.placement.isAssumed).flatMap { place in
            func finding(_ line: Line, _ labels: [String], _ fields: [Form.Field]) -> Finding? {
                guard line.match != .spelt else { return nil }
                return Finding(
                    .lineRenamed, .warning, phrase: "\(Finding.Code.lineRenamed).\(line.match)", fields: fields.map(\.path),
                    origins: [origin(of: line.label.range, sheet: place.sheet)], found: line.label.text,
                    expected: labels.suffix(2).joined(separator: " / "), facts: ["table": table.definition.title])
            }
            return place.placement.rows.compactMap { row in
                finding(row, [place.block.rows[row.leaf].node.label], place.block.fields[row.leaf])
            }
                + place.placement.columns.compactMap { column in
                    finding(column, place.block.columns[column.leaf].labels, place.block.fields.map { $0[column.leaf] })
                }
        }
    }

    /// Rows and columns between those of the form that are none of it, but hold figures.
    private func strange(_ table: Form.Table) -> [Finding] {
        let labels = places(of: table).flatMap { place -> [(origin: Origin, text: String)] in
            let (rows, columns) = (place.placement.rows, place.placement.columns)
            let strangeRows = place.placement.strangeRows.filter { row in
                columns.contains { holdsFigures(row: row.range.first.row, columns: $0.label.range.columns, of: place) }
            }
            let strangeColumns = place.placement.strangeColumns.filter { column in
                rows.contains { holdsFigures(row: $0.label.range.first.row, columns: column.range.columns, of: place) }
            }
            return (strangeRows + strangeColumns).map { (origin(of: $0.range, sheet: place.sheet), $0.text) }
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
        let differing = table.fields.compactMap { field -> (field: Form.Field, claims: [Claim])? in
            let held = rivals(of: field).filter { $0.reading != .blank }
            return held.contains { $0.reading != held[0].reading } ? (field, held) : nil
        }
        guard let first = differing.first else { return [] }
        let origins = differing.map { $0.claims.map(origin) }
        let pairs = origins.prefix(Self.pairLimit).map { cells in
            cells.map { "\($0.location)=\($0.raw)" }.joined(separator: " / ")
        }
        let copies = places(of: table).filter { $0.block.fields[0][0].block == first.field.block }.map(headerOrigin)
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

    /// So many of the cells that differ between copies are named.
    private static let pairLimit = 5

    private func hidden(_ table: Form.Table) -> [Finding] {
        guard sheets.contains(where: { $0.sheet.visibility != .visible }) else { return [] }
        let chosen = table.fields.lazy.compactMap(chosen)
        guard let claim = chosen.first(where: { sheets[$0.sheet].sheet.visibility != .visible }) else { return [] }
        return [Finding(.tableHidden, .note, origins: [origin(claim)], facts: ["table": table.definition.title])]
    }
}
