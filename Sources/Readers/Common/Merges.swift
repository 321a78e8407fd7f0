import Model

/// Merges that a workbook may have, all sheets together.
let mergeLimit = 50_000

/// Refuses merges that overlap: from top to bottom, each range against those that begin within its rows.
func checkMerges(_ merges: [CellRange], of sheet: String) throws(Finding) {
    let sorted = merges.sorted { $0.first < $1.first }
    for (place, range) in sorted.enumerated() {
        for other in sorted[(place + 1)...] {
            guard other.first.row <= range.last.row else { break }
            if other.columns.overlaps(range.columns) {
                throw Finding(.overlappingMerges, found: "\(range)", facts: ["sheet": sheet, "other": "\(other)"])
            }
        }
    }
}
