import Foundation

/// Statements that give a figure's value: which figures the words around a number name.
extension Scanner {
    /// No statement has more words; so time stays linear in the text.
    static let longestPhrase = 64

    /// Reads the statement around the number at an index: the tokens before it, from the stop or the number before, all of
    /// them understood, and those after it. `isOnly`: the phrase has no other number.
    mutating func readNumber(at index: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) {
        guard case .number(let number) = tokens[index].kind else { return }
        let isBareZero = number.unit == .other && number.unitRange.isEmpty && number.value == 0 && after.isEmpty
        guard number.unit != .other || isBareZero, !context.isForeign, !context.isPart, !contains(.none, before),
            !number.isChinese || mayFollowChinese(index + 1)
        else { return }
        if number.unit == .percent {
            readPercent(number, at: index, before)
        } else if changeWord(in: before) != nil {
            readChange(.difference, number, at: index, before)
        } else if context.year != .unsure {
            readValue(number, at: index, before: before, after: after, isOnly: isOnly)
        }
    }

    /// Whether every token is known and none makes the statement one to leave alone.
    func isUnderstood(_ range: Range<Int>) -> Bool {
        range.count <= Self.longestPhrase
            && range.allSatisfy { index in
                switch tokens[index].kind {
                case .row, .column, .topic, .number, .stop: true
                case .role(let role): !role.leavesAlone
                case .unknown: false
                }
            }
    }

    /// Drops the topic after 收到信件12件: 收到 and 答复 may from here on be said of letters.
    mutating func forgetTopic(_ before: Range<Int>) {
        let hasUnknown = before.contains { tokens[$0].isUnknown }
        let hasLooseRow = before.contains { tokens[$0].row != nil } && !before.contains { topic(at: $0) != nil || isFirmRow($0) }
        if hasUnknown, hasLooseRow { context.forget() }
    }

    /// Whether the token at an index leaves the Chinese numeral before it a number: 一起抓, 一项制度 and 一件一件 have none.
    private func mayFollowChinese(_ index: Int) -> Bool {
        guard index < tokens.count else { return true }
        switch tokens[index].kind {
        case .unknown, .number: return false
        default: return true
        }
    }

    // MARK: Values

    private mutating func readValue(_ number: ProseNumber, at index: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) {
        guard let (subject, quote) = subject(at: index, before: before, after: after, isOnly: isOnly) else { return }
        let isInside = subject.rows.contains { fields(vocabulary.rows[$0].notInside, column(of: $0)) == context.last?.fields }
        if isInside, contains(.include, before) { withdrawLast() }
        addClaims(number, of: subject, quoting: quote, isPrevious: isComparedWithLastYear(before))
    }

    /// The figures that the words before a number name; else those that the text speaks of; else, if the words before name
    /// nothing, those that the words after it name (另有103件顺延到下年度答复).
    private func subject(at index: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) -> (ClaimSubject, quote: Range<Int>)?
    {
        let quote = quoteStart(before)..<index + 1
        if before.contains(where: { tokens[$0].row != nil || isFirmColumn($0) }) {
            let isRowNamed = before.contains { tokens[$0].row != nil }
            guard let rows = isRowNamed ? rows(in: before, topicIn: before.lowerBound..<after.upperBound) : context.rows,
                mayFollow(after, subject: before)
            else { return nil }
            return subject(rows, columnsIn: before).map { ($0, quote) }
        }
        if contains(.reach, before) || contains(.previousYear, before) {
            guard let statement = context.last, !statement.isNarrow, context.rows != nil else { return nil }
            return (ClaimSubject(rows: [], columns: [], groups: [statement.fields]), quote)
        }
        guard isOnly, !after.isEmpty, isUnderstood(after), let rows = rows(in: after, topicIn: after),
            rows.allSatisfy({ !vocabulary.rows[$0].isLoose })
        else { return nil }
        return subject(rows, columnsIn: after).map { ($0, index..<after.upperBound) }
    }

    /// Whether a number is last year's by 较上年 before it, as in 较上年的2900件; what follows is this year's again.
    private func isComparedWithLastYear(_ range: Range<Int>) -> Bool {
        guard let year = range.last(where: { tokens[$0].role == .previousYear }) else { return false }
        return year > range.lowerBound && tokens[year - 1].role == .compare
    }

    /// Whether the words after a number leave it to the subject before it: in 收到12件来信 they name another thing.
    private func mayFollow(_ after: Range<Int>, subject: Range<Int>) -> Bool {
        guard let first = after.first else { return true }
        return subject.contains { topic(at: $0) != nil || isFirmRow($0) } || isUnderstood(first..<first + 1)
    }

    private func contains(_ role: Vocabulary.Role, _ range: Range<Int>) -> Bool { range.contains { tokens[$0].role == role } }

    private func isFirmRow(_ index: Int) -> Bool { tokens[index].row.map { !vocabulary.rows[$0].isLoose } ?? false }
    private func isFirmColumn(_ index: Int) -> Bool { tokens[index].column.map { !vocabulary.columns[$0].isLoose } ?? false }
}
