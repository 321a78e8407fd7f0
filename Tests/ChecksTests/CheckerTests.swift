import Findings
import Foundation
import Forms
import ReportModel
import Testing

@testable import Checks

private let form = try! Form.known()[0]

/// A report in which every relation holds: one request of a natural person granted, one review upheld.
private func sound(year: Int = 2024) -> Report {
    var report = Report(form: form.id, year: year)
    for field in form.fields { report.figures[field.path] = Figure(value: 0) }
    for row in ["received", "results.granted", "results.total"] {
        for column in ["naturalPerson", "total"] { report.figures[FieldPath("requests.\(row).\(column)")] = Figure(value: 1) }
    }
    report.figures["disputes.review.upheld"] = Figure(value: 1)
    report.figures["disputes.review.total"] = Figure(value: 1)
    return report
}

@Suite struct CheckerTests {
    private func findings(_ changes: [FieldPath: Figure?], year: Int = 2024) -> [Finding] {
        var report = sound(year: year)
        for (path, figure) in changes { report.figures[path] = figure }
        return Checker(form: form).findings(in: report)
    }

    private func summary(_ findings: [Finding]) -> [String] {
        findings.map { "\($0.code) \($0.fields.first?.description ?? "") \($0.found ?? "-") \($0.expected ?? "-")" }
    }

    @Test func aSoundReportHasNone() { #expect(findings([:]) == []) }

    @Test func anEmptyReportHasNone() { #expect(Checker(form: form).findings(in: Report(form: form.id)) == []) }

    @Test func aBrokenRow() throws {
        let all = findings(["requests.received.total": Figure(value: 2), "requests.carriedForward.total": Figure(value: 1)])
        #expect(summary(all) == ["R301 requests.received.total 2 1", "R301 requests.carriedForward.total 1 0"])
        #expect(all[0].severity == .error)
        #expect(all[0].facts["difference"] == "1")
        #expect(all[0].fields.count == 7)
    }

    @Test func aBrokenColumnBreaksTheBalanceToo() {
        let all = findings(["requests.results.total.business": Figure(value: 1), "requests.results.total.total": Figure(value: 2)])
        #expect(summary(all) == [
            "R302 requests.results.total.business 1 0", "R302 requests.results.total.total 2 1",
            "R303 requests.received.business 0 1", "R303 requests.received.total 1 2",
        ])
    }

    @Test func brokenDisputes() {
        #expect(summary(findings(["disputes.litigationDirect.pending": Figure(value: 4)])) == ["R401 disputes.litigationDirect.total 0 4"])
    }

    @Test func aBlankTotalOverFilledPartsIsItsOwnFinding() {
        let all = findings(["requests.received.total": Figure()])
        #expect(summary(all) == ["C501 requests.received.total - 1"])
        #expect(all[0].severity == .warning)
    }

    @Test func aSingleBlankMustHaveTheValueThatIsLeft() {
        let all = findings(["requests.results.granted.naturalPerson": nil])
        #expect(summary(all) == ["C502 requests.results.granted.naturalPerson - 1"])
        #expect(all[0].severity == .note)
    }

    @Test func aBlankThatNoValueCanFillIsBroken() {
        #expect(summary(findings(["disputes.review.pending": Figure(), "disputes.review.upheld": Figure(value: 2)])) == ["R401 disputes.review.total 1 2"])
    }

    @Test func severalBlanksAreUndecided() {
        #expect(findings(["disputes.review.pending": Figure(), "disputes.review.corrected": Figure()]) == [])
        #expect(summary(findings(["disputes.review.pending": Figure(), "disputes.review.corrected": Figure(), "disputes.review.upheld": Figure(value: 2)])) == ["R401 disputes.review.total 1 2"])
    }

    @Test func aMarkAddsNothing() {
        #expect(findings(["disputes.review.pending": Figure(mark: "/")]) == [])
        #expect(summary(findings(["disputes.review.upheld": Figure(mark: "/")])) == ["R401 disputes.review.total 1 0"])
    }

    @Test(arguments: [(2020, 1), (2021, 0), (2030, 0)]) func theFormMustFitTheYear(year: Int, count: Int) {
        let all = findings([:], year: year)
        #expect(all.map(\.code) == Array(repeating: .formOfOtherYear, count: count))
    }
}
