import Foundation
import Model

/// Statements about changes and shares, and those that there was none.
extension Scanner {
    /// The last word for a rise or a fall, unless 增加到 follows it. An index of a token.
    func changeWord(in range: Range<Int>) -> Int? {
        for index in range.reversed() {
            switch tokens[index].role {
            case .rise, .fall: return index
            case .reach: return nil
            default: continue
            }
        }
        return nil
    }

    /// 占44.2%, 同比增长1.05%
    mutating func readPercent(_ number: ProseNumber, at index: Int, _ before: Range<Int>) {
        if let share = before.first(where: { tokens[$0].role == .share }) {
            guard context.year == .report, changeWord(in: before) == nil,
                let statement = statement(before: share, from: before.lowerBound), !statement.wholes.isEmpty
            else { return }
            var claim = claim(.share, number, statement.fields, quoting: quoteStart(before)..<index + 1)
            claim.wholes = statement.wholes
            claims.append(claim)
            context.isNarrowed = true
        } else if changeWord(in: before) != nil {
            readChange(.percentChange, number, at: index, before)
        }
    }

    /// 较上年增加12件, 同比增长1.05%
    mutating func readChange(_ kind: Claim.Kind, _ number: ProseNumber, at index: Int, _ before: Range<Int>) {
        guard context.isCompared, let change = changeWord(in: before),
            let statement = statement(before: change, from: before.lowerBound), !statement.isNarrow, context.year != .previous
        else { return }
        var claim = claim(kind, number, statement.fields, quoting: quoteStart(before)..<index + 1)
        if tokens[change].role == .fall { claim.number.negate() }
        if context.lastYears?.fields == statement.fields, let from = context.lastYears?.value,
            context.last?.fields == statement.fields, let to = context.last?.value
        {
            claim.inText = Claim.Change(from: from, to: to)
        }
        claims.append(claim)
        context.isNarrowed = true
    }

    /// The figures that the words from `start` up to an index name, else those of the claim before if later words may mean it.
    private func statement(before index: Int, from start: Int) -> Statement? {
        let range = start..<index
        if let rows = rows(in: range, topicIn: range) {
            guard let subject = subject(rows, columnsIn: range), subject.groups.count == 1, let fields = subject.groups.first
            else { return nil }
            return Statement(fields: fields, wholes: wholes(of: subject), value: nil, isNarrow: false)
        }
        return range.contains { tokens[$0].namesFigures } || context.rows == nil ? nil : context.last
    }

    /// 未收到政府信息公开申请, 无行政复议、行政诉讼案件: all words up to the stop must be known.
    mutating func readNone(_ range: Range<Int>) {
        guard let none = range.first(where: { tokens[$0].role == Vocabulary.Role.none }), isUnderstood(range), !context.isForeign,
            !context.isPart, context.year == .report
        else { return }
        var fieldsByTable: [(table: Substring, fields: [FieldPath])] = []
        for part in parts(of: none + 1..<range.upperBound) {
            guard let fields = fieldsOfNone(part, whole: range) else { return }
            guard let table = fields.first.map({ $0.description.prefix { $0 != "." } }) else { continue }
            if let index = fieldsByTable.firstIndex(where: { $0.table == table }) {
                fieldsByTable[index].fields += fields.filter { !fieldsByTable[index].fields.contains($0) }
            } else {
                fieldsByTable.append((table, fields))
            }
        }
        let zero = ProseNumber.zero(at: tokens[none].range.upperBound)
        for (_, fields) in fieldsByTable { claims.append(claim(.none, zero, fields, quoting: none..<lastNamed(in: range) + 1)) }
    }

    /// The ranges that 、 and 和 part.
    private func parts(of range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range {
            switch tokens[index].kind {
            case .stop, .role(.join):
                parts.append(start..<index)
                start = index + 1
            default: break
            }
        }
        return parts + [start..<range.upperBound]
    }

    /// The figures that a part says to be zero: empty if it names none, nil if that is uncertain.
    private func fieldsOfNone(_ part: Range<Int>, whole: Range<Int>) -> [FieldPath]? {
        if let rows = rows(in: part, topicIn: whole) {
            return subject(rows, columnsIn: part).map { $0.groups.flatMap { $0 } }
        }
        var fields: [FieldPath] = []
        for index in part {
            switch tokens[index].kind {
            case .row, .column: return nil
            case .topic(let index):
                let topic = vocabulary.topics[index]
                fields += self.fields(topic.none, topic.column.map { [$0] } ?? [])
            default: break
            }
        }
        return fields
    }

    private func lastNamed(in range: Range<Int>) -> Int {
        range.last { tokens[$0].namesFigures || tokens[$0].topic != nil } ?? range.lowerBound
    }
}
