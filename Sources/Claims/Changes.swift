import Findings
import Foundation

/// Statements about what numbers are to each other, and those that there is none; and how claims are kept.
extension Scanner {
    /// The last word for a rise or a fall that no 增加到 takes back.
    func changeWord(in range: Range<Int>) -> Int? {
        let change = range.last { place in
            switch tokens[place].kind {
            case .role(.rise), .role(.fall), .role(.reach): true
            default: false
            }
        }
        return change.flatMap { tokens[$0].isRole(.reach) ? nil : $0 }
    }

    /// 同比增长1.05%, 占44.2%
    mutating func readPercent(_ number: Spoken, at place: Int, _ before: Range<Int>) {
        if let share = before.first(where: { tokens[$0].isRole(.share) }) {
            guard changeWord(in: before) == nil, let said = said(before: share, from: before.lowerBound), !said.wholes.isEmpty else { return }
            var claim = claim(.share, number, said.fields, quoting: quoteStart(before)..<place + 1)
            claim.wholes = said.wholes
            claims.append(claim)
            context.isNarrowed = true
        } else if changeWord(in: before) != nil {
            addChange(.percentChange, number, at: place, before)
        }
    }

    /// 较上年增加12件
    mutating func readDifference(_ number: Spoken, at place: Int, _ before: Range<Int>) {
        addChange(.difference, number, at: place, before)
    }

    private mutating func addChange(_ kind: Claim.Kind, _ number: Spoken, at place: Int, _ before: Range<Int>) {
        guard context.isCompared, let change = changeWord(in: before), let said = said(before: change, from: before.lowerBound), !said.isNarrow else { return }
        var claim = claim(kind, number, said.fields, quoting: quoteStart(before)..<place + 1)
        if tokens[change].isRole(.fall) { claim.number.negate() }
        if let from = context.lastYears, from.fields == said.fields, let to = context.last, to.fields == said.fields {
            claim.inText = Claim.Change(from: from.value, to: to.value)
        }
        claims.append(claim)
        context.isNarrowed = true
    }

    /// The figures that the words before a place name, else those of the claim before, where that is one.
    private func said(before place: Int, from start: Int) -> Said? {
        let range = start..<place
        if let rows = rows(in: range, topicIn: range) {
            guard let subject = subject(rows, columnsIn: range), subject.groups.count == 1, let fields = subject.groups.first else { return nil }
            return Said(fields: fields, wholes: wholes(of: subject), value: 0, isNarrow: false)
        }
        let namesSomething = range.contains { place in
            switch tokens[place].kind {
            case .row, .column: true
            default: false
            }
        }
        return namesSomething || context.rows == nil ? nil : context.last
    }

    /// 未收到政府信息公开申请, 无行政复议、行政诉讼案件: all words up to the stop must be known.
    mutating func readNone(_ range: Range<Int>) {
        guard range.count <= Self.longestPhrase, let none = range.first(where: { tokens[$0].isRole(.none) }), !context.isForeign, !context.isPart,
            context.year == .report
        else { return }
        guard range.allSatisfy({ isPlain($0) }) else { return }
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

    private func isPlain(_ place: Int) -> Bool {
        switch tokens[place].kind {
        case .row, .column, .topic, .number, .stop: true
        case .role(let role): !role.leavesAlone
        case .unknown: false
        }
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
        range.last { place in
            switch tokens[place].kind {
            case .row, .column, .topic: true
            default: false
            }
        } ?? range.lowerBound
    }

    // MARK: Keeping claims

    /// The first word of the statement that says something of its figures.
    func quoteStart(_ before: Range<Int>) -> Int {
        before.first { place in
            switch tokens[place].kind {
            case .row, .column, .topic: true
            case .role(let role): [.previousYear, .compared, .compare, .rise, .fall, .reach, .share, .about, .over, .atLeast, .under].contains(role)
            default: false
            }
        } ?? before.upperBound
    }

    func claim(_ kind: Claim.Kind, _ number: Spoken, _ fields: [FieldPath], quoting range: Range<Int>) -> Claim {
        let characters = tokens[range.lowerBound].range.lowerBound..<max(tokens[range.upperBound - 1].range.upperBound, number.end)
        return Claim(
            kind: kind, section: section, paragraph: paragraph, quote: text.quote(characters), number: number.value, place: number.place,
            bound: bound(of: number, at: range.upperBound - 1), unit: text.quote(number.unitRange), fields: fields)
    }

    /// 约 right before the number, or the word that came with it.
    private func bound(of number: Spoken, at place: Int) -> Claim.Bound {
        guard number.bound == .exact, place > 0, case .number = tokens[place].kind, case .role(let role) = tokens[place - 1].kind else { return number.bound }
        return Claim.Bound(rawValue: role.rawValue) ?? .exact
    }

    mutating func emit(_ number: Spoken, _ subject: Subject, quoting range: Range<Int>, isPrevious: Bool) {
        let isLastYears = isPrevious || context.year != .report
        for fields in subject.groups {
            guard fits(number.unit, fields), sentence.said.insert("\(isLastYears) \(fields)").inserted else { continue }
            var claim = claim(.value, number, fields, quoting: range)
            claim.year = isLastYears ? .previous : .report
            if subject.rows.contains(where: { vocabulary.rows[$0].isLoose }) { sentence.looseClaims.append(claims.count) }
            claims.append(claim)
            let said = Said(fields: fields, wholes: wholes(of: subject), value: number.value, isNarrow: !subject.columns.isEmpty && vocabulary.rows[subject.rows[0]].column != nil)
            if isLastYears { context.lastYears = said } else { context.last = said }
        }
        remember(subject)
    }

    private func fits(_ unit: Spoken.Unit, _ fields: [FieldPath]) -> Bool {
        let isAmount = fields.allSatisfy { figures[$0]?.kind == .amount }
        return switch unit {
        case .count: !isAmount
        case .money: isAmount
        case .other: true
        case .percent: false
        }
    }

    /// What later words may lean on.
    private mutating func remember(_ subject: Subject) {
        context.columns = subject.columns
        guard !subject.rows.isEmpty else { return }
        if subject.groups.count > 1 {
            context.rows = nil
            context.isNarrowed = false
        } else if subject.rows == context.rows, !subject.columns.isEmpty {
            context.isNarrowed = true
        } else if context.isNarrowed {
            context.rows = subject.rows
            context.isNarrowed = false
        } else if subject.rows != context.rows {
            context.rows = nil
        }
    }

    /// 收到12件（含上年结转2件）: the number before was another one's too.
    mutating func withdrawLast() {
        guard context.last != nil, let last = claims.last, last.kind == .value, last.fields == context.last?.fields else { return }
        claims.removeLast()
        if sentence.looseClaims.last == claims.count { sentence.looseClaims.removeLast() }
        context.last = nil
    }
}
