import Forms
import Model

/// A sheet with an index of its labels and merges.
struct LabelledSheet {
    /// A text that is short enough for a label, with the cells it covers.
    struct Label {
        /// The cells: a merge, or cells side by side that repeat one text.
        var range: CellRange
        let text: String
        /// The key that labels are compared by.
        let key: LabelKey
    }

    let sheet: Sheet
    /// The labels in reading order.
    let labels: [Label]
    /// The addresses of the filled cells in reading order.
    let addresses: [CellAddress]
    /// The cells at `addresses`.
    private let cells: [Cell]
    private let byKey: [LabelKey: [Label]]
    /// The merges that cover a row, from left to right. They do not overlap, so a binary search finds one.
    private let mergesByRow: [Int: [CellRange]]

    /// In UTF-8 bytes. Longer texts are prose: the longest label of a form has 37 characters.
    static let longestLabel = 300
    /// Far more labels than any report has. Those after it are not read.
    private static let labelLimit = 20_000
    /// In rows. Merges taller than any table are decoration.
    private static let mergeHeightLimit = 100

    init(_ sheet: Sheet) {
        self.sheet = sheet
        (addresses, cells) = sheet.cells.inOrder
        let merges = Dictionary(sheet.merges.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
        var labels: [Label] = []
        for (address, cell) in zip(addresses, cells) where labels.count < Self.labelLimit {
            guard cell.kind == .text, cell.text.utf8.count <= Self.longestLabel else { continue }
            let key = LabelKey(cell.text)
            if key.isEmpty { continue }
            labels.append(Label(range: merges[address] ?? CellRange(address, address), text: cell.text, key: key))
        }
        var byKey = Dictionary(grouping: labels, by: \.key)
        let joined = byKey.compactMapValues { alike in
            let joined = alike.count > 1 ? Self.joined(alike) : alike
            return joined.count < alike.count ? joined : nil
        }
        byKey.merge(joined) { $1 }
        self.byKey = byKey
        self.labels = joined.isEmpty ? labels : byKey.values.joined().sorted { $0.range.first < $1.range.first }
        var mergesByRow: [Int: [CellRange]] = [:]
        for merge in sheet.merges.sorted(by: { $0.first.column < $1.first.column }) {
            for row in merge.rows.prefix(Self.mergeHeightLimit) { mergesByRow[row, default: []].append(merge) }
        }
        self.mergesByRow = mergesByRow
    }

    /// Joins labels with one key that stand next to each other in a row or a column, because some programs undo a merge by
    /// repeating its text in every cell.
    private static func joined(_ labels: [Label]) -> [Label] {
        var joined: [Label] = []
        var indexByLast: [CellAddress: Int] = [:]
        for label in labels {
            let first = label.range.first
            let neighbours = [
                CellAddress(row: first.row, column: first.column - 1), CellAddress(row: first.row - 1, column: first.column),
            ]
            let index = neighbours.lazy.compactMap { indexByLast[$0] }.first { index in
                let range = joined[index].range
                return range.rows.count == 1 && range.last.row == first.row
                    || range.columns.count == 1 && range.last.column == first.column
            }
            if let index {
                joined[index].range.last = label.range.last
                indexByLast[label.range.last] = index
            } else {
                indexByLast[label.range.last] = joined.count
                joined.append(label)
            }
        }
        return joined
    }

    /// The labels with one of these keys, in reading order, at most `limit` of them.
    func labels(_ keys: some Collection<LabelKey>, limit: Int) -> ArraySlice<Label> {
        keys.flatMap { (byKey[$0] ?? []).prefix(limit) }.sorted { $0.range.first < $1.range.first }.prefix(limit)
    }

    /// The labels that begin in these rows, in reading order.
    func labels(inRows rows: ClosedRange<Int>) -> ArraySlice<Label> {
        let start = labels.firstIndexAfter { $0.range.first.row < rows.lowerBound }
        return labels[start..<labels.firstIndexAfter { $0.range.first.row <= rows.upperBound }]
    }

    /// The cell stored at an address; nil if there is none.
    func cell(at address: CellAddress) -> Cell? { sheet.cells[address] }

    /// The address of the cell that is shown at an address: the first one of the merge that covers it, else itself.
    func shown(at address: CellAddress) -> CellAddress {
        let merges = mergesByRow[address.row] ?? []
        let next = merges.firstIndexAfter { $0.first.column <= address.column }
        guard next > 0, merges[next - 1].contains(address) else { return address }
        return merges[next - 1].first
    }

    /// The addresses of the filled cells below a row, in reading order.
    func addresses(below row: Int) -> ArraySlice<CellAddress> {
        addresses[addresses.firstIndexAfter { $0.row <= row }...]
    }
}
