import Foundation
import Model

/// How statements become claims, and what later words may lean on.
extension Scanner {
    private static let quoted: Set<Vocabulary.Role> = [
        .previousYear, .compared, .compare, .rise, .fall, .reach, .share, .about, .over, .atLeast, .under,
    ]

    /// The first word of the statement that says something of its figures.
    func quoteStart(_ before: Range<Int>) -> Int {
        before.first { place in
            let token = tokens[place]
            return token.namesFigures || token.topic != nil || token.role.map(Self.quoted.contains) ?? false
        } ?? before.upperBound
    }

    func claim(_ kind: Claim.Kind, _ number: Spoken, _ fields: [FieldPath], quoting range: Range<Int>) -> Claim {
        let characters =
            tokens[range.lowerBound].range.lowerBound..<max(tokens[range.upperBound - 1].range.upperBound, number.end)
        return Claim(
            kind: kind, section: section, paragraph: paragraph, quote: text.quote(characters), number: number.value,
            place: number.place,
            bound: bound(of: number, at: range.upperBound - 1), unit: text.quote(number.unitRange), fields: fields)
    }

    /// 约 right before the number, or the word that came with it.
    private func bound(of number: Spoken, at place: Int) -> Claim.Bound {
        guard number.bound == .exact, place > 0, case .number = tokens[place].kind,
            let role = tokens[place - 1].role
        else { return number.bound }
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
            let isNarrow = !subject.columns.isEmpty && subject.rows.contains { vocabulary.rows[$0].column != nil }
            let isExact = !claim.isApproximate && number.place <= 0
            let said = Said(fields: fields, wholes: wholes(of: subject), value: isExact ? number.value : nil, isNarrow: isNarrow)
            if isLastYears { context.lastYears = said } else { context.last = said }
        }
        remember(subject)
    }

    private func fits(_ unit: Spoken.Unit, _ fields: [FieldPath]) -> Bool {
        let isAmount = fields.allSatisfy { form.field($0)?.kind == .amount }
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
        guard context.last != nil, let last = claims.last, last.kind == .value, last.fields == context.last?.fields else {
            return
        }
        claims.removeLast()
        if sentence.looseClaims.last == claims.count { sentence.looseClaims.removeLast() }
        context.last = nil
    }
}
