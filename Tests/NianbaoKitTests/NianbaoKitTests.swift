import Foundation
import NianbaoKit
import Testing

/// Built without `package` access and with NianbaoKit alone: these tests see what a client sees.
@Suite struct NianbaoKitTests {
    private let reports = AnnualReports()
    private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: repository.appending(path: path))) }
    private func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    @Test func theExampleOfTheDocumentationIsTheFileHere() throws {
        let page = try text("Sources/NianbaoKit/NianbaoKit.docc/NianbaoKit.md")
        let blocks = page.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(try blocks == [text("Tests/NianbaoKitTests/Example.swift")])
    }

    @Test func theExampleNamesErrorsAndWritesTheReport() throws {
        let (lines, workbook) = try examined(bytes("Fixtures/broken-sums/input.xlsx"))
        #expect(lines.map { $0.prefix(4) } == ["R303", "R301", "R303", "R302", "R301", "R401", "一、本年"])
        #expect(lines[1].hasPrefix("R301 表2!L8, 表2!F8") && lines[1].contains("48"))
        #expect(lines.last?.hasSuffix("，总计: 48, from 表2!L8") == true)
        let expected = try reports.read(bytes("Fixtures/broken-sums/report.json")).report
        #expect(try reports.json(reports.read(workbook).report) == reports.json(expected))
    }

    @Test func aReportIsMadeFilledAndRead() throws {
        let form = try #require(reports.form(forYear: 2024))
        #expect(reports.forms.contains { $0.id == form.id })
        var report = reports.blank(form, year: 2024)
        report.agencyName = "望川市财政局"
        for field in form.fields { report[field.path] = Figure(0) }
        report["proactive.fees.amount"] = Figure(12.5)
        let reading = try reports.read(reports.workbook(report))
        #expect(reading.report.value("proactive.fees.amount") == 12.5)
        #expect(reading.report.origin("proactive.fees.amount") != nil)
        #expect(try reports.read(reports.json(report)).report == report)
        #expect(reports.check(reading).allSatisfy { $0.severity != .error })
    }

    @Test func theYearBeforeIsHeldAgainst() throws {
        let form = try #require(reports.form(forYear: 2024))
        var (before, now) = (reports.blank(form, year: 2023), reports.blank(form, year: 2024))
        before["requests.carriedForward.total"] = Figure(3)
        now["requests.carriedOver.total"] = Figure(2)
        let (last, this) = try (reports.read(reports.workbook(before)), reports.read(reports.workbook(now)))
        let finding = try #require(reports.check(this, previous: last).first { $0.code.description == "Y801" })
        #expect(finding.origins.last?.sheet.hasPrefix("[2023]") == true)
        #expect(reports.sentence(finding) != reports.sentence(finding, language: "en"))
    }

    @Test func aFileWithoutAReportThrowsItsFinding() throws {
        do {
            _ = try reports.read([UInt8]("{}".utf8))
            Issue.record("read")
        } catch {
            #expect(error.code.description == "J602")
        }
    }
}
