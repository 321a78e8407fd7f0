import Forms
import Model

/// A sheet seen by its labels: which cells carry a text that could be one, what each covers, and what any cell shows.
struct LabelledSheet {
    struct Label {
        var range: CellRange
        let text: String
        /// The text in the one spelling that labels are compared in.
        let key: LabelKey
    }

    let sheet: Sheet
    /// In reading order.
    let labels: [Label]
    /// The addresses of the cells that hold something, row by row from left to right.
    let addresses: [CellAddress]
    /// The cells at those addresses.
    private let cells: [Cell]
    private let byKey: [LabelKey: [Label]]
    /// Merges do not overlap, so those of a row stand one after the other.
    private let mergesByRow: [Int: [CellRange]]

    /// Longer texts are prose; the longest label of a form has 37 characters.
    static let longestLabel = 300
    /// Far more than any report has; what comes after is not looked at.
    private static let labelLimit = 20_000
    /// Merges taller than any table are decoration.
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

    /// Unmerging repeats a label in every cell it covered: of labels that are spelt alike, neighbours in a row or a column
    /// are one.
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

    /// The labels in one of these spellings, in reading order, at most `limit` of them.
    func labels(_ keys: some Collection<LabelKey>, limit: Int) -> ArraySlice<Label> {
        keys.flatMap { (byKey[$0] ?? []).prefix(limit) }.sorted { $0.range.first < $1.range.first }.prefix(limit)
    }

    /// The labels that begin in these rows, in reading order.
    func labels(inRows rows: ClosedRange<Int>) -> ArraySlice<Label> {
        let start = labels.firstIndexAfter { $0.range.first.row < rows.lowerBound }
        return labels[start..<labels.firstIndexAfter { $0.range.first.row <= rows.upperBound }]
    }

    func cell(at address: CellAddress) -> Cell? { sheet.cells[address] }

    /// The cell that is seen at an address: the first one of the merge that covers it.
    func shown(at address: CellAddress) -> CellAddress {
        let merges = mergesByRow[address.row] ?? []
        let next = merges.firstIndexAfter { $0.first.column <= address.column }
        guard next > 0, merges[next - 1].contains(address) else { return address }
        return merges[next - 1].first
    }

    /// The filled cells below a row, in reading order.
    func addresses(below row: Int) -> ArraySlice<CellAddress> {
        addresses[addresses.firstIndexAfter { $0.row <= row }...]
    }
}
