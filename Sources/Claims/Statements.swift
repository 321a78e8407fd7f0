import Findings
import Forms
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
        if number.unit == .percent { readPercent(number, at: place, before) } else if changeWord(in: before) != nil {
            readDifference(number, at: place, before)
        } else if context.year != .unsure {
            readValue(number, at: place, before: before, after: after, isOnly: isOnly)
        }
    }

    private func contains(_ role: Vocabulary.Role, _ range: Range<Int>) -> Bool { range.contains { tokens[$0].isRole(role) } }

    /// Whether every word is known and none makes the statement one to leave alone.
    func isUnderstood(_ range: Range<Int>) -> Bool {
        range.count <= Self.longestPhrase && range.allSatisfy { place in
            switch tokens[place].kind {
            case .row, .column, .topic: true
            case .stop(let stop): stop == .list
            case .role(let role): !role.leavesAlone
            case .number(let number): number.value == 1
            case .unknown: false
            }
        }
    }

    /// 收到信件12件: what is received or answered from here on may be that.
    mutating func forgetTopic(_ before: Range<Int>) {
        let isOfUnknown = before.contains { if case .unknown = tokens[$0].kind { true } else { false } }
        if isOfUnknown, namesRow(before), !before.contains(where: { isFullTopic($0) || isStrongRow($0) }) { context.forget() }
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
        let hasYear = lastComparedYear(in: before)
        if let rows = rows(in: before, topicIn: before.lowerBound..<after.upperBound) {
            guard let subject = subject(rows, columnsIn: before), mayFollow(after, subject: before) else { return }
            if contains(.include, before), let said = context.last, rows.contains(where: { fields(vocabulary.rows[$0].notInside, column(of: $0)) == said.fields }) { withdrawLast() }
            emit(number, subject, quoting: quoteStart(before)..<place + 1, isPrevious: hasYear)
        } else if namesRow(before) {
            return
        } else if namesColumn(before) {
            guard let rows = context.rows, let subject = subject(rows, columnsIn: before), mayFollow(after, subject: before) else { return }
            emit(number, subject, quoting: quoteStart(before)..<place + 1, isPrevious: hasYear)
        } else if contains(.reach, before) || contains(.previousYear, before) {
            guard let said = context.last, !said.isNarrow, context.rows != nil else { return }
            let subject = Subject(rows: [], columns: [], groups: [said.fields])
            emit(number, subject, quoting: quoteStart(before)..<place + 1, isPrevious: hasYear)
        } else if isOnly, !after.isEmpty, isUnderstood(after), let rows = rows(in: after, topicIn: after), !rows.contains(where: { vocabulary.rows[$0].isLoose }),
            let subject = subject(rows, columnsIn: after) {
            emit(number, subject, quoting: place..<after.upperBound, isPrevious: false)
        }
    }

    /// Whether last year is named only to compare with: 较上年的2900件.
    private func lastComparedYear(in range: Range<Int>) -> Bool {
        guard let year = range.last(where: { tokens[$0].isRole(.previousYear) }) else { return false }
        return year > range.lowerBound && tokens[year - 1].isRole(.compare)
    }

    /// 收到12件来信: where the subject stands in earlier words, what follows must not be another thing.
    private func mayFollow(_ after: Range<Int>, subject: Range<Int>) -> Bool {
        guard let first = after.first else { return true }
        if subject.contains(where: { isFullTopic($0) || isStrongRow($0) }) { return true }
        return isUnderstood(first..<first + 1)
    }

    private func isFullTopic(_ place: Int) -> Bool {
        if case .topic(let index) = tokens[place].kind { !vocabulary.topics[index].isWeak } else { false }
    }

    private func isStrongRow(_ place: Int) -> Bool {
        if case .row(let index) = tokens[place].kind { !vocabulary.rows[index].isLoose } else { false }
    }

    private func namesColumn(_ range: Range<Int>) -> Bool {
        range.contains { if case .column(let index) = tokens[$0].kind { !vocabulary.columns[index].isLoose } else { false } }
    }

    private func namesRow(_ range: Range<Int>) -> Bool {
        range.contains { if case .row = tokens[$0].kind { true } else { false } }
    }
}
