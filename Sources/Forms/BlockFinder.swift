import Grid

/// Where a block of a form stands on a sheet: the sheet row of each of its rows, the columns under each of its headers.
struct Placement {
    struct Row {
        let leaf: Int
        let row: Int
    }
    struct Column {
        let leaf: Int
        let columns: ClosedRange<Int>
    }

    var rows: [Row]
    var columns: [Column]
    /// The header cell that stands furthest up and left: what a finding points at.
    var header: CellRange
    /// The first column of figures: what stands left of it is label.
    var firstColumn: Int { columns.map(\.columns.lowerBound).min() ?? 0 }
}

/// Finds a block by its labels. Headers name the columns and row labels the rows, wherever they stand.
struct BlockFinder {
    let block: Form.Block
    private let columnKeys: [(leaf: Int, keys: [String])]
    private let rowKeys: [(leaf: Int, keys: [String])]
    private let columnDepth: Int

    /// Forty copies of the largest table; more on one sheet is no report, and bands are compared with each other.
    private static let hitLimit = 1_000

    init(_ block: Form.Block) {
        self.block = block
        columnKeys = block.columns.enumerated().map { ($0, $1.node.keys) }
        rowKeys = block.rows.enumerated().map { ($0, $1.node.keys) }
        columnDepth = block.columns.map(\.nodes.count).max() ?? 1
    }

    /// Every place where the block stands on the sheet, copies included.
    func placements(on sheet: LabelledSheet) -> [Placement] {
        let bands = bands(on: sheet)
        guard !bands.isEmpty else { return [] }
        let rowHits = hits(rowKeys, leaves: block.rows, on: sheet, along: \.row, across: \.column)
        return bands.compactMap { band in
            let rows = rows(of: band, among: bands, hits: rowHits, on: sheet)
            guard !rows.isEmpty, let header = band.hits.map(\.label.range).min(by: { $0.first < $1.first }) else { return nil }
            return Placement(
                rows: rows, columns: band.hits.map { .init(leaf: $0.leaf, columns: $0.label.range.columns) }, header: header)
        }
    }

    /// A label that was taken for a leaf.
    private struct Hit {
        let leaf: Int
        let label: LabelledSheet.Label
    }

    /// Column headers that stand side by side, each leaf once.
    private struct Band {
        var hits: [Hit]
        var bottom: Int { hits.map(\.label.range.last.row).max() ?? 0 }
        var columns: ClosedRange<Int> {
            let all = hits.map(\.label.range)
            return (all.map(\.first.column).min() ?? 0)...(all.map(\.last.column).max() ?? 0)
        }
    }

    private func bands(on sheet: LabelledSheet) -> [Band] {
        let hits = hits(columnKeys, leaves: block.columns, on: sheet, along: \.column, across: \.row)
        // Header rows of one band end within the depth of the tree of each other; a leaf met again begins a copy.
        var bands: [Band] = []
        for hit in hits.sorted(by: {
            ($0.label.range.last.row, $0.label.range.first.column) < ($1.label.range.last.row, $1.label.range.first.column)
        }) {
            let fits = bands.lastIndex { band in
                abs(band.bottom - hit.label.range.last.row) < columnDepth && !band.hits.contains { $0.leaf == hit.leaf }
            }
            if let fits { bands[fits].hits.append(hit) } else { bands.append(Band(hits: [hit])) }
        }
        // A row label may be spelt like a header (总计, 其他): what stands left of a fuller band, below it, is none.
        return bands.filter { band in
            !bands.contains {
                $0.hits.count > band.hits.count && $0.bottom < band.bottom && $0.columns.lowerBound > band.columns.upperBound
            }
        }
    }

    private func rows(of band: Band, among bands: [Band], hits: [Hit], on sheet: LabelledSheet) -> [Placement.Row] {
        // Where the same headers come again further down, they take the rows below them.
        let end = bands.filter { $0.bottom > band.bottom && $0.columns.overlaps(band.columns) }.map(\.bottom).min() ?? .max
        if block.rows.count == 1, rowKeys[0].keys.isEmpty {
            return [.init(leaf: 0, row: unlabelledRow(below: band, before: end, on: sheet))]
        }
        let left = band.columns.lowerBound
        let below = hits.filter { hit in
            let range = hit.label.range
            return range.first.row > band.bottom && range.first.row < end && range.last.column < left
                && !isGroup(hit.label, before: left, on: sheet)
        }
        // Labels right of another band belong to the table between; the nearest ones are this band's.
        let nearest = Dictionary(grouping: below) { $0.label.range.first.row }.compactMap { _, inRow in
            inRow.max { $0.label.range.last.column < $1.label.range.last.column }
        }
        return nearest.map { .init(leaf: $0.leaf, row: $0.label.range.first.row) }.sorted { $0.row < $1.row }
    }

    /// Whether a label stands over items of its own: a group of this form may be a row of another.
    private func isGroup(_ label: LabelledSheet.Label, before left: Int, on sheet: LabelledSheet) -> Bool {
        sheet.labels(inRow: label.range.first.row).contains { other in
            // Row numbers and units may stand between a label and its figures.
            other.range.first.column > label.range.last.column && other.range.last.column < left && other.key.count > 3
        }
    }

    /// The only row of a table without row labels: the first below the headers that shows figures.
    private func unlabelledRow(below band: Band, before end: Int, on sheet: LabelledSheet) -> Int {
        let candidates = (band.bottom + 1)..<min(band.bottom + 5, max(end, band.bottom + 2))
        return candidates.first { row in
            band.hits.contains { hit in
                guard let cell = sheet.cell(at: .init(row: row, column: hit.label.range.first.column)) else { return false }
                switch FigureText(cell.text, kind: .amount) {
                case .value, .mark: return true
                case .blank, .refused: return false
                }
            }
        } ?? band.bottom + 1
    }

    /// The labels that are leaves. Where several leaves are spelt alike, the group above (or left) decides.
    private func hits(
        _ keys: [(leaf: Int, keys: [String])], leaves: [Form.Leaf], on sheet: LabelledSheet,
        along: KeyPath<CellAddress, Int>, across: KeyPath<CellAddress, Int>
    ) -> [Hit] {
        var leavesByKey: [String: [Int]] = [:]
        for (leaf, keys) in keys { for key in keys { leavesByKey[key, default: []].append(leaf) } }
        var groups: ArraySlice<LabelledSheet.Label>?
        return sheet.labels(leavesByKey.keys, limit: Self.hitLimit).compactMap { label in
            guard let alike = leavesByKey[label.key], let first = alike.first else { return nil }
            if alike.count == 1 { return Hit(leaf: first, label: label) }
            if groups == nil {
                groups = sheet.labels(Set(leaves.flatMap { $0.nodes.dropLast() }.flatMap(\.keys)), limit: Self.hitLimit)
            }
            // The group that begins nearest before the leaf, and nearest to it among those.
            let group = (groups ?? []).filter { group in
                let distance = label.range.first[keyPath: across] - group.range.last[keyPath: across]
                let spans =
                    group.range.first == group.range.last || group.range.last[keyPath: along] >= label.range.first[keyPath: along]
                return distance > 0 && distance <= columnDepth + 1 && spans
                    && group.range.first[keyPath: along] <= label.range.first[keyPath: along]
            }.max {
                ($0.range.first[keyPath: along], $0.range.last[keyPath: across]) < (
                    $1.range.first[keyPath: along], $1.range.last[keyPath: across]
                )
            }
            guard let group, let leaf = alike.first(where: { leaves[$0].nodes.dropLast().last?.keys.contains(group.key) == true })
            else { return nil }
            return Hit(leaf: leaf, label: label)
        }
    }
}
