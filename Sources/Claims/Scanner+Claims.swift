import Foundation
import Model

/// Makes claims of statements, and keeps what later words may refer to.
extension Scanner {
    /// The index of the first word of the statement that says something of its figures.
    func quoteStart(_ before: Range<Int>) -> Int {
        before.first { index in
            let token = tokens[index]
            return token.namesFigures || token.topic != nil || token.role?.beginsQuote == true
        } ?? before.upperBound
    }

    /// A claim of these figures whose quote is a range of tokens.
    func claim(_ kind: Claim.Kind, _ number: ProseNumber, _ fields: [FieldPath], quoting range: Range<Int>) -> Claim {
        let scalars = tokens[range.lowerBound].range.lowerBound..<max(tokens[range.upperBound - 1].range.upperBound, number.end)
        return Claim(
            kind: kind, section: section, paragraph: paragraph, quote: text.quote(scalars), number: number.value,
            exponent: number.exponent, bound: bound(of: number, at: range.upperBound - 1), unit: text.quote(number.unitRange),
            fields: fields)
    }

    /// 约 right before the number at an index, or the word that is a part of the number.
    private func bound(of number: ProseNumber, at index: Int) -> Claim.Bound {
        guard number.bound == .exact, index > 0, case .number = tokens[index].kind else { return number.bound }
        return tokens[index - 1].role?.bound ?? .exact
    }

    /// Adds the claims that a number makes of a subject, one for each of its groups.
    mutating func addClaims(_ number: ProseNumber, of subject: ClaimSubject, quoting range: Range<Int>, isPrevious: Bool) {
        let isLastYears = isPrevious || context.year != .report
        for fields in subject.groups {
            guard fits(number.unit, fields),
                sentence.claimed.insert(Sentence.Target(isLastYears: isLastYears, fields: fields)).inserted
            else { continue }
            var claim = claim(.value, number, fields, quoting: range)
            claim.year = isLastYears ? .previous : .report
            if subject.rows.contains(where: { vocabulary.rows[$0].isLoose }) { sentence.looseClaims.append(claims.count) }
            claims.append(claim)
            let isNarrow = !subject.columns.isEmpty && subject.rows.contains { vocabulary.rows[$0].column != nil }
            let isExact = !claim.isApproximate && number.exponent <= 0
            let statement = Statement(
                fields: fields, wholes: wholes(of: subject), value: isExact ? number.value : nil, isNarrow: isNarrow)
            if isLastYears { context.lastYears = statement } else { context.last = statement }
        }
        remember(subject)
    }

    private func fits(_ unit: ProseNumber.Unit, _ fields: [FieldPath]) -> Bool {
        let isAmount = fields.allSatisfy { form.field($0)?.kind == .amount }
        return switch unit {
        case .count: !isAmount
        case .money: isAmount
        case .other: true
        case .percent: false
        }
    }

    /// Keeps the rows and columns that later words may refer to.
    private mutating func remember(_ subject: ClaimSubject) {
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

    /// Withdraws the claim before: 收到12件（含上年结转2件） says that its number was another figure's too.
    mutating func withdrawLast() {
        guard context.last != nil, let last = claims.last, last.kind == .value, last.fields == context.last?.fields else {
            return
        }
        claims.removeLast()
        if sentence.looseClaims.last == claims.count { sentence.looseClaims.removeLast() }
        context.last = nil
    }
}
