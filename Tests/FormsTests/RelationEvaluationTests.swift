import Foundation
import Model
import TestSupport
import Testing

@testable import Forms

@Suite struct RelationEvaluationTests {
    private static let rule = FormDefinition.RelationRule(
        code: "R1", severity: .error, title: "", basis: "", left: ["t.total"], right: ["t.a", "t.b"])
    private let total = Relation(rule: rule, left: ["t.total"], right: ["t.a", "t.b"])
    private let balance = Relation(rule: rule, left: ["t.total", "t.c"], right: ["t.a", "t.b"])

    private func state(_ relation: Relation, _ figures: [FieldPath: Figure], signed: Set<FieldPath> = []) -> Relation.State {
        relation.evaluation { figures[$0] }.state(isSigned: signed.contains)
    }

    private func count(_ value: Decimal) -> Figure { Figure(value) }

    @Test func decided() {
        #expect(state(total, ["t.total": count(3), "t.a": count(1), "t.b": count(2)]) == .holds)
        #expect(state(total, ["t.total": count(3), "t.a": count(1), "t.b": count(1)]) == .broken(difference: 1))
        #expect(state(total, ["t.total": count(1), "t.a": count(1), "t.b": Figure.mark("/")]) == .holds)
        #expect(state(total, ["t.total": count(0.3), "t.a": count(0.1), "t.b": count(0.2)]) == .holds)
    }

    @Test func oneBlank() {
        #expect(state(total, ["t.a": count(1), "t.b": count(2)]) == .undecided(blank: "t.total", value: 3))
        #expect(state(total, ["t.total": count(3), "t.a": count(1)]) == .undecided(blank: "t.b", value: 2))
        #expect(state(total, ["t.total": count(3), "t.a": count(4)]) == .broken(difference: -1))
        #expect(state(total, ["t.total": count(3), "t.a": count(4)], signed: ["t.b"]) == .undecided(blank: "t.b", value: -1))
    }

    @Test func severalBlanks() {
        #expect(state(total, [:]) == .open)
        #expect(state(total, ["t.total": count(3)]) == .open)
        #expect(state(balance, ["t.total": count(3), "t.a": count(5)]) == .open)
        let three = Relation(rule: Self.rule, left: ["t.total"], right: ["t.a", "t.b", "t.c"])
        #expect(state(three, ["t.total": count(3), "t.a": count(5)]) == .broken(difference: -2))
        #expect(state(three, ["t.total": count(3), "t.a": count(5)], signed: ["t.c"]) == .open)
    }

    @Test func sums() {
        let figures: [FieldPath: Figure] = ["t.a": count(1), "t.b": count(0.5), "t.c": Figure.mark("/"), "t.d": Figure.blank]
        func sum(_ paths: FieldPath...) -> FigureSum { FigureSum(paths) { figures[$0] } }
        #expect(sum("t.a", "t.b", "t.c").value.decimal == 1.5)
        #expect(sum("t.a", "t.d", "t.e").blanks == ["t.d", "t.e"])
        #expect(!sum("t.c", "t.d").hasValue)
        #expect(sum("t.c", "t.a").hasValue)
    }
}
