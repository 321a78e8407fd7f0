import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Claims

/// Sentences with the claims that a careful reader finds in them.
struct CorpusEntry: Decodable, CustomTestStringConvertible {
    struct Expected: Decodable, Hashable {
        let fields: [String], value: Decimal
        let year: String?, kind: String?, approximate: Bool?
    }

    let text: String, claims: [Expected]
    let agency: String?, form: String?

    var testDescription: String { text }

    static func all() throws -> [CorpusEntry] {
        try JSONDecoder().decode(
            [CorpusEntry].self, from: Data(contentsOf: repository.appending(path: "Fixtures/claims/corpus.json")))
    }
}

/// What a claim says, to compare those found with those expected.
private struct Statement: Hashable, CustomStringConvertible {
    let fields: Set<FieldPath>, value: Decimal, year: Claim.Year, kind: Claim.Kind, isApproximate: Bool

    init(_ claim: Claim) {
        (fields, value, year, kind) = (Set(claim.fields), claim.number, claim.year, claim.kind)
        isApproximate = claim.isApproximate
    }

    init(_ expected: CorpusEntry.Expected, form: Form) {
        fields = Set(
            expected.fields.flatMap { pattern in
                let wanted = pattern.split(separator: ".")
                return form.fields.map(\.path).filter { path in
                    let steps = path.description.split(separator: ".")
                    return steps.count == wanted.count && zip(wanted, steps).allSatisfy { $0 == "#" || $0 == $1 }
                }
            })
        value = expected.value
        year = expected.year.flatMap(Claim.Year.init) ?? .report
        kind = expected.kind.flatMap(Claim.Kind.init) ?? .value
        isApproximate = expected.approximate ?? false
    }

    var description: String {
        "\(kind) \(value)\(isApproximate ? "~" : "") \(year == .previous ? "last year " : "")\(fields.map(\.description).sorted().prefix(3).joined(separator: "+"))"
    }
}

@Suite struct CorpusTests {
    /// Every third entry is held out: written before the words it needs, and measured before it was looked at.
    private static func isHeldOut(_ index: Int) -> Bool { index % 3 == 2 }

    private struct Score {
        var right = 0, found = 0, expected = 0
        var precision: Double { Double(right) / Double(max(found, 1)) }
        var recall: Double { Double(right) / Double(max(expected, 1)) }
    }

    private func score(heldOut: Bool) throws -> Score {
        var score = Score()
        let checkers = Form.known.map { ($0, ClaimChecker(form: $0)) }
        for (index, entry) in try CorpusEntry.all().enumerated() where Self.isHeldOut(index) == heldOut {
            let (form, checker) = try #require(checkers.first { $0.0.id == entry.form ?? "2021" })
            let report = Report(
                form: form, year: form.id == "2019" ? 2020 : 2024, agency: entry.agency.map { ["name": $0] } ?? [:],
                narrative: ["overview": entry.text])
            let found = checker.claims(in: report).map(Statement.init)
            let expected = entry.claims.map { Statement($0, form: form) }
            let right = Set(found).intersection(expected)
            score.right += right.count
            score.found += found.count
            score.expected += expected.count
            if !heldOut || ProcessInfo.processInfo.environment["CLAIMS_SHOW"] != nil {
                for each in Set(found).subtracting(right) { print("wrong  ", each, entry.text) }
                for each in Set(expected).subtracting(right) { print("missed ", each, entry.text) }
            }
        }
        let part = heldOut ? "held out" : "development"
        print(
            "claims, \(part): precision \(score.precision), recall \(score.recall) (\(score.right) right, \(score.found) found, \(score.expected) expected)"
        )
        return score
    }

    @Test func development() throws {
        let score = try score(heldOut: false)
        #expect(score.precision == 1)
        #expect(score.recall >= 0.99)
    }

    @Test func heldOut() throws {
        let score = try score(heldOut: true)
        #expect(score.precision >= 0.99)
        #expect(score.recall >= 0.94)
    }
}
