import Forms
import Model

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
struct BlockFinder: Sendable {
    private let rows: LineAligner
    private let columns: LineAligner
    private let columnDepth: Int

    /// Forty copies of the largest table; more on one sheet is no report, and bands are compared with each other.
    private static let hitLimit = 1_000
    /// Far more labels than a table has.
    private static let strangerLimit = 2_000

    init(rows: [Form.Leaf], columns: [Form.Leaf]) {
        self.rows = LineAligner(rows, .rows)
        self.columns = LineAligner(columns, .columns)
        columnDepth = columns.map(\.nodes.count).max() ?? 1
    }

    private var isUnlabelled: Bool { rows.leaves.count == 1 && rows.leavesByKey.isEmpty }

    /// Every place where the block stands on the sheet, copies included.
    func placements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: hits(of: columns, on: sheet))
    }

    /// … where no header is spelt as it should be, but some are much like it.
    func likelyPlacements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: Array(columns.alike(among: sheet.labels).prefix(Self.hitLimit)))
    }

    private func placements(on sheet: LabelledSheet, under headers: [Line]) -> [Placement] {
        let bands = bands(of: headers)
        guard !bands.isEmpty else { return [] }
        let rowHits = hits(of: rows, on: sheet)
        let taken = Set(headers.map(\.label.range.first))
        return bands.compactMap { band in
            // Where the same headers come again further down, they take the rows below them.
            let end =
                bands.filter { $0.bottom > band.bottom && $0.columns.overlaps(band.columns) }.map(\.bottom).min()
                ?? CellAddress.rowLimit
            let (moreColumns, strangeColumns) = columns.align(
                band.hits, among: strangers(inHeaderOf: band, on: sheet).filter { !taken.contains($0.range.first) })
            let headers = band.hits + moreColumns
            let left = headers.map(\.label.range.first.column).min() ?? 0
            if isUnlabelled {
                let row = unlabelledRow(below: band.bottom, before: end, under: headers, on: sheet)
                let label = LabelledSheet.Label(range: CellRange(row, row), text: "", key: LabelKey(""))
                return placement([Line(leaf: 0, label: label)], headers, strangeColumns: strangeColumns)
            }
            let found = found(rowHits, below: band.bottom, before: end, left: left, on: sheet)
            // Without any row, only the whole header makes a table.
            let isWhole = band.hits.count == columns.leaves.count && band.hits.allSatisfy { $0.match == .spelt }
            guard !found.isEmpty || isWhole else { return nil }
            let (moreRows, strangeRows) = rows.align(
                found, among: strangers(beside: found, below: band.bottom, before: end, left: left, on: sheet))
            return placement(found + moreRows, headers, strangeRows: strangeRows, strangeColumns: strangeColumns)
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
    private func strangers(beside found: [Line], below bottom: Int, before end: Int, left: Int, on sheet: LabelledSheet)
        -> [LabelledSheet.Label]
    {
        let last = min(end - 1, (found.map(\.label.range.first.row).max() ?? bottom) + rows.leaves.count + 2)
        guard bottom < last else { return [] }
        let start = found.map(\.label.range.first.column).min() ?? 0
        let stop = found.map(\.label.range.last.column).max() ?? left - 1
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

    private func found(_ hits: [Line], below bottom: Int, before end: Int, left: Int, on sheet: LabelledSheet) -> [Line] {
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
    private func withoutStrays(_ found: [Line], on sheet: LabelledSheet) -> [Line] {
        // So many rows are no table of the form.
        guard found.count <= 2 * rows.leaves.count else { return found }
        // A row is in order if it stands in one of the longest runs of rows that follow each other as in the form.
        var (until, from) = (found.map { _ in 1 }, found.map { _ in 1 })
        for i in found.indices {
            for j in 0..<i where found[j].leaf < found[i].leaf { until[i] = max(until[i], until[j] + 1) }
        }
        for i in found.indices.reversed() {
            for j in (i + 1)..<found.count where found[j].leaf > found[i].leaf { from[i] = max(from[i], from[j] + 1) }
        }
        let longest = until.max() ?? 0
        func isInOrder(_ index: Int) -> Bool { until[index] + from[index] - 1 == longest }
        let stray = found.indices.filter { !isInOrder($0) }
        guard !stray.isEmpty else { return found }
        let settled = Set(found.indices.filter(isInOrder).map { found[$0].leaf })
        let groups = sheet.labels(rows.groupKeys, limit: Self.hitLimit)
        let dropped = Set(
            stray.filter { index in
                let row = found[index]
                if settled.contains(row.leaf) { return true }
                guard let group = group(of: row.label, among: groups, .rows) else { return false }
                return !rows.leaves[row.leaf].nodes.dropLast().contains { $0.keys.contains(group.key) }
            })
        return found.indices.filter { !dropped.contains($0) }.map { found[$0] }
    }

    /// Whether a label stands over items of its own: a group of this form may be a row of another.
    private func isGroup(_ label: LabelledSheet.Label, before left: Int, on sheet: LabelledSheet) -> Bool {
        let row = label.range.first.row
        return sheet.labels(inRows: row...row).contains { other in
            // Row numbers and units may stand between a label and its figures.
            other.range.first.column > label.range.last.column && other.range.last.column < left && other.key.text.count > 3
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
    private func hits(of lines: LineAligner, on sheet: LabelledSheet) -> [Line] {
        var groups: ArraySlice<LabelledSheet.Label>?
        return sheet.labels(lines.leavesByKey.keys, limit: Self.hitLimit).compactMap { label in
            guard let alike = lines.leavesByKey[label.key], let first = alike.first else { return nil }
            if alike.count == 1 { return Line(leaf: first, label: label) }
            groups = groups ?? sheet.labels(lines.groupKeys, limit: Self.hitLimit)
            let group = group(of: label, among: groups ?? [], lines.direction)
            guard let group,
                let leaf = alike.first(where: { lines.leaves[$0].nodes.dropLast().last?.keys.contains(group.key) == true })
            else { return nil }
            return Line(leaf: leaf, label: label)
        }
    }

    /// The group that begins nearest before a label, and nearest to it among those.
    private func group(
        of label: LabelledSheet.Label, among groups: ArraySlice<LabelledSheet.Label>, _ direction: Direction
    ) -> LabelledSheet.Label? {
        func start(_ label: LabelledSheet.Label) -> Int { direction.along(label.range.first) }
        func depth(_ label: LabelledSheet.Label) -> Int { direction.across(label.range.last) }
        return groups.filter { group in
            let distance = direction.across(label.range.first) - depth(group)
            let spans = group.range.first == group.range.last || direction.along(group.range.last) >= start(label)
            return distance > 0 && distance <= columnDepth + 1 && spans && start(group) <= start(label)
        }.max { (start($0), depth($0)) < (start($1), depth($1)) }
    }
}
