import Forms
import Model

extension FigureReader {
    /// What of a table has no place: its rows and columns with where they should stand, and blocks that are not there.
    func incomplete(_ table: Form.Table) -> [Finding] {
        var missing = Set(table.fields.filter { !isClaimed($0) }.map(\.path))
        let count = missing.count
        guard count > 0 else { return [] }
        var findings: [Finding] = []
        for place in places where place.table == table.definition.id {
            let (fields, placement) = (place.block.fields, place.placement)
            findings += gone("row", place.block.rows.count, of: place, beside: placement.rows) { row in
                let paths = fields[row].map(\.path)
                guard paths.allSatisfy(missing.contains) else { return nil }
                return (place.block.rows[row].node.label, paths)
            }
            missing.subtract(findings.flatMap(\.fields))
            findings += gone("column", place.block.columns.count, of: place, beside: placement.columns) { column in
                let paths = fields.map { $0[column].path }.filter(missing.contains)
                guard !paths.isEmpty else { return nil }
                return (place.block.columns[column].labels.suffix(2).joined(separator: " / "), paths)
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

    /// A finding for each run of lines that are not there, with the lines before and after it that are.
    private func gone(
        _ kind: String, _ count: Int, of place: Place, beside lines: [Line],
        _ isGone: (Int) -> (label: String, fields: [FieldPath])?
    ) -> [Finding] {
        let labels = Dictionary(lines.map { ($0.leaf, $0.label) }, uniquingKeysWith: { first, _ in first })
        var runs: [Range<Int>] = []
        for leaf in 0..<count where labels[leaf] == nil && isGone(leaf) != nil {
            let start = runs.last?.upperBound == leaf ? runs.removeLast().lowerBound : leaf
            runs.append(start..<leaf + 1)
        }
        return runs.map { run in
            let gone = run.compactMap(isGone)
            let before = labels[run.lowerBound - 1]
            let after = labels[run.upperBound]
            let beside = [before, after].compactMap { $0 }.filter { !$0.text.isEmpty }
            let side = before != nil && after != nil ? "between" : before != nil ? "after" : "before"
            return Finding(
                .tableIncomplete, phrase: beside.isEmpty ? nil : "\(Finding.Code.tableIncomplete).\(kind).\(side)",
                fields: gone.flatMap(\.fields),
                origins: beside.isEmpty ? [headerOrigin(of: place)] : beside.map { origin(of: $0.range, sheet: place.sheet) },
                expected: gone.map(\.label).joined(separator: "、"),
                facts: [
                    "count": "\(gone.count)", "before": before?.text ?? "", "after": after?.text ?? "",
                ])
        }
    }
}
