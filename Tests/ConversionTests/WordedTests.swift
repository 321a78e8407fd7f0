import Forms
import Model
import TestSupport
import Testing

@testable import Conversion

@Suite struct WordedTests {
    private let converter = Converter()

    private func reading(_ narrative: [String: String]) throws -> ReportReading {
        var report = Report(form: .newest, year: 2024, narrative: narrative)
        report["requests.received.total"] = Figure(3)
        report["disputes.review.total"] = Figure(2)
        return try converter.read(converter.bytes(of: report, as: .json, scratchBeside: "-"))
    }

    @Test func documentsHaveFiguresForNamesAndTheirDrafts() throws {
        let reading = try reading(["overview": "新收{{本年新收.总计}}件。{{表:表四}}{{甲}}"])
        let plain = try converter.worded(reading)
        #expect(plain.report.narrative == ["overview": "新收3件。\n{{表:disputes}}\n{{甲}}"])
        #expect(plain.drafts == [] && plain.findings.map(\.code.description) == ["T611"])
        let drafted = try converter.worded(reading, drafting: true)
        #expect(drafted.drafts == ["preface", "problems", "other"])
        #expect(drafted.report.narrative["overview"] == plain.report.narrative["overview"])
        #expect(drafted.report.narrative["preface"]?.hasPrefix("本报告") == true)
    }

    @Test func filesToGoOnWithHaveNamesAsWrittenAndMarkedDrafts() throws {
        let reading = try reading(["overview": "新收{{本年新收.总计}}件。"])
        let report = try converter.drafted(reading)
        #expect(report.narrative["overview"] == "新收{{本年新收.总计}}件。")
        #expect(report.narrative["other"]?.hasPrefix("【草稿】") == true)
    }

    /// What was not filled in is no statement, and paragraphs count as they are written.
    @Test func checksReadTheFilledText() throws {
        let reading = try reading(["overview": "首段{{表:表四}}。\n行政复议{{本年新收.总计}}件。\n{{行政复议9件}}、{{行政复议9件"])
        let findings = converter.findings(of: reading).filter { $0.code.description.hasPrefix("T") }
        #expect(findings.map(\.code.description).sorted() == ["T601", "T611", "T611"])
        let claim = try #require(findings.first { $0.code.description == "T601" })
        #expect(claim.found == "3" && claim.expected == "2" && claim.facts["paragraph"] == "2")
    }
}
