extension Form {
    /// The labels of the rows and columns of these fields, for a finding that names many of them. Rows whose fields are all
    /// among them come first; fields of other rows are named by their columns.
    package func lines(of missing: [Field]) -> [String] {
        let paths = Set(missing.map(\.path))
        var lines: [String] = []
        for block in tables.flatMap(\.blocks) {
            let gone = block.fields.map { row in row.allSatisfy { paths.contains($0.path) } }
            if gone.allSatisfy({ $0 }) && block.rows.count == 1 && block.rows[0].labels.isEmpty { continue }
            lines += zip(block.rows, gone).filter(\.1).map { $0.0.node.label }
            for (c, column) in block.columns.enumerated() {
                let left = zip(block.fields, gone).filter { !$0.1 && paths.contains($0.0[c].path) }
                if !left.isEmpty { lines.append(column.labels.suffix(2).joined(separator: " / ")) }
            }
        }
        return lines
    }
}
