/// A number for each scalar, 0 for nearly all, in pages of 256: a look-up that hashes nothing.
struct ScalarTable: Sendable {
    /// For each 256 scalars the index of their first entry in `entries`. The first page is all 0 and shared.
    private var pages = [Int32](repeating: 0, count: 0x1100)
    private var entries = [Int32](repeating: 0, count: 256)

    subscript(scalar: Unicode.Scalar) -> Int32 {
        get { entries[Int(pages[Int(scalar.value >> 8)]) + Int(scalar.value & 0xFF)] }
        set {
            let page = Int(scalar.value >> 8)
            if pages[page] == 0 {
                pages[page] = Int32(entries.count)
                entries += [Int32](repeating: 0, count: 256)
            }
            entries[Int(pages[page]) + Int(scalar.value & 0xFF)] = newValue
        }
    }
}
