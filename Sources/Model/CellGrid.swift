/// The cells of a sheet by their addresses, in reading order.
///
/// Files list cells in reading order and labels are read in it, so two arrays serve both without hashing. A cell that comes
/// before the last one moves all cells into a dictionary, because cells in reverse order must not take quadratic time.
package struct CellGrid: Sendable {
    private enum Storage: Sendable {
        /// Two arrays of one length, the addresses ascending.
        case ordered([CellAddress], [Cell])
        case hashed([CellAddress: Cell])
    }

    private var storage = Storage.ordered([], [])

    /// Makes an empty grid.
    package init() {}

    /// The number of cells.
    package var count: Int {
        switch storage {
        case .ordered(let addresses, _): addresses.count
        case .hashed(let cells): cells.count
        }
    }

    /// Whether there are no cells.
    package var isEmpty: Bool { count == 0 }

    /// The cell at an address; setting nil removes it.
    package subscript(address: CellAddress) -> Cell? {
        get {
            switch storage {
            case .ordered(let addresses, let cells): Self.index(of: address, in: addresses).map { cells[$0] }
            case .hashed(let cells): cells[address]
            }
        }
        set { _ = replace(newValue, at: address) }
    }

    /// Puts a cell at an address, or removes it if `cell` is nil. Returns the former cell.
    @discardableResult
    package mutating func replace(_ cell: Cell?, at address: CellAddress) -> Cell? {
        switch storage {
        case .ordered(var addresses, var cells):
            // The arrays must have one owner while they change, or every change would copy them.
            storage = .ordered([], [])
            defer { if case .ordered = storage { storage = .ordered(addresses, cells) } }
            if let last = addresses.last, !(last < address) {
                if let index = Self.index(of: address, in: addresses) {
                    if let cell { return Self.exchange(&cells[index], with: cell) }
                    if index == cells.count - 1 {
                        addresses.removeLast()
                        return cells.removeLast()
                    }
                } else if cell == nil {
                    return nil
                }
                var hashed = Dictionary(uniqueKeysWithValues: zip(addresses, cells))
                let former = hashed[address]
                hashed[address] = cell
                storage = .hashed(hashed)
                return former
            }
            if let cell {
                addresses.append(address)
                cells.append(cell)
            }
            return nil
        case .hashed(var cells):
            storage = .ordered([], [])
            defer { storage = .hashed(cells) }
            let former = cells[address]
            cells[address] = cell
            return former
        }
    }

    /// Changes the cell at an address in place. Does nothing if there is none.
    package mutating func change(at address: CellAddress, _ change: (inout Cell) -> Void) {
        switch storage {
        case .ordered(let addresses, var cells):
            guard let index = Self.index(of: address, in: addresses) else { return }
            storage = .ordered([], [])
            change(&cells[index])
            storage = .ordered(addresses, cells)
        case .hashed(var cells):
            storage = .ordered([], [])
            if let index = cells.index(forKey: address) { change(&cells.values[index]) }
            storage = .hashed(cells)
        }
    }

    /// Reserves memory for `count` cells.
    package mutating func reserveCapacity(_ count: Int) {
        guard case .ordered(var addresses, var cells) = storage else { return }
        storage = .ordered([], [])
        addresses.reserveCapacity(count)
        cells.reserveCapacity(count)
        storage = .ordered(addresses, cells)
    }

    /// The addresses and the cells in reading order, as two arrays of one length.
    package var inOrder: (addresses: [CellAddress], cells: [Cell]) {
        switch storage {
        case .ordered(let addresses, let cells): return (addresses, cells)
        case .hashed(let cells):
            let addresses = cells.keys.sorted()
            return (addresses, addresses.compactMap { cells[$0] })
        }
    }

    private static func exchange(_ cell: inout Cell, with new: Cell) -> Cell {
        defer { cell = new }
        return cell
    }

    private static func index(of address: CellAddress, in addresses: [CellAddress]) -> Int? {
        let index = addresses.firstIndexAfter { $0 < address }
        return index < addresses.count && addresses[index] == address ? index : nil
    }
}

extension CellGrid: Hashable {
    /// Whether both hold the same cells, however they are stored.
    package static func == (a: Self, b: Self) -> Bool {
        let (first, second) = (a.inOrder, b.inOrder)
        return first.addresses == second.addresses && first.cells == second.cells
    }

    /// Hashes the addresses only; equal grids have equal ones.
    package func hash(into hasher: inout Hasher) { hasher.combine(inOrder.addresses) }
}

extension CellGrid: Sequence, ExpressibleByDictionaryLiteral {
    /// Makes a grid of a literal of addresses and cells.
    package init(dictionaryLiteral cells: (CellAddress, Cell)...) { self.init(cells) }

    /// Makes a grid of these cells. If an address repeats, its last cell stays.
    package init(_ cells: some Sequence<(CellAddress, Cell)>) {
        self.init()
        for (address, cell) in cells { self[address] = cell }
    }

    /// Iterates over addresses and cells in reading order.
    package func makeIterator() -> some IteratorProtocol<(key: CellAddress, value: Cell)> {
        let (addresses, cells) = inOrder
        return zip(addresses, cells).lazy.map { (key: $0, value: $1) }.makeIterator()
    }
}

extension Array {
    /// The first index whose element fails `holds`, or `count`. Binary search: the elements for which the condition holds
    /// must stand before all others.
    package func firstIndexAfter(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
