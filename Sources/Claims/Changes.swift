import Foundation
import Model

/// Statements about what numbers are to each other, and those that there is none.
extension Scanner {
    /// The last word for a rise or a fall that no 增加到 takes back.
    func changeWord(in range: Range<Int>) -> Int? {
        let changes: [Vocabulary.Role?] = [.rise, .fall, .reach]
        return range.last { changes.contains(tokens[$0].role) }.flatMap { tokens[$0].role == .reach ? nil : $0 }
    }

    /// 占44.2%, 同比增长1.05%
    mutating func readPercent(_ number: Spoken, at place: Int, _ before: Range<Int>) {
        if let share = before.first(where: { tokens[$0].role == .share }) {
            guard context.year == .report, changeWord(in: before) == nil, let said = said(before: share, from: before.lowerBound),
                !said.wholes.isEmpty
            else { return }
            var claim = claim(.share, number, said.fields, quoting: quoteStart(before)..<place + 1)
            claim.wholes = said.wholes
            claims.append(claim)
            context.isNarrowed = true
        } else if changeWord(in: before) != nil {
            readChange(.percentChange, number, at: place, before)
        }
    }

    /// 较上年增加12件, 同比增长1.05%
    mutating func readChange(_ kind: Claim.Kind, _ number: Spoken, at place: Int, _ before: Range<Int>) {
        guard context.isCompared, let change = changeWord(in: before), let said = said(before: change, from: before.lowerBound),
            !said.isNarrow, context.year != .previous
        else { return }
        var claim = claim(kind, number, said.fields, quoting: quoteStart(before)..<place + 1)
        if tokens[change].role == .fall { claim.number.negate() }
        if context.lastYears?.fields == said.fields, let from = context.lastYears?.value, context.last?.fields == said.fields,
            let to = context.last?.value
        {
            claim.inText = Claim.Change(from: from, to: to)
        }
        claims.append(claim)
        context.isNarrowed = true
    }

    /// The figures that the words before a place name, else those of the claim before, where that is one.
    private func said(before place: Int, from start: Int) -> Said? {
        let range = start..<place
        if let rows = rows(in: range, topicIn: range) {
            guard let subject = subject(rows, columnsIn: range), subject.groups.count == 1, let fields = subject.groups.first
            else { return nil }
            return Said(fields: fields, wholes: wholes(of: subject), value: nil, isNarrow: false)
        }
        return range.contains { tokens[$0].namesFigures } || context.rows == nil ? nil : context.last
    }

    /// 未收到政府信息公开申请, 无行政复议、行政诉讼案件: all words up to the stop must be known.
    mutating func readNone(_ range: Range<Int>) {
        guard isUnderstood(range), let none = range.first(where: { tokens[$0].role == Vocabulary.Role.none }), !context.isForeign,
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
        let zero = Spoken.zero(at: tokens[none].range.upperBound)
        for (_, fields) in fieldsByTable { claims.append(claim(.none, zero, fields, quoting: none..<lastNamed(in: range) + 1)) }
    }

    /// What 、 and 和 part.
    private func parts(of range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for place in range {
            switch tokens[place].kind {
            case .stop, .role(.join):
                parts.append(start..<place)
                start = place + 1
            default: break
            }
        }
        return parts + [start..<range.upperBound]
    }

    /// The figures of which a part says that they are zero: empty where it names none, nil where that is not certain.
    private func fieldsOfNone(_ part: Range<Int>, whole: Range<Int>) -> [FieldPath]? {
        if let rows = rows(in: part, topicIn: whole) {
            return subject(rows, columnsIn: part).map { $0.groups.flatMap { $0 } }
        }
        var fields: [FieldPath] = []
        for place in part {
            switch tokens[place].kind {
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
