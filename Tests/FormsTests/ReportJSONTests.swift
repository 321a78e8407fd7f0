import Foundation
import Model
import TestSupport
import Testing
import Text

@testable import Forms

@Suite struct ReportJSONTests {
    private func read(_ text: String, year: Int? = nil) throws -> ReportReading {
        try ReportJSON.read([UInt8](text.utf8), forms: [form2021, form2019], year: year)
    }

    @Test func keepsEveryDigitMarkAndParagraph() throws {
        var report = Report(form: form2021, year: 2024, agency: ["name": "某局\"甲\""], narrative: ["other": "一\n二\\\t三😀"])
        report["proactive.fees.amount"] = Figure(Decimal(string: "123456789.123456789"))
        report["requests.received.business"] = Figure(0)
        report["requests.received.research"] = Figure.mark("—")
        let text = ReportJSON(form: form2021).json(report).text
        #expect(text.contains(#""fees": {"amount": 123456789.123456789}"#))
        #expect(text.contains(#""marks": {"requests.received.research": "—"}"#))
        let reading = try read(text)
        #expect(reading.report == report)
        #expect(reading.findings == [])
    }

    /// A zero after the point is no other figure: workbooks do not keep it.
    @Test(arguments: ["0.0", "5.00", "12e1", "-0"]) func wholeNumbersAreWholeHoweverTheyAreWritten(text: String) throws {
        let figure = try read(#"{"form": "2021", "proactive": {"fees": {"amount": \#(text)}}}"#)
            .report["proactive.fees.amount"]
        #expect(figure == .value(.whole(try #require(Double(text).map(Int.init)))))
    }

    @Test func givesEveryFigureInTheFormsOrder() throws {
        let json = ReportJSON(form: form2021).json(Report(form: form2021))
        #expect(json.members?.map(\.key) == ["form", "year", "agency", "narrative", "proactive", "requests", "disputes"])
        let requests = try #require(json.members?.first { $0.key == "requests" }?.value)
        #expect(requests.members?.map(\.key) == ["received", "carriedOver", "results", "carriedForward"])
    }

    @Test func originsComeBack() throws {
        var report = Report(form: form2021)
        report["requests.received.business"] = Figure(12)
        report.setOrigin(Origin(sheet: "表三", cell: "E6", raw: "１２件"), of: "requests.received.business")
        let text = ReportJSON(form: form2021).json(report, origins: true).text
        #expect(text.contains(#""requests.received.business": {"sheet": "表三", "cell": "E6", "raw": "１２件"}"#))
        #expect(try read(text).report == report)
    }

    @Test func takesWhatIsLeftOut() throws {
        let reading = try read(#"{"form": "2019", "requests": {"received": {"total": 3.0, "business": "/"}}}"#, year: 2020)
        #expect(reading.report.year == 2020)
        #expect(reading.report.value("requests.received.total") == 3)
        #expect(reading.report["requests.received.business"].mark == "/")
    }

    @Test(arguments: [
        (#"{"form": "2021", "requests": {"received": {"all": 3}}}"#, Finding.Code.unknownMember),
        (#"{"form": "2021", "agency": {"nam": "x"}}"#, .unknownMember), (#"{"form": "2021", "extra": 1}"#, .unknownMember),
        (#"{"form": "2021", "agency": {"name": 3}}"#, .wrongMember), (#"{"form": "2021", "agency": []}"#, .wrongMember),
        (#"{"form": "2021", "year": "x"}"#, .wrongMember),
        (#"{"form": "2021", "marks": {"requests.received.total": "5"}}"#, .wrongMember),
        (#"{"form": "2021", "requests": {"received": {"total": -3}}}"#, .negativeCount),
        (#"{"form": "2021", "requests": {"received": {"total": 1.5}}}"#, .fractionalCount),
        (#"{"form": "2021", "requests": {"received": {"total": true}}}"#, .notFigure),
        (#"{"form": "2021", "requests": {"received": {"total": 1e300}}}"#, .notFigure),
        (#"{"form": "2021", "requests": {"received": {"total": 1e20}}}"#, .figureTooLarge),
    ])
    func saysWhatIsWrong(text: String, code: Finding.Code) throws { #expect(try read(text).findings.map(\.code) == [code]) }

    /// What took the square of its length would not end within the limit.
    @Test(.timeLimit(.minutes(1))) func longProseIsReadInTime() throws {
        let text = String(repeating: "甲乙 丙", count: 800_000)
        #expect(
            try read(#"{"form": "2021", "narrative": {"overview": "\#(text)"}}"#).report.narrative["overview"]?.utf8.count
                == text.utf8.count)
    }

    @Test(arguments: ["", "{", "[]", "3", "nonsense", #"{"form": "1999"}"#, "{}", String(repeating: "[", count: 100_000)])
    func refusesWhatIsNoReport(text: String) { #expect(throws: Finding.self) { try read(text) } }
}
