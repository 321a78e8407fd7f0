import Forms

/// A table as lines, for formats that cannot merge cells. Each block is an outline of its rows, with groups on lines of their own.
/// A block of one row without a label has its columns as rows.
struct OutlineTable {
    struct Row {
        let depth: Int
        let label: String
        /// One a column; nil for a group.
        let figures: [String]?
    }

    struct Block {
        let title: String?
        let corner: String
        /// The labels of each column from the outermost down, without a group that all have in common.
        let columns: [[String]]
        let rows: [Row]
    }

    let blocks: [Block]

    init(_ table: Document.Table) {
        blocks = table.form.blocks.map { block in
            let definition = block.definition
            func text(_ field: Form.Field) -> String { table.text(field) }
            if block.rows.count == 1, block.rows[0].labels.isEmpty {
                let rows = Self.rows(of: definition.columns, figures: block.fields[0].map { [text($0)] })
                return Block(title: definition.title, corner: "", columns: [], rows: rows)
            }
            let paths = block.columns.map(\.labels)
            let shared = paths.allSatisfy { $0.count > 1 && $0[0] == paths[0][0] } ? 1 : 0
            return Block(
                title: definition.title, corner: definition.corner ?? "", columns: paths.map { Array($0.dropFirst(shared)) },
                rows: Self.rows(of: definition.rows, figures: block.fields.map { $0.map(text) }))
        }
    }

    private static func rows(of nodes: [FormDefinition.Node], figures: [[String]]) -> [Row] {
        var rest = figures[...]
        func rows(of nodes: [FormDefinition.Node], depth: Int) -> [Row] {
            nodes.flatMap { node in
                if let children = node.children {
                    return [Row(depth: depth, label: node.label, figures: nil)] + rows(of: children, depth: depth + 1)
                }
                return [Row(depth: depth, label: node.label, figures: rest.popFirst() ?? [])]
            }
        }
        return rows(of: nodes, depth: 0)
    }

    // Plain text

    private static let labelWidth = 44

    /// Lines for a terminal: labels wrapped, figures to the right of their column, a line for each level of headers.
    var textLines: [String] {
        Array(blocks.map { block in (block.title.map { ["【\($0)】"] } ?? []) + Self.textLines(of: block) }.joined(separator: [""]))
    }

    private static func textLines(of block: Block) -> [String] {
        let count = block.rows.compactMap(\.figures?.count).max() ?? 0
        let labels =
            block.rows.map { TextWidth.of($0.label) + 2 * $0.depth } + [
                block.columns.isEmpty ? 0 : min(labelWidth, TextWidth.of(block.corner))
            ]
        let labelWidth = min(labelWidth, labels.max() ?? 0)
        let widths = (0..<count).map { column in
            let header = block.columns.indices.contains(column) ? TextWidth.of(block.columns[column].last ?? "") : 0
            return block.rows.reduce(max(header, 6)) { max($0, TextWidth.of($1.figures?[column] ?? "")) }
        }
        func line(_ label: String, _ figures: [String]) -> String {
            let cells = zip(figures, widths).map { TextWidth.padded($0, to: $1, right: true) }
            return ([TextWidth.padded(label, to: labelWidth)] + cells).joined(separator: "  ").trimmingBlanks
        }
        var lines = headerLines(of: block, labelWidth: labelWidth, widths: widths)
        for row in block.rows {
            let indent = String(repeating: "  ", count: row.depth)
            let pieces = TextWidth.wrapped(row.label, to: labelWidth - indent.count)
            for piece in pieces.dropLast() { lines.append(indent + piece) }
            lines.append(line(indent + (pieces.last ?? ""), row.figures ?? []))
        }
        let rule = String(repeating: "-", count: labelWidth + widths.reduce(0) { $0 + $1 + 2 })
        return [rule] + lines + [rule]
    }

    /// A group's label begins over its first column, a column's own stands on the last line.
    private static func headerLines(of block: Block, labelWidth: Int, widths: [Int]) -> [String] {
        guard let depth = block.columns.map(\.count).max() else { return [] }
        let corner = TextWidth.wrapped(block.corner, to: labelWidth)
        return (0..<max(depth, corner.count)).map { level in
            var line = TextWidth.padded(corner.indices.contains(level) ? corner[level] : "", to: labelWidth)
            var end = labelWidth
            for (column, path) in block.columns.enumerated() {
                let isLast = level == max(depth, corner.count) - 1
                let text: String
                if isLast {
                    text = TextWidth.padded(path.last ?? "", to: widths[column], right: true)
                } else if level < path.count - 1,
                    column == 0 || block.columns[column - 1].prefix(level + 1) != path.prefix(level + 1)
                {
                    text = path[level]
                } else {
                    text = ""
                }
                if !text.isEmpty { line = TextWidth.padded(line, to: end + 2) + text }
                end += widths[column] + 2
            }
            return line.trimmingBlanks
        }
    }

    // Markdown

    /// Pipe tables, padded so that they read as they stand; rows are indented by full-width blanks.
    var markdownLines: [String] {
        let blocks = blocks.map { block -> [String] in
            let count = block.rows.compactMap(\.figures?.count).max() ?? 0
            let header =
                [block.title ?? block.corner]
                + (block.columns.isEmpty ? Array(repeating: "", count: count) : block.columns.map { $0.joined(separator: "：") })
            let rows = block.rows.map { row in
                [String(repeating: "　", count: row.depth) + row.label] + (row.figures ?? Array(repeating: "", count: count))
            }
            let cells = ([header] + rows).map { $0.map(OutputEscaping.markdown) }
            let widths = (0...count).map { column in cells.reduce(3) { max($0, TextWidth.of($1[column])) } }
            func line(_ cells: [String]) -> String {
                "| "
                    + zip(cells, widths).enumerated().map { TextWidth.padded($1.0, to: $1.1, right: $0 > 0) }.joined(
                        separator: " | ") + " |"
            }
            let rule = widths.enumerated().map {
                $0 == 0 ? String(repeating: "-", count: $1) : String(repeating: "-", count: $1 - 1) + ":"
            }
            return [line(cells[0]), line(rule)] + cells.dropFirst().map(line)
        }
        return Array(blocks.joined(separator: [""]))
    }
}

extension String {
    /// Without the blanks at the end.
    fileprivate var trimmingBlanks: String { String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)]) }
}
