import Model

/// Figures that words stand for.
struct Subject {
    /// Of the vocabulary; empty where the statement before named them.
    var rows: [Int]
    /// Named ones; empty where the row's own column is meant.
    var columns: [String]
    /// One sum, or one for each row (行政复议和行政诉讼各1件).
    var groups: [[FieldPath]]
}

extension Scanner {
    /// The rows that the words name; nil where they name none, or leave it open which.
    func rows(in range: Range<Int>, topicIn wide: Range<Int>) -> [Int]? {
        let named = unique(range.compactMap { tokens[$0].row })
        let firm = named.filter { !vocabulary.rows[$0].isLoose }
        let loose = named.filter { vocabulary.rows[$0].isLoose }
        guard !firm.isEmpty else { return looseRow(loose, topicIn: wide) }
        let tables = Set(firm.map { vocabulary.rows[$0].table })
        guard loose.allSatisfy({ vocabulary.rows[$0].isNothingElsewhere || tables.contains(vocabulary.rows[$0].table) }) else {
            return nil
        }
        // 不予公开 of 国家秘密 is the item.
        let innermost = firm.filter { outer in
            !firm.contains { inner in
                inner != outer && Set(vocabulary.rows[inner].rows).isStrictSubset(of: vocabulary.rows[outer].rows)
            }
        }
        guard innermost.count > 1 else { return innermost }
        return isJoined(range) ? innermost : nil
    }

    /// 收到 and 答复 say whose figure it is only of what the text speaks of; both for one number say neither.
    private func looseRow(_ loose: [Int], topicIn range: Range<Int>) -> [Int]? {
        guard let row = loose.last, Set(loose.map { vocabulary.rows[$0].rows }).count == 1 else { return nil }
        let needed = loose.compactMap { vocabulary.rows[$0].topic }
        guard needed.count == loose.count, let topic = needed.first, context.topic != topic else { return [row] }
        return range.contains { self.topic(at: $0) == topic } ? [row] : nil
    }

    /// What a word says the text to be about.
    func topic(at place: Int) -> String? {
        let token = tokens[place]
        if let column = token.column { return vocabulary.columns[column].topic }
        return token.topic.map { vocabulary.topics[$0] }.flatMap { $0.isWeak ? nil : $0.topic }
    }

    private func isJoined(_ range: Range<Int>) -> Bool {
        range.contains { place in
            switch tokens[place].kind {
            case .role(.join), .stop(.list): true
            default: false
            }
        }
    }

    /// The rows with the columns that the words name, or their own; nil where the form has no such figure.
    func subject(_ rows: [Int], columnsIn range: Range<Int>) -> Subject? {
        let entries = range.compactMap { tokens[$0].column }.map { vocabulary.columns[$0] }
        let fitting = entries.filter { entry in rows.contains { !fields(vocabulary.rows[$0].rows, entry.columns).isEmpty } }
        guard entries.allSatisfy({ $0.isLoose }) || fitting.contains(where: { !$0.isLoose }) else { return nil }
        var columns = unique(fitting.flatMap(\.columns))
        guard Set(fitting.map(\.columns)).count <= 1 || isJoined(range) else { return nil }
        if columns.isEmpty, rows.allSatisfy({ vocabulary.rows[$0].column == nil }) { columns = context.columns }
        let each = rows.map { row in fields(vocabulary.rows[row].rows, columns.isEmpty ? column(of: row) : columns) }
        guard each.allSatisfy({ !$0.isEmpty }) else { return nil }
        if rows.count > 1, range.contains(where: { tokens[$0].role == .each }) {
            return Subject(rows: rows, columns: columns, groups: each)
        }
        guard Set(rows.map { vocabulary.rows[$0].table }).count == 1 else { return nil }
        return Subject(rows: rows, columns: columns, groups: [unique(each.flatMap { $0 })])
    }

    func column(of row: Int) -> [String] { vocabulary.rows[row].column.map { [$0] } ?? [] }

    /// Where rows and columns cross, as far as the form has figures there.
    func fields(_ rows: [String], _ columns: [String]) -> [FieldPath] {
        rows.flatMap { row in columns.map { FieldPath("\(row).\($0)") } }.filter { form.field($0) != nil }
    }

    /// What a share of the figures may be a share of: of the row where they are some of its columns, else of what the
    /// row is a part of.
    func wholes(of subject: Subject) -> [[FieldPath]] {
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
