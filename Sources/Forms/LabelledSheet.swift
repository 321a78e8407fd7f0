import Grid
import ReportModel

/// A sheet seen by its labels: which cells carry a text that could be one, what each covers, and what any cell shows.
struct LabelledSheet {
    struct Label {
        let range: CellRange
        let text: String
        /// The text in the one spelling that labels are compared in.
        let key: String
    }

    let sheet: Sheet
    let labels: [Label]
    private let byKey: [String: [Label]]
    private let byRow: [Int: [Label]]
    private let mergeByRow: [Int: [CellRange]]

    /// Longer texts are prose; the longest label of a form has 37 characters.
    private static let longestLabel = 300

    init(_ sheet: Sheet) {
        self.sheet = sheet
        var mergeByRow: [Int: [CellRange]] = [:]
        var mergeByFirst: [CellAddress: CellRange] = [:]
        for merge in sheet.merges {
            mergeByFirst[merge.first] = merge
            // Merges taller than any table are decoration, and indexing them would cost a row each.
            for row in merge.rows.prefix(1_000) { mergeByRow[row, default: []].append(merge) }
        }
        labels = sheet.cells.compactMap { address, cell in
            guard cell.kind == .text, cell.text.utf8.count <= Self.longestLabel else { return nil }
            let key = LabelKey.of(cell.text)
            guard !key.isEmpty else { return nil }
            return Label(range: mergeByFirst[address] ?? CellRange(address, address), text: cell.text, key: key)
        }.sorted { $0.range.first < $1.range.first }
        byKey = Dictionary(grouping: labels, by: \.key)
        byRow = Dictionary(grouping: labels, by: \.range.first.row)
        self.mergeByRow = mergeByRow
    }

    /// The labels in one of these spellings, in reading order.
    func labels(_ keys: some Collection<String>) -> [Label] {
        keys.flatMap { byKey[$0] ?? [] }.sorted { $0.range.first < $1.range.first }
    }

    func labels(inRow row: Int) -> [Label] { byRow[row] ?? [] }

    /// The cell that is seen at an address: the first one of the merge that covers it.
    func shown(at address: CellAddress) -> CellAddress {
        mergeByRow[address.row]?.first { $0.contains(address) }?.first ?? address
    }

    func cell(at address: CellAddress) -> Cell? { sheet.cells[address] }

    /// The cells that hold something, row by row from left to right.
    var cellsInOrder: [(address: CellAddress, cell: Cell)] {
        sheet.cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension FormDefinition.Node {
    /// Every spelling the label may have, the form's own first.
    var keys: [String] { LabelKey.all(label, aliases).filter { !$0.isEmpty } }
}

extension FormDefinition.Entry {
    var keys: [String] { LabelKey.all(label, aliases) }
}

extension FormDefinition.Label {
    var keys: [String] { LabelKey.all(label, aliases) }
}

extension LabelKey {
    fileprivate static func all(_ label: String, _ aliases: [String]?) -> [String] { ([label] + (aliases ?? [])).map(of) }
}
