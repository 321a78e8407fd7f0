extension Sequence where Element: Equatable {
    /// Whether the elements stand in another sequence in their order, whatever stands between them: 区政数局 in
    /// 青云谱区政务服务数据管理局. Inlinable, since every run of unknown letters in the prose is asked.
    @inlinable package func isSubsequence(of other: some Sequence<Element>) -> Bool {
        var rest = other.makeIterator()
        return allSatisfy { element in
            while let next = rest.next() { if next == element { return true } }
            return false
        }
    }
}
