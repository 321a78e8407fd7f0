import Foundation
import Model
import TestSupport
import Testing

@testable import Charts
@testable import Forms

private let form2021 = Form.known[0]
private let form2019 = Form.known[1]

private func reading(
    _ figures: [FieldPath: Decimal] = [:], form: Form = form2021, year: Int? = 2024, name: String = "局"
) -> ReportReading {
    let report = Report(
        form: form, year: year, agency: ["name": name], figures: figures.mapValues { Figure($0) })
    return ReportReading(report: report, form: form, findings: [])
}

private func city() throws -> ReportReading {
    let json = try [UInt8](Data(contentsOf: repository.appending(path: "Fixtures/city/report.json")))
    return try ReportJSON.read(json, forms: Form.known)
}

private func chart(_ id: String, _ reading: ReportReading, _ earlier: [ReportReading] = []) throws -> Chart? {
    Chart.all(of: reading, earlier: earlier.map { ($0, "往年.xlsx") }).charts.first { $0.id == id }
}

@Suite struct DefinitionTests {
    /// Every bar has its figures in every form, and no figure stands in two bars of a chart.
    @Test(arguments: [form2021, form2019]) func barsAreFiguresOfTheForm(form: Form) throws {
        for definition in ChartDefinition.known {
            #expect((definition.bars == nil) != (definition.years == nil))
            #expect(form.tables.contains { $0.definition.id == definition.table })
            let bars = definition.bars?.map(\.figures) ?? [definition.years ?? []]
            let figures = bars.map { $0.flatMap(form.figures) }
            #expect(figures.allSatisfy { !$0.isEmpty }, "\(definition.id)")
            #expect(Set(figures.joined()).count == figures.joined().count, "\(definition.id)")
            #expect(figures.joined().allSatisfy { $0.description.hasPrefix(definition.table + ".") })
        }
    }

    /// The bars of the outcomes are the parts of the total, and those of the applicants too.
    @Test(arguments: [form2021, form2019]) func barsAreTheWholeOfTheirTotal(form: Form) throws {
        for (id, total) in [("applicants", "requests.received.total"), ("results", "requests.results.total.total")] {
            let definition = try #require(ChartDefinition.known.first { $0.id == id })
            let parts = Set((definition.bars ?? []).flatMap { $0.figures.flatMap(form.figures) })
            #expect(form.relations.contains { $0.total?.description == total && Set($0.right) == parts })
        }
    }
}

@Suite struct ChartTests {
    @Test func theCitysChartsAreItsFigures() throws {
        let (charts, findings) = try Chart.all(of: city())
        #expect(findings.isEmpty)
        #expect(charts.map(\.id) == ["applicants", "results", "review", "litigation"])
        #expect(charts[0].title == "2024年新收申请的申请人（件）")
        #expect(charts[0].bars.map(\.text) == ["3001", "53", "0", "0", "61", "4"])
        #expect(charts[1].bars.map(\.label) == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"])
        let total = try city().report.value("requests.results.total.total")
        #expect(charts[1].bars.compactMap(\.value).reduce(0, +) == total)
        #expect(charts[0].summary == "2024年新收申请的申请人（件）：自然人 3001，商业企业 53，科研机构 0，社会公益组织 0，法律服务机构 61，其他组织 4")
    }

    @Test func groupsAreAddedUpInBothForms() throws {
        let other = reading(
            [
                "requests.results.other.notCorrected.total": 1, "requests.results.other.feeUnpaid.total": 2,
                "requests.results.other.other.total": 4,
            ])
        #expect(try chart("results", other)?.bars.last?.value == 7)
        #expect(try chart("results", reading(["requests.results.other.total": 5], form: form2019))?.bars.last?.value == 5)
    }

    @Test func blankIsNoBarAndZeroIsOne() throws {
        var given = reading(["requests.received.naturalPerson": 2, "requests.received.business": 0])
        given.report["requests.received.research"] = Figure.mark("/")
        let bars = try #require(try chart("applicants", given)).bars
        #expect(bars.map(\.value) == [2, 0, nil, nil, nil, nil])
        #expect(bars.map(\.text) == ["2", "0", "", "", "", ""])
        // A group with one item that is not filled is not known; one with a mark is.
        given = reading(["requests.results.granted.total": 1, "requests.results.unavailable.notHeld.total": 1])
        given.report["requests.results.unavailable.needsCreation.total"] = Figure.mark("—")
        #expect(try chart("results", given)?.bars[3].value == nil)
        given.report["requests.results.unavailable.unclear.total"] = Figure(0)
        #expect(try chart("results", given)?.bars[3].value == 1)
    }

    @Test func whatIsBlankOrZeroIsLeftOut() throws {
        #expect(Chart.all(of: reading()).charts.isEmpty)
        let zeros = reading(Dictionary(form2021.fields.map { ($0.path, 0) }, uniquingKeysWith: { first, _ in first }))
        #expect(Chart.all(of: zeros, earlier: [(reading(["requests.received.total": 0], year: 2023), "a")]).charts.isEmpty)
    }

    @Test func aReportWithoutAYearHasNoneInItsTitles() throws {
        #expect(try chart("applicants", reading(["requests.received.business": 1], year: nil))?.title == "新收申请的申请人（件）")
    }
}

@Suite struct YearsTests {
    private func received(_ year: Int?, _ value: Decimal?, name: String = "局") -> ReportReading {
        reading(
            value.map { ["requests.received.total": $0] } ?? [:], form: year.map { $0 < 2021 } == true ? form2019 : form2021,
            year: year, name: name)
    }

    @Test func standInOrderEachByItsOwnForm() throws {
        let drawn = try #require(try chart("receivedByYear", received(2023, 9), [received(2022, 7), received(2020, 5)]))
        #expect(drawn.bars.map(\.label) == ["2020年", "2021年", "2022年", "2023年"])
        #expect(drawn.bars.map(\.value) == [5, nil, 7, 9])
        #expect(drawn.bars.map(\.figures) == [[], [], [], ["requests.received.total"]])
        #expect(drawn.isUpright)
    }

    @Test func oneYearIsNoSeries() throws {
        #expect(try chart("receivedByYear", received(2023, 9)) == nil)
        #expect(try chart("receivedByYear", received(2023, 9), [received(2022, nil)]) == nil)
        #expect(try chart("receivedByYear", received(2023, 0), [received(2022, 0)]) == nil)
        #expect(try chart("receivedByYear", received(2023, 0), [received(2022, 3)]) != nil)
    }

    @Test(arguments: [(2024, "same"), (2025, "later"), (2019, "too early"), (1, "far"), (nil, "none")])
    func otherYearsAreNamed(year: Int?, case: String) throws {
        let findings = Chart.all(of: received(2024, 9), earlier: [(received(year, 1), "往年.xlsx")]).findings
        #expect(findings.map(\.code) == [.earlierNotDrawn])
        #expect(findings.first?.facts == ["file": "往年.xlsx"] && findings.first?.expected == "2020—2023")
        #expect(try chart("receivedByYear", received(2024, 9), [received(year, 1)]) == nil)
    }

    @Test func aYearGivenTwiceIsNamed() throws {
        let (charts, findings) = Chart.all(
            of: received(2024, 9), earlier: [(received(2023, 1), "a"), (received(2023, 2), "b")])
        #expect(findings.map(\.facts) == [["file": "b"]])
        #expect(charts.first?.bars.map(\.value) == [1, 9])
    }

    @Test func aReportWithoutAYearComparesWithNone() throws {
        let (charts, findings) = Chart.all(of: received(nil, 9), earlier: [(received(2023, 1), "a")])
        #expect(charts.isEmpty && findings.map(\.phrase) == ["D421.noYear"])
    }

    @Test func anotherAgencyIsNamed() throws {
        let findings = Chart.all(of: received(2024, 9), earlier: [(received(2023, 1, name: "乙局"), "a")]).findings
        #expect(findings.map(\.code) == [.earlierOfOtherAgency] && findings.first?.found == "乙局")
    }

    @Test(arguments: [("99999999", true), ("999999999999", true), ("9999999999999", false)])
    func longNumbersLieDown(number: String, stands: Bool) {
        let bars = (0..<5).map { Chart.Bar(label: "202\($0)年", value: Decimal(string: number)) }
        #expect(Chart(id: "a", table: "b", title: "c", bars: bars, isUpright: true).isUpright == stands)
    }
}
