import Model

/// The figures that the words of a statement name.
struct ClaimSubject {
    /// Indices of the vocabulary's rows; empty if the statement before named them.
    var rows: [Int]
    /// The ids of the columns that are named; empty if the row's own column is meant.
    var columns: [String]
    /// Figures that the number is the sum of: one group, or one for each row (行政复议和行政诉讼各1件).
    var groups: [[FieldPath]]
}

extension Scanner {
    /// The rows, as indices of the vocabulary, that the words in a range name, a loose one only of its topic, which may
    /// stand in `wide`. Nil if they name none, or leave open which.
    func rows(in range: Range<Int>, topicIn wide: Range<Int>) -> [Int]? {
        let named = unique(range.compactMap { tokens[$0].row })
        let firm = named.filter { !vocabulary.rows[$0].isLoose }
        let loose = named.filter { vocabulary.rows[$0].isLoose }
        guard !firm.isEmpty else { return looseRow(loose, topicIn: wide) }
        let tables = Set(firm.map { vocabulary.rows[$0].table })
        guard loose.allSatisfy({ vocabulary.rows[$0].isNothingElsewhere || tables.contains(vocabulary.rows[$0].table) }) else {
            return nil
        }
        // Of 不予公开 and 国家秘密 the latter is meant, an item of the former.
        let innermost = firm.filter { outer in
            !firm.contains { inner in
                inner != outer && Set(vocabulary.rows[inner].rows).isStrictSubset(of: vocabulary.rows[outer].rows)
            }
        }
        guard innermost.count > 1 else { return innermost }
        return isJoined(range) ? innermost : nil
    }

    /// The row of 收到 or 答复, if the text speaks of what has that row. Both words before one number name neither.
    private func looseRow(_ loose: [Int], topicIn range: Range<Int>) -> [Int]? {
        guard let row = loose.last, Set(loose.map { vocabulary.rows[$0].rows }).count == 1 else { return nil }
        let needed = loose.compactMap { vocabulary.rows[$0].topic }
        guard needed.count == loose.count, let topic = needed.first, context.topic != topic else { return [row] }
        return range.contains { self.topic(at: $0) == topic } ? [row] : nil
    }

    /// The topic that the token at an index gives the text.
    func topic(at index: Int) -> String? {
        switch tokens[index].kind {
        case .column(let column): vocabulary.columns[column].topic
        case .topic(let topic): vocabulary.topics[topic].isWeak ? nil : vocabulary.topics[topic].topic
        default: nil
        }
    }

    private func isJoined(_ range: Range<Int>) -> Bool {
        range.contains { index in
            switch tokens[index].kind {
            case .role(.join), .stop(.list): true
            default: false
            }
        }
    }

    /// The rows crossed with the columns that the words name, or with their own. Nil if the form has no such figure.
    func subject(_ rows: [Int], columnsIn range: Range<Int>) -> ClaimSubject? {
        let entries = range.compactMap { tokens[$0].column }.map { vocabulary.columns[$0] }
        let fitting = entries.filter { entry in rows.contains { !fields(vocabulary.rows[$0].rows, entry.columns).isEmpty } }
        guard entries.allSatisfy({ $0.isLoose }) || fitting.contains(where: { !$0.isLoose }) else { return nil }
        var columns = unique(fitting.flatMap(\.columns))
        guard Set(fitting.map(\.columns)).count <= 1 || isJoined(range) else { return nil }
        if columns.isEmpty, rows.allSatisfy({ vocabulary.rows[$0].column == nil }) { columns = context.columns }
        let each = rows.map { row in fields(vocabulary.rows[row].rows, columns.isEmpty ? column(of: row) : columns) }
        guard each.allSatisfy({ !$0.isEmpty }) else { return nil }
        if rows.count > 1, range.contains(where: { tokens[$0].role == .each }) {
            return ClaimSubject(rows: rows, columns: columns, groups: each)
        }
        guard Set(rows.map { vocabulary.rows[$0].table }).count == 1 else { return nil }
        return ClaimSubject(rows: rows, columns: columns, groups: [unique(each.flatMap { $0 })])
    }

    /// The row's own column, if it has one.
    func column(of row: Int) -> [String] { vocabulary.rows[row].column.map { [$0] } ?? [] }

    /// The figures where rows and columns cross; crossings that the form has no figure for are left out.
    func fields(_ rows: [String], _ columns: [String]) -> [FieldPath] {
        rows.flatMap { row in columns.map { FieldPath("\(row).\($0)") } }.filter { form.field($0) != nil }
    }

    /// The sums that the figures may be a share of: that of the row if they are some of its columns, else of what the row is
    /// a part of.
    func wholes(of subject: ClaimSubject) -> [[FieldPath]] {
        guard let row = subject.rows.first else { return [] }
        let own = subject.rows.flatMap { fields(vocabulary.rows[$0].rows, column(of: $0)) }
        if !subject.columns.isEmpty { return own.isEmpty || own == subject.groups.first ? [] : [own] }
        return vocabulary.rows[row].wholes.map { fields($0, column(of: row)) }.filter { !$0.isEmpty }
    }

    private func unique<Item: Hashable>(_ items: [Item]) -> [Item] {
        var seen = Set<Item>()
        return items.filter { seen.insert($0).inserted }
    }
}
