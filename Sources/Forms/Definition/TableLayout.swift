import Model

/// A table of the form as the notice prints it: every cell with its merge. Rows and columns are 0-based from the table's
/// upper left corner.
package struct TableLayout: Sendable {
    /// The purpose of a cell in its table.
    package enum Role: Sendable {
        case blockTitle, corner, columnHeader, rowLabel
        /// The label of a group of rows. The outermost group's is printed upright.
        case groupLabel(isOutermost: Bool)
        /// The cell of a field.
        case figure(Form.Field)
    }

    /// A cell, or a merge of cells.
    package struct Cell: Sendable {
        /// The cells that it covers.
        package let range: CellRange
        /// The text; empty for a figure.
        package let text: String
        /// The purpose of the cell.
        package let role: Role
    }

    /// All cells, block by block: headers, row labels, figures.
    package private(set) var cells: [Cell] = []
    /// The number of columns that row labels take; figures stand to the right of them.
    package let labelColumns: Int
    /// The number of columns.
    package let width: Int
    /// The number of rows.
    package private(set) var height = 0
    /// The number of rows above the first figure. A table with one block repeats them on every page.
    package private(set) var headerRows = 0

    /// Lays out a table of a form.
    package init(_ table: Form.Table) {
        labelColumns = table.blocks.map(Self.labelColumns).max() ?? 0
        width = table.blocks.map { Self.labelColumns(of: $0) + $0.columns.count }.max() ?? 0
        for block in table.blocks { add(block) }
        headerRows = cells.compactMap { cell in if case .figure = cell.role { cell.range.first.row } else { nil } }.min() ?? 0
    }

    /// The cells that hold figures, in reading order.
    package var figures: [(range: CellRange, field: Form.Field)] {
        cells.compactMap { cell in if case .figure(let field) = cell.role { (cell.range, field) } else { nil } }
    }

    /// The number of columns that the row labels of a block take: 0 for a single row without a label.
    private static func labelColumns(of block: Form.Block) -> Int {
        block.rows.allSatisfy(\.labels.isEmpty) ? 0 : block.rows.map(\.nodes.count).max() ?? 0
    }

    private mutating func add(_ text: String, _ role: Role, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        let range = CellRange(
            .init(row: rows.lowerBound, column: columns.lowerBound), .init(row: rows.upperBound, column: columns.upperBound))
        cells.append(Cell(range: range, text: text, role: role))
        height = max(height, rows.upperBound + 1)
    }

    private mutating func add(_ block: Form.Block) {
        if let title = block.definition.title { add(title, .blockTitle, rows: height...height, columns: 0...width - 1) }
        let labels = Self.labelColumns(of: block)
        let depth = block.columns.map(\.nodes.count).max() ?? 1
        let top = height
        if let corner = block.definition.corner, labels > 0 {
            add(corner, .corner, rows: top...top + depth - 1, columns: 0...labels - 1)
        }
        addHeaders(block.definition.columns, depth: 0, of: depth, top: top, leaf: 0, block: block)
        let first = top + depth
        addLabels(block.definition.rows, depth: 0, of: labels, row: first)
        for (r, fields) in block.fields.enumerated() {
            for (c, field) in fields.enumerated() {
                add("", .figure(field), rows: first + r...first + r, columns: columns(ofLeaves: c...c, in: block))
            }
        }
    }

    /// The columns that a run of leaves takes. The block's last column reaches to the table's right edge.
    private func columns(ofLeaves leaves: ClosedRange<Int>, in block: Form.Block) -> ClosedRange<Int> {
        let labels = Self.labelColumns(of: block)
        return labels
            + leaves.lowerBound...(leaves.upperBound == block.columns.count - 1 ? width - 1 : labels + leaves.upperBound)
    }

    /// Adds the headers of a tree; a leaf reaches down to the figures. Returns the index after the last leaf added.
    @discardableResult
    private mutating func addHeaders(
        _ nodes: [FormDefinition.Node], depth: Int, of depths: Int, top: Int, leaf: Int, block: Form.Block
    ) -> Int {
        var leaf = leaf
        for node in nodes {
            let first = leaf
            let bottom: Int
            if let children = node.children {
                bottom = top + depth
                leaf = addHeaders(children, depth: depth + 1, of: depths, top: top, leaf: leaf, block: block)
            } else {
                bottom = top + depths - 1
                leaf += 1
            }
            add(node.label, .columnHeader, rows: top + depth...bottom, columns: columns(ofLeaves: first...leaf - 1, in: block))
        }
        return leaf
    }

    /// Adds the row labels of a tree; a leaf reaches right to the figures. Returns the row after the last one added.
    @discardableResult
    private mutating func addLabels(_ nodes: [FormDefinition.Node], depth: Int, of depths: Int, row: Int) -> Int {
        var row = row
        for node in nodes where depths > 0 {
            if let children = node.children {
                let first = row
                row = addLabels(children, depth: depth + 1, of: depths, row: row)
                add(node.label, .groupLabel(isOutermost: depth == 0), rows: first...row - 1, columns: depth...depth)
            } else {
                add(node.label, .rowLabel, rows: row...row, columns: depth...depths - 1)
                row += 1
            }
        }
        return row
    }
}
