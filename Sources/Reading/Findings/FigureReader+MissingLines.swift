import Forms
import Model

extension FigureReader {
    /// The findings about fields of a table without a cell: missing rows and columns with their neighbours, and missing
    /// blocks. All are `F303`.
    func incomplete(_ table: Form.Table) -> [Finding] {
        var missing = Set(table.fields.filter { !isClaimed($0) }.map(\.path))
        let count = missing.count
        guard count > 0 else { return [] }
        var findings: [Finding] = []
        for placed in placedBlocks where placed.table == table.definition.id {
            let (fields, placement) = (placed.block.fields, placed.placement)
            findings += missingLines("row", placed.block.rows.count, of: placed, beside: placement.rows) { row in
                let paths = fields[row].map(\.path)
                guard paths.allSatisfy(missing.contains) else { return nil }
                return (placed.block.rows[row].node.label, paths)
            }
            missing.subtract(findings.flatMap(\.fields))
            findings += missingLines("column", placed.block.columns.count, of: placed, beside: placement.columns) { column in
                let paths = fields.map { $0[column].path }.filter(missing.contains)
                guard !paths.isEmpty else { return nil }
                return (placed.block.columns[column].labels.suffix(2).joined(separator: " / "), paths)
            }
            missing.subtract(findings.flatMap(\.fields))
        }
        let rest = table.fields.filter { missing.contains($0.path) }
        if !rest.isEmpty {
            findings.append(
                Finding(
                    .tableIncomplete, fields: rest.map(\.path), origins: headerOrigin(of: table.definition.id).map { [$0] } ?? [],
                    expected: form.lines(of: rest).joined(separator: "、")))
        }
        for index in findings.indices { findings[index].facts["table"] = table.definition.title }
        return findings
    }

    /// A finding for each run of missing lines, with its neighbours. `missing` gives the label and the fields of a leaf, or
    /// nil if the leaf is not missing. `kind` and the neighbours select the sentence.
    private func missingLines(
        _ kind: String, _ count: Int, of placed: PlacedBlock, beside lines: [Line],
        _ missing: (Int) -> (label: String, fields: [FieldPath])?
    ) -> [Finding] {
        let labels = Dictionary(lines.map { ($0.leaf, $0.label) }, uniquingKeysWith: { first, _ in first })
        var runs: [Range<Int>] = []
        for leaf in 0..<count where labels[leaf] == nil && missing(leaf) != nil {
            let start = runs.last?.upperBound == leaf ? runs.removeLast().lowerBound : leaf
            runs.append(start..<leaf + 1)
        }
        return runs.map { run in
            let absent = run.compactMap(missing)
            let before = labels[run.lowerBound - 1]
            let after = labels[run.upperBound]
            let beside = [before, after].compactMap { $0 }.filter { !$0.text.isEmpty }
            let side = before != nil && after != nil ? "between" : before != nil ? "after" : "before"
            return Finding(
                .tableIncomplete, phrase: beside.isEmpty ? nil : "\(Finding.Code.tableIncomplete).\(kind).\(side)",
                fields: absent.flatMap(\.fields),
                origins: beside.isEmpty ? [headerOrigin(of: placed)] : beside.map { origin(of: $0.range, sheet: placed.sheet) },
                expected: absent.map(\.label).joined(separator: "、"),
                facts: [
                    "count": "\(absent.count)", "before": before?.text ?? "", "after": after?.text ?? "",
                ])
        }
    }
}
