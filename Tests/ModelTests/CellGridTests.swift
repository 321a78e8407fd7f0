import Model
import TestSupport
import Testing

@Suite struct CellGridTests {
    /// A dictionary is the oracle; cells come in order, out of order, and are taken away.
    @Test(arguments: UInt64(0)..<40) func holdsWhatADictionaryHolds(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var (grid, cells): (CellGrid, [CellAddress: Cell]) = ([:], [:])
        for step in 0..<60 {
            let isInOrder = seed % 2 == 0 && Int.random(in: 0..<20, using: &random) > 0
            let address = CellAddress(
                row: isInOrder ? step : Int.random(in: 0..<9, using: &random), column: Int.random(in: 0..<5, using: &random))
            let cell = Int.random(in: 0..<5, using: &random) == 0 ? nil : Cell(.number, "\(step)")
            let former = cells[address]
            cells[address] = cell
            #expect(grid.replace(cell, at: address) == former)
            #expect(grid[address] == cell && grid.count == cells.count)
        }
        #expect(grid.inOrder.addresses == cells.keys.sorted())
        #expect(grid.inOrder.cells == cells.keys.sorted().compactMap { cells[$0] })
        #expect(grid == CellGrid(cells.map { ($0.key, $0.value) }) && grid.isEmpty == cells.isEmpty)
    }
}
