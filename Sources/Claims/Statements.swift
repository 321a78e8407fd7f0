import Foundation

/// How the words around a number make a claim.
extension Scanner {
    /// No statement has more words; so time stays linear in the text.
    static let longestPhrase = 64

    /// Reads the statement that a number stands in: the tokens before it, from the stop or the number before, and
    /// those after it. Every word before it is understood.
    mutating func readNumber(at place: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) {
        guard case .number(let number) = tokens[place].kind else { return }
        let isBareZero = number.unit == .other && number.unitRange.isEmpty && number.value == 0 && after.isEmpty
        guard number.unit != .other || isBareZero, !context.isForeign, !context.isPart, !contains(.none, before),
            !number.isChinese || mayFollowChinese(place + 1)
        else { return }
        if number.unit == .percent {
            readPercent(number, at: place, before)
        } else if changeWord(in: before) != nil {
            readChange(.difference, number, at: place, before)
        } else if context.year != .unsure {
            readValue(number, at: place, before: before, after: after, isOnly: isOnly)
        }
    }

    /// Whether every word is known and none makes the statement one to leave alone.
    func isUnderstood(_ range: Range<Int>) -> Bool {
        range.count <= Self.longestPhrase
            && range.allSatisfy { place in
                switch tokens[place].kind {
                case .row, .column, .topic, .number, .stop: true
                case .role(let role): !role.leavesAlone
                case .unknown: false
                }
            }
    }

    /// 收到信件12件: what is received or answered from here on may be that.
    mutating func forgetTopic(_ before: Range<Int>) {
        let hasUnknown = before.contains { if case .unknown = tokens[$0].kind { true } else { false } }
        let hasLooseRow = before.contains { tokens[$0].row != nil } && !before.contains { topic(at: $0) != nil || isFirmRow($0) }
        if hasUnknown, hasLooseRow { context.forget() }
    }

    /// 一起抓, 一项制度 and 一件一件 are no numbers.
    private func mayFollowChinese(_ place: Int) -> Bool {
        guard place < tokens.count else { return true }
        switch tokens[place].kind {
        case .unknown, .number: return false
        default: return true
        }
    }

    // MARK: Values

    private mutating func readValue(_ number: Spoken, at place: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) {
        guard let (subject, quote) = subject(at: place, before: before, after: after, isOnly: isOnly) else { return }
        let isInside = subject.rows.contains { fields(vocabulary.rows[$0].notInside, column(of: $0)) == context.last?.fields }
        if isInside, contains(.include, before) { withdrawLast() }
        emit(number, subject, quoting: quote, isPrevious: isComparedWithLastYear(before))
    }

    /// The figures that the words before a number name; or those that are spoken of; or, where the words before name
    /// nothing, those that the words after it name (另有103件顺延到下年度答复).
    private func subject(at place: Int, before: Range<Int>, after: Range<Int>, isOnly: Bool) -> (Subject, quote: Range<Int>)? {
        let quote = quoteStart(before)..<place + 1
        if before.contains(where: { tokens[$0].row != nil || isFirmColumn($0) }) {
            let isRowNamed = before.contains { tokens[$0].row != nil }
            guard let rows = isRowNamed ? rows(in: before, topicIn: before.lowerBound..<after.upperBound) : context.rows,
                mayFollow(after, subject: before)
            else { return nil }
            return subject(rows, columnsIn: before).map { ($0, quote) }
        }
        if contains(.reach, before) || contains(.previousYear, before) {
            guard let said = context.last, !said.isNarrow, context.rows != nil else { return nil }
            return (Subject(rows: [], columns: [], groups: [said.fields]), quote)
        }
        guard isOnly, !after.isEmpty, isUnderstood(after), let rows = rows(in: after, topicIn: after),
            rows.allSatisfy({ !vocabulary.rows[$0].isLoose })
        else { return nil }
        return subject(rows, columnsIn: after).map { ($0, place..<after.upperBound) }
    }

    /// 较上年的2900件 is last year's number, and what follows is this year's again.
    private func isComparedWithLastYear(_ range: Range<Int>) -> Bool {
        guard let year = range.last(where: { tokens[$0].role == .previousYear }) else { return false }
        return year > range.lowerBound && tokens[year - 1].role == .compare
    }

    /// 收到12件来信: where the subject stands in earlier words, what follows must not be another thing.
    private func mayFollow(_ after: Range<Int>, subject: Range<Int>) -> Bool {
        guard let first = after.first else { return true }
        return subject.contains { topic(at: $0) != nil || isFirmRow($0) } || isUnderstood(first..<first + 1)
    }

    private func contains(_ role: Vocabulary.Role, _ range: Range<Int>) -> Bool { range.contains { tokens[$0].role == role } }

    private func isFirmRow(_ place: Int) -> Bool { tokens[place].row.map { !vocabulary.rows[$0].isLoose } ?? false }
    private func isFirmColumn(_ place: Int) -> Bool { tokens[place].column.map { !vocabulary.columns[$0].isLoose } ?? false }
}
