extension Sequence where Element: Equatable {
    /// Whether the elements occur in another sequence in their order, with gaps: 区政数局 in 青云谱区政务服务数据管理局. Inlinable, since
    /// it is called for every run of unknown letters in the prose.
    @inlinable package func isSubsequence(of other: some Sequence<Element>) -> Bool {
        var rest = other.makeIterator()
        return allSatisfy { element in
            while let next = rest.next() { if next == element { return true } }
            return false
        }
    }
}
