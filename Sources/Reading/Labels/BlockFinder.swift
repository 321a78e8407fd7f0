import Forms
import Model

/// Where a block was found on a sheet: its rows and columns, and the labels between them that the form does not have.
struct Placement {
    var rows: [Line]
    var columns: [Line]
    /// The labels between found rows that the form does not have.
    var strangeRows: [LabelledSheet.Label]
    /// The labels between found columns that the form does not have.
    var strangeColumns: [LabelledSheet.Label]
    /// The topmost, then leftmost header cell, which findings point at.
    var header: CellRange
    /// Whether some line was assumed: its label is not spelt like the leaf.
    var isAssumed: Bool { (rows + columns).contains { $0.match != .spelt } }

    /// Moves the assumed lines for which `isWrong` is true to `strangeRows` and `strangeColumns`.
    mutating func leaveOut(where isWrong: (Line) -> Bool) {
        func isKept(_ line: Line) -> Bool { line.match == .spelt || !isWrong(line) }
        strangeRows += rows.filter { !isKept($0) }.map(\.label)
        strangeColumns += columns.filter { !isKept($0) }.map(\.label)
        rows = rows.filter(isKept)
        columns = columns.filter(isKept)
    }

    /// The first column of figures; labels stand to the left of it.
    var firstColumn: Int { columns.map(\.label.range.first.column).min() ?? 0 }
}

/// Finds a block on a sheet by its labels, wherever it stands: headers give the columns, row labels the rows.
struct BlockFinder: Sendable {
    private let rows: LineAligner
    private let columns: LineAligner
    /// The number of header rows.
    private let columnDepth: Int

    /// Enough for forty copies of the largest table. Bands are compared with each other, so more would take too long.
    private static let hitLimit = 1_000
    /// Far more labels than a table has.
    private static let strangerLimit = 2_000

    init(rows: [Form.Leaf], columns: [Form.Leaf]) {
        self.rows = LineAligner(rows, .rows)
        self.columns = LineAligner(columns, .columns)
        columnDepth = columns.map(\.nodes.count).max() ?? 1
    }

    private var isUnlabelled: Bool { rows.leaves.count == 1 && rows.leavesByKey.isEmpty }

    /// All placements of the block on a sheet, copies included, by headers that are spelt like the form's.
    func placements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: hits(of: columns, on: sheet))
    }

    /// All placements by headers that are only much like the form's.
    func likelyPlacements(on sheet: LabelledSheet) -> [Placement] {
        placements(on: sheet, under: Array(columns.alike(among: sheet.labels).prefix(Self.hitLimit)))
    }

    private func placements(on sheet: LabelledSheet, under headers: [Line]) -> [Placement] {
        let bands = bands(of: headers)
        guard !bands.isEmpty else { return [] }
        let rowHits = hits(of: rows, on: sheet)
        let taken = Set(headers.map(\.label.range.first))
        return bands.compactMap { band in
            // Rows below a further band of headers over the same columns belong to that band.
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
            let found = foundRows(rowHits, below: band.bottom, before: end, left: left, on: sheet)
            // Without rows, only a complete header is taken for a table.
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

    /// All labels in the header rows of a band.
    private func strangers(inHeaderOf band: Band, on sheet: LabelledSheet) -> [LabelledSheet.Label] {
        sheet.labels(inRows: band.bottom - columnDepth + 1...band.bottom).prefix(Self.strangerLimit)
            .filter { $0.range.last.row <= band.bottom }
    }

    /// All labels in the columns of the rows that were found, else to the left of the figures.
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

    /// Column headers of one copy of the block: near each other, each leaf once.
    private struct Band {
        var hits: [Line]
        var bottom: Int { hits.map(\.label.range.last.row).max() ?? 0 }
        var columns: ClosedRange<Int> {
            let all = hits.map(\.label.range)
            return (all.map(\.first.column).min() ?? 0)...(all.map(\.last.column).max() ?? 0)
        }
    }

    private func bands(of hits: [Line]) -> [Band] {
        // Headers of one band end at most `columnDepth - 1` rows apart. A leaf that the band has already begins a copy.
        var bands: [Band] = []
        for hit in hits.sorted(by: {
            ($0.label.range.last.row, $0.label.range.first.column) < ($1.label.range.last.row, $1.label.range.first.column)
        }) {
            let fits = bands.lastIndex { band in
                abs(band.bottom - hit.label.range.last.row) < columnDepth && !band.hits.contains { $0.leaf == hit.leaf }
            }
            if let fits { bands[fits].hits.append(hit) } else { bands.append(Band(hits: [hit])) }
        }
        // A row label may be spelt like a header (总计, 其他): a smaller band below and left of a larger one is dropped.
        return bands.filter { band in
            !bands.contains {
                $0.hits.count > band.hits.count && $0.bottom < band.bottom && $0.columns.lowerBound > band.columns.upperBound
            }
        }
    }

    /// The rows of a band: hits below its headers and to the left of them.
    private func foundRows(_ hits: [Line], below bottom: Int, before end: Int, left: Int, on sheet: LabelledSheet) -> [Line] {
        let below = hits.filter { hit in
            let range = hit.label.range
            return range.first.row > bottom && range.first.row < end && range.last.column < left
                && !isGroup(hit.label, before: left, on: sheet)
        }
        // With tables side by side, the labels nearest to the band are its own.
        let nearest = Dictionary(grouping: below) { $0.label.range.first.row }.compactMap { _, inRow in
            inRow.max { $0.label.range.last.column < $1.label.range.last.column }
        }
        return withoutStrays(nearest.sorted { $0.label.range.first.row < $1.label.range.first.row }, on: sheet)
    }

    /// Drops rows that are spelt like a row of another group (其他, 总计). Such a row is out of order, and either its leaf
    /// has a row that is in order or it stands under a group that is not the leaf's.
    private func withoutStrays(_ found: [Line], on sheet: LabelledSheet) -> [Line] {
        // The search takes quadratic time, and a table of the form does not have so many rows.
        guard found.count <= 2 * rows.leaves.count else { return found }
        // A row is in order if it belongs to a longest increasing subsequence of the leaves. The two arrays have the length
        // of the longest one that ends, and that begins, with each row.
        var (endingHere, beginningHere) = (found.map { _ in 1 }, found.map { _ in 1 })
        for i in found.indices {
            for j in 0..<i where found[j].leaf < found[i].leaf { endingHere[i] = max(endingHere[i], endingHere[j] + 1) }
        }
        for i in found.indices.reversed() {
            for j in (i + 1)..<found.count where found[j].leaf > found[i].leaf {
                beginningHere[i] = max(beginningHere[i], beginningHere[j] + 1)
            }
        }
        let longest = endingHere.max() ?? 0
        func isInOrder(_ index: Int) -> Bool { endingHere[index] + beginningHere[index] - 1 == longest }
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

    /// Whether a label has labels of its own to the right: a group of this form may be spelt like a row of another.
    private func isGroup(_ label: LabelledSheet.Label, before left: Int, on sheet: LabelledSheet) -> Bool {
        let row = label.range.first.row
        return sheet.labels(inRows: row...row).contains { other in
            // Row numbers and units may stand between a label and its figures.
            other.range.first.column > label.range.last.column && other.range.last.column < left && other.key.text.count > 3
        }
    }

    /// The row of a table without row labels: the first of four below the headers with figures, else the first of all.
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

    /// The labels that are spelt like leaves. If several leaves are spelt alike, the group above (or left) decides.
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

    /// The group that a label stands under: of those that span it, the one that begins last, then the innermost.
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
