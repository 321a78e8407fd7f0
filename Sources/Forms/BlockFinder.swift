import Grid

/// Where a block of a form stands on a sheet: the lines that were found, assumed, and left out.
struct Placement {
    var rows: [Line]
    var columns: [Line]
    /// The labels of rows and columns between those of the form that are none of it.
    var strangeRows: [LabelledSheet.Label]
    var strangeColumns: [LabelledSheet.Label]
    /// The header cell that stands furthest up and left: what a finding points at.
    var header: CellRange
    /// Whether a line is taken for one that is spelt differently.
    var isAssumed: Bool { (rows + columns).contains { $0.match != .spelt } }

    /// Takes assumed lines for strange ones after all.
    mutating func leaveOut(where isWrong: (Line) -> Bool) {
        func isKept(_ line: Line) -> Bool { line.match == .spelt || !isWrong(line) }
        strangeRows += rows.filter { !isKept($0) }.map(\.label)
        strangeColumns += columns.filter { !isKept($0) }.map(\.label)
        rows = rows.filter(isKept)
        columns = columns.filter(isKept)
    }

    /// The first column of figures: what stands left of it is label.
    var firstColumn: Int { columns.map(\.label.range.first.column).min() ?? 0 }
}

/// Finds a block by its labels. Headers name the columns and row labels the rows, wherever they stand.
struct BlockFinder {
    let block: Form.Block
    private let columnKeys: [(leaf: Int, keys: [String])]
    private let rowKeys: [(leaf: Int, keys: [String])]
    private let columnDepth: Int
    private let rowAligner: LineAligner
    private let columnAligner: LineAligner

    /// Forty copies of the largest table; more on one sheet is no report, and bands are compared with each other.
    private static let hitLimit = 1_000
    /// Far more labels than a table has.
    private static let strangerLimit = 2_000

    init(_ block: Form.Block) {
        self.block = block
        columnKeys = block.columns.enumerated().map { ($0, $1.node.keys) }
        rowKeys = block.rows.enumerated().map { ($0, $1.node.keys) }
        columnDepth = block.columns.map(\.nodes.count).max() ?? 1
        rowAligner = LineAligner(block.rows, along: \.row, across: \.column)
        columnAligner = LineAligner(block.columns, along: \.column, across: \.row)
    }

    private var isUnlabelled: Bool { block.rows.count == 1 && rowKeys[0].keys.isEmpty }

    /// Every place where the block stands on the sheet, copies included.
    func placements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: hits(columnKeys, leaves: block.columns, on: sheet, along: \.column, across: \.row))
    }

    /// … where no header is spelt as it should be, but some are much like it.
    func likelyPlacements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: Array(columnAligner.alike(among: sheet.labels).prefix(Self.hitLimit)))
    }

    private func placements(on sheet: LabelledSheet, under headers: [Line]) -> [Placement] {
        let bands = bands(of: headers)
        guard !bands.isEmpty else { return [] }
        let rowHits = hits(rowKeys, leaves: block.rows, on: sheet, along: \.row, across: \.column)
        let taken = Set(headers.map(\.label.range.first))
        return bands.compactMap { band in
            // Where the same headers come again further down, they take the rows below them.
            let end =
                bands.filter { $0.bottom > band.bottom && $0.columns.overlaps(band.columns) }.map(\.bottom).min()
                ?? CellAddress.rowLimit
            let (moreColumns, strangeColumns) = columnAligner.align(
                band.hits, among: strangers(inHeaderOf: band, on: sheet).filter { !taken.contains($0.range.first) })
            let columns = band.hits + moreColumns
            let left = columns.map(\.label.range.first.column).min() ?? 0
            if isUnlabelled {
                let row = unlabelledRow(below: band.bottom, before: end, under: columns, on: sheet)
                let label = LabelledSheet.Label(range: CellRange(row, row), text: "", key: "")
                return placement([Line(leaf: 0, label: label)], columns, strangeColumns: strangeColumns)
            }
            let rows = rows(below: band.bottom, before: end, left: left, hits: rowHits, on: sheet)
            // Without any row, only the whole header makes a table.
            let isWhole = band.hits.count == block.columns.count && band.hits.allSatisfy { $0.match == .spelt }
            guard !rows.isEmpty || isWhole else { return nil }
            let (moreRows, strangeRows) = rowAligner.align(
                rows, among: strangers(beside: rows, below: band.bottom, before: end, left: left, on: sheet))
            return placement(rows + moreRows, columns, strangeRows: strangeRows, strangeColumns: strangeColumns)
        }
    }

    private func placement(
        _ rows: [Line], _ columns: [Line], strangeRows: [LabelledSheet.Label] = [], strangeColumns: [LabelledSheet.Label]
    ) -> Placement? {
        guard !rows.isEmpty, let header = columns.map(\.label.range).min(by: { $0.first < $1.first }) else { return nil }
        return Placement(
            rows: rows, columns: columns, strangeRows: strangeRows, strangeColumns: strangeColumns, header: header)
    }

    /// The labels among the headers of a band.
    private func strangers(inHeaderOf band: Band, on sheet: LabelledSheet) -> [LabelledSheet.Label] {
        sheet.labels(inRows: band.bottom - columnDepth + 1...band.bottom).prefix(Self.strangerLimit)
            .filter { $0.range.last.row <= band.bottom }
    }

    /// The labels where row labels stand: in the columns of those that were found, else left of the figures.
    private func strangers(beside rows: [Line], below bottom: Int, before end: Int, left: Int, on sheet: LabelledSheet)
        -> [LabelledSheet.Label]
    {
        let last = min(end - 1, (rows.map(\.label.range.first.row).max() ?? bottom) + block.rows.count + 2)
        guard bottom < last else { return [] }
        let start = rows.map(\.label.range.first.column).min() ?? 0
        let stop = rows.map(\.label.range.last.column).max() ?? left - 1
        return sheet.labels(inRows: bottom + 1...last).prefix(Self.strangerLimit)
            .filter { $0.range.last.column >= start && $0.range.last.column <= stop }
    }

    /// Column headers that stand side by side, each leaf once.
    private struct Band {
        var hits: [Line]
        var bottom: Int { hits.map(\.label.range.last.row).max() ?? 0 }
        var columns: ClosedRange<Int> {
            let all = hits.map(\.label.range)
            return (all.map(\.first.column).min() ?? 0)...(all.map(\.last.column).max() ?? 0)
        }
    }

    private func bands(of hits: [Line]) -> [Band] {
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

    private func rows(below bottom: Int, before end: Int, left: Int, hits: [Line], on sheet: LabelledSheet) -> [Line] {
        let below = hits.filter { hit in
            let range = hit.label.range
            return range.first.row > bottom && range.first.row < end && range.last.column < left
                && !isGroup(hit.label, before: left, on: sheet)
        }
        // Labels right of another band belong to the table between; the nearest ones are this band's.
        let nearest = Dictionary(grouping: below) { $0.label.range.first.row }.compactMap { _, inRow in
            inRow.max { $0.label.range.last.column < $1.label.range.last.column }
        }
        return withoutStrays(nearest.sorted { $0.label.range.first.row < $1.label.range.first.row }, on: sheet)
    }

    /// Without rows that are spelt like one of another group (其他, 总计): out of order, while the leaf has a row in
    /// order or the row stands under a group that is not the leaf's.
    private func withoutStrays(_ rows: [Line], on sheet: LabelledSheet) -> [Line] {
        // So many rows are no table of the form.
        guard rows.count <= 2 * block.rows.count else { return rows }
        // A row is in order if it stands in one of the longest runs of rows that follow each other as in the form.
        var (until, from) = (rows.map { _ in 1 }, rows.map { _ in 1 })
        for i in rows.indices {
            for j in 0..<i where rows[j].leaf < rows[i].leaf { until[i] = max(until[i], until[j] + 1) }
        }
        for i in rows.indices.reversed() {
            for j in (i + 1)..<rows.count where rows[j].leaf > rows[i].leaf { from[i] = max(from[i], from[j] + 1) }
        }
        let longest = until.max() ?? 0
        func isInOrder(_ index: Int) -> Bool { until[index] + from[index] - 1 == longest }
        let stray = rows.indices.filter { !isInOrder($0) }
        guard !stray.isEmpty else { return rows }
        let settled = Set(rows.indices.filter(isInOrder).map { rows[$0].leaf })
        let groups = sheet.labels(Set(block.rows.flatMap { $0.nodes.dropLast() }.flatMap(\.keys)), limit: Self.hitLimit)
        let dropped = Set(
            stray.filter { index in
                let row = rows[index]
                if settled.contains(row.leaf) { return true }
                guard let group = group(of: row.label, among: groups, along: \.row, across: \.column) else { return false }
                return !block.rows[row.leaf].nodes.dropLast().contains { $0.keys.contains(group.key) }
            })
        return rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
    }

    /// Whether a label stands over items of its own: a group of this form may be a row of another.
    private func isGroup(_ label: LabelledSheet.Label, before left: Int, on sheet: LabelledSheet) -> Bool {
        sheet.labels(inRow: label.range.first.row).contains { other in
            // Row numbers and units may stand between a label and its figures.
            other.range.first.column > label.range.last.column && other.range.last.column < left && other.key.count > 3
        }
    }

    /// The only row of a table without row labels: the first below the headers that shows figures.
    private func unlabelledRow(below bottom: Int, before end: Int, under columns: [Line], on sheet: LabelledSheet) -> CellAddress
    {
        let candidates = (bottom + 1)..<min(bottom + 5, max(end, bottom + 2))
        let row = candidates.first { row in
            columns.contains { column in
                guard let cell = sheet.cell(at: .init(row: row, column: column.label.range.first.column)) else { return false }
                switch FigureText(cell.text, kind: .amount) {
                case .value, .mark: return true
                case .blank, .refused: return false
                }
            }
        }
        return CellAddress(row: row ?? bottom + 1, column: 0)
    }

    /// The labels that are leaves. Where several leaves are spelt alike, the group above (or left) decides.
    private func hits(
        _ keys: [(leaf: Int, keys: [String])], leaves: [Form.Leaf], on sheet: LabelledSheet,
        along: KeyPath<CellAddress, Int>, across: KeyPath<CellAddress, Int>
    ) -> [Line] {
        var leavesByKey: [String: [Int]] = [:]
        for (leaf, keys) in keys { for key in keys { leavesByKey[key, default: []].append(leaf) } }
        var groups: ArraySlice<LabelledSheet.Label>?
        return sheet.labels(leavesByKey.keys, limit: Self.hitLimit).compactMap { label in
            guard let alike = leavesByKey[label.key], let first = alike.first else { return nil }
            if alike.count == 1 { return Line(leaf: first, label: label) }
            if groups == nil {
                groups = sheet.labels(Set(leaves.flatMap { $0.nodes.dropLast() }.flatMap(\.keys)), limit: Self.hitLimit)
            }
            let group = group(of: label, among: groups ?? [], along: along, across: across)
            guard let group, let leaf = alike.first(where: { leaves[$0].nodes.dropLast().last?.keys.contains(group.key) == true })
            else { return nil }
            return Line(leaf: leaf, label: label)
        }
    }

    /// The group that begins nearest before a label, and nearest to it among those.
    private func group(
        of label: LabelledSheet.Label, among groups: ArraySlice<LabelledSheet.Label>, along: KeyPath<CellAddress, Int>,
        across: KeyPath<CellAddress, Int>
    ) -> LabelledSheet.Label? {
        groups.filter { group in
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
    }
}
