import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Checks

private let checker = Checker(form: form)

/// Every single wrong figure, and thousands of pairs, on sound reports: how often is the culprit named?
@Suite struct CulpritTests {
    /// The real figures of a city, many of them zero, and random ones.
    private static let reports: [String: Report] = {
        let city = try? Data(contentsOf: repository.appending(path: "Fixtures/city/report.json"))
        let real = city.flatMap { try? ReportJSON.read([UInt8]($0), forms: [form]).report }
        return ["random": RandomReport(form: form, seed: 1).report, "city": real ?? Report(form: form)]
    }()

    private func culprits(_ changes: [FieldPath: Decimal], in report: Report) -> Set<Culprit> {
        var report = report
        for (path, value) in changes { report[path] = Figure(value) }
        return Set(checker.findings(in: report).compactMap(\.culprit))
    }

    /// The slips that are made: a digit more or less, two transposed, one off, anything at all.
    private func slips(_ value: Decimal, _ generator: inout SplitMix) -> [Decimal] {
        let digits = Array("\(value)")
        let transposed =
            digits.count > 1 ? String(digits.dropLast(2) + [digits[digits.count - 1], digits[digits.count - 2]]) : "\(value)"
        let texts = ["\(value)0", String(digits.dropLast()), transposed].compactMap { Decimal(string: $0) }
        return (texts + [value + 1, max(0, value - 1), Decimal(Int.random(in: 0...5_000, using: &generator))]).filter {
            $0 != value
        }
    }

    @Test(arguments: ["city", "random"]) func everySingleWrongFigureThatBreaksTwoRelationsIsNamed(name: String) throws {
        let report = try #require(Self.reports[name])
        var generator = SplitMix(seed: 2)
        var (named, wrong, total) = (0, 0, 0)
        for field in form.tables[1].fields {
            guard let value = report.value(field.path) else { continue }
            for slip in slips(value, &generator) {
                let culprits = culprits([field.path: slip], in: report)
                total += 1
                if culprits.contains(where: { $0.field == field.path && $0.value == value }) { named += 1 }
                if culprits.contains(where: { $0.field != field.path }) { wrong += 1 }
            }
        }
        print("\(name), single wrong figures: \(named) of \(total) named, \(wrong) wrongly")
        #expect(total > 400)
        #expect(named == total)
        #expect(wrong == 0)
    }

    @Test(arguments: ["city", "random"]) func ofTwoWrongFiguresNoneIsNamedWrongly(name: String) throws {
        let report = try #require(Self.reports[name])
        var generator = SplitMix(seed: 3)
        var (both, one, wrong) = (0, 0, 0)
        for _ in 0..<3_000 {
            let fields = (0..<2).compactMap { _ in form.fields.randomElement(using: &generator)?.path }
            let changes = Dictionary(
                fields.compactMap { path in
                    report.value(path).flatMap { slips($0, &generator).randomElement(using: &generator) }.map { (path, $0) }
                }, uniquingKeysWith: { first, _ in first })
            let culprits = culprits(changes, in: report)
            wrong += culprits.count { culprit in
                let named = [(culprit.field, culprit.value)] + (culprit.other.map { [($0, culprit.found)] } ?? [])
                return named.contains { field, value in changes[field] == nil || value != report.value(field) }
            }
            if culprits.count == 2 { both += 1 } else if culprits.count == 1 { one += 1 }
        }
        print("\(name), pairs of wrong figures: both named \(both), one \(one), wrongly \(wrong), of 3000")
        #expect(wrong == 0)
        #expect(both > 500)
    }

    @Test func neighboursThatChangedPlacesAreNamed() throws {
        let report = RandomReport(form: form, seed: 1).report
        var (named, wrong, total) = (0, 0, 0)
        for block in form.tables[1].blocks {
            for (row, next) in zip(block.fields, block.fields.dropFirst()) {
                for (c, field) in row.enumerated() {
                    for other in [next[c]] + (c + 1 < row.count ? [row[c + 1]] : []) {
                        guard let a = report.value(field.path), let b = report.value(other.path), a != b else { continue }
                        total += 1
                        let culprits = culprits([field.path: b, other.path: a], in: report)
                        if culprits.contains(where: { Set([$0.field, $0.other]) == [field.path, other.path] }) { named += 1 }
                        if culprits.contains(where: { $0.field != field.path && $0.field != other.path }) { wrong += 1 }
                    }
                }
            }
        }
        print("neighbours that changed places: \(named) of \(total) named, \(wrong) wrongly")
        #expect(total > 250)
        #expect(Double(named) > 0.8 * Double(total))
        #expect(wrong == 0)
    }

    @Test(arguments: [
        (FieldPath("requests.results.granted.naturalPerson"), "1", Culprit.Slip.extraDigit),
        ("requests.results.granted.naturalPerson", "-", .missingDigit),
        ("requests.results.granted.naturalPerson", "~", .transposedDigits),
    ])
    func theSlipIsRecognised(path: FieldPath, edit: String, slip: Culprit.Slip) throws {
        var report = RandomReport(form: form, seed: 1).report
        let delta = 3_712 - (report.value(path) ?? 0)
        for field in ["requests.results.granted", "requests.results.total", "requests.received"] {
            for column in ["naturalPerson", "total"] {
                let path = FieldPath("\(field).\(column)")
                report[path] = Figure((report.value(path) ?? 0) + delta)
            }
        }
        let wrong: Decimal = edit == "1" ? 37_121 : edit == "-" ? 371 : 3_721
        report[path] = Figure(wrong)
        let culprits = Set(checker.findings(in: report).compactMap(\.culprit))
        #expect(culprits == [Culprit(field: path, found: wrong, value: 3_712, slip: slip)])
    }

    @Test func aSubtotalCountedTwiceIsRecognised() {
        let report = RandomReport(form: form, seed: 1).report
        let refused = form.fields.filter {
            $0.path.description.hasPrefix("requests.results.refused.") && $0.path.description.hasSuffix(".naturalPerson")
        }
        let subtotal = refused.reduce(Decimal(0)) { $0 + (report.value($1.path) ?? 0) }
        let total = FieldPath("requests.results.total.naturalPerson")
        #expect(culprits([total: (report.value(total) ?? 0) + subtotal], in: report).map(\.slip) == [.countedTwice])
    }
}

@Suite struct RandomReportTests {
    @Test(arguments: 0..<20) func aSoundReportHasNoFinding(seed: UInt64) {
        let sound = RandomReport(form: form, seed: seed)
        #expect(checker.findings(in: sound.report, previous: sound.previous) == [])
    }

    @Test(arguments: 0..<20) func oneWrongFigureGivesFindingsAboutItOnly(seed: UInt64) throws {
        let sound = RandomReport(form: form, seed: seed)
        var generator = SplitMix(seed: seed + 100)
        for _ in 0..<20 {
            let path = try #require(form.fields.randomElement(using: &generator)?.path)
            guard path != "proactive.fees.amount", let value = sound.report.value(path) else { continue }
            var report = sound.report
            report[path] = Figure(value + 7)
            let findings = checker.findings(in: report, previous: sound.previous)
            #expect(findings.allSatisfy { $0.fields.contains(path) })
        }
    }
}
