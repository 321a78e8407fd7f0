import Forms
import Foundation
import Model

/// One relation held against the figures of a subject.
struct RelationCheck {
    let state: Relation.State
    private let evaluation: Relation.Evaluation

    var relation: Relation { evaluation.relation }

    init(_ relation: Relation, in subject: Subject) {
        evaluation = relation.evaluation { subject.figure($0) }
        state = evaluation.state { subject.isSigned($0) }
    }

    /// By how much the left side exceeds the right if the relation is broken; nil if it is not.
    var difference: Decimal? { if case .broken(let difference) = state { difference.decimal } else { nil } }

    /// The finding of a relation that is broken, or whose blank must have a certain value; nil for others. A total counts as
    /// typed over if the totals beside it are formulas and it is a plain number.
    func finding(totalsAreFormulas: Bool, in subject: Subject) -> Finding? {
        let rule = relation.rule
        switch state {
        case .holds, .open: return nil
        case .broken(let difference):
            let isTypedOver = totalsAreFormulas && relation.total.map { subject.origin($0)?.formula == nil } == true
            return Finding(
                Finding.Code(rule.code), rule.severity,
                phrase: isTypedOver ? "relation.overwritten" : relation.phrase,
                fields: relation.terms, found: "\(evaluation.left.value)", expected: "\(evaluation.right.value)",
                difference: "\(difference)", basis: rule.basis, facts: facts(relation.terms.first, in: subject))
        case .undecided(let blank, let value):
            // A cell that holds no figure is a finding of the reader's already.
            guard subject.figure(blank) != .unreadable else { return nil }
            let isTotal = blank == relation.total
            return Finding(
                isTotal ? .blankTotal : .blankTerm, isTotal ? .warning : .note, fields: [blank], expected: "\(value)",
                basis: rule.basis, facts: facts(blank, in: subject))
        }
    }

    private func facts(_ path: FieldPath?, in subject: Subject) -> [String: String] {
        ["relation": relation.rule.title, "label": path.map(subject.label) ?? ""]
    }
}

extension Relation {
    /// The sentence in Templates/Messages that says how the relation is broken: a total that differs, or two sides.
    package var phrase: String { total == nil ? "relation.balance" : "relation.total" }
}
