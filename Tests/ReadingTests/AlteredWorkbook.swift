import Model

/// What fillers do to the tables of a workbook.
extension Workbook {
    /// The cell of a sheet that holds this text.
    func cell(_ text: String, on sheet: Int) -> CellAddress {
        sheets[sheet].cells.filter { $0.value.text == text }.map(\.key).min() ?? CellAddress(row: 0, column: 0)
    }

    mutating func rename(_ label: String, to text: String, on sheet: Int) {
        sheets[sheet].cells[cell(label, on: sheet)] = Cell(.text, text)
    }

    /// Takes a line out, or with `by` 1 puts an empty one before it, as a spreadsheet does: merges shrink and grow.
    mutating func shift(_ along: WritableKeyPath<CellAddress, Int>, at line: Int, by step: Int, on sheet: Int) {
        func moved(_ address: CellAddress, _ beyond: Int) -> CellAddress {
            var address = address
            if address[keyPath: along] >= beyond { address[keyPath: along] += step }
            return address
        }
        let old = sheets[sheet]
        let kept = old.cells.filter { step > 0 || $0.key[keyPath: along] != line }
        sheets[sheet].cells = CellGrid(kept.map { (moved($0, line), $1) })
        sheets[sheet].merges = old.merges.compactMap { merge in
            let first = moved(merge.first, step > 0 ? line : line + 1)
            let last = moved(merge.last, line)
            return first[keyPath: along] > last[keyPath: along] || first == last ? nil : CellRange(first, last)
        }
    }

    mutating func delete(_ label: String, on sheet: Int) {
        let address = cell(label, on: sheet)
        // The label of a group stands in its first row.
        let groups = sheets[sheet].cells.filter { $0.key.row == address.row && $0.key.column < address.column }
        shift(\.row, at: address.row, by: -1, on: sheet)
        for (at, cell) in groups { sheets[sheet].cells[at] = cell }
    }

    /// Puts a row before the one of a label: a label where that one's stands, and a figure under every column.
    mutating func insert(_ text: String, before label: String, figures: Int?, on sheet: Int) {
        let address = cell(label, on: sheet)
        let columns = sheets[sheet].cells.map(\.key).filter { $0.row == address.row && $0.column > address.column }.map(\.column)
        shift(\.row, at: address.row, by: 1, on: sheet)
        sheets[sheet].cells[address] = Cell(.text, text)
        for column in columns {
            sheets[sheet].cells[CellAddress(row: address.row, column: column)] = figures.map { Cell(.number, "\($0)") }
        }
    }
}
