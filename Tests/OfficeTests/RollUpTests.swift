import Forms
import Foundation
import Messages
import Model
import Testing

@testable import Conversion
@testable import Office

private let form = Form.newest

private func filing(_ file: String, _ agency: String?, _ figures: [FieldPath: Figure], findings: [Finding] = []) -> Filing {
    var report = Report(form: form, year: 2024, figures: figures)
    report.agencyName = agency
    return Filing(file: file, report: report, findings: findings)
}

private func rollUp(_ filings: [Filing], roster: [String]? = nil, own: Filing? = nil, skipsInvalid: Bool = false) -> RollUp {
    let register = Register([own].compactMap(\.self) + filings, roster: roster.map(Roster.init(agencies:)))
    return RollUp(
        register, own: own, agency: "望川市人民政府", year: 2024, form: form, hasRoster: roster != nil, skipsInvalid: skipsInvalid)
}

private func value(_ text: String) -> Figure { Figure(Decimal(string: text)) }

@Suite struct RollUpTests {
    private let decisions: FieldPath = "proactive.licensing.decisions"
    private let fees: FieldPath = "proactive.fees.amount"

    @Test func blanksAndMarksAddNothing() throws {
        let sum = rollUp([
            filing("a", "甲局", [decisions: value("3"), fees: value("0.1")]),
            filing("b", "乙局", [decisions: Figure.mark("/"), fees: value("0.2")]),
            filing("c", "丙局", [decisions: value("0")]),
        ])
        #expect(sum.report.value(decisions) == 3 && sum.report.value(fees) == Decimal(string: "0.3"))
        #expect(sum.report["proactive.penalties.decisions"] == .blank)
        #expect(sum.contributions.map(sum.blanks) == [198, 198, 199])
        #expect(sum.report.agencyName == "望川市人民政府" && sum.report.year == 2024)
    }

    @Test func theGovernmentsOwnFiguresAreOneMoreRow() throws {
        let sum = rollUp([filing("a", "甲局", [decisions: value("3")])], own: filing("own", "望川市人民政府", [decisions: value("4")]))
        #expect(sum.contributions.map(\.agency) == ["望川市人民政府", "甲局"] && sum.report.value(decisions) == 7)
    }

    @Test func anAgencyIsAddedOnce() throws {
        let sum = rollUp([
            filing("a", "甲局", [decisions: value("3")]), filing("b", " 甲 局", [decisions: value("4")]),
            filing("c", "甲局", [decisions: value("3")]),
        ])
        #expect(sum.report.value(decisions) == 3 && sum.leftOut.map(\.file) == ["b", "c"])
        let twice = sum.remarks.filter { $0.finding.code == .agencyTwice }
        #expect(twice.map(\.file) == ["b", "c"] && twice.map(\.finding.severity) == [.error, .note])
        #expect(twice.allSatisfy { $0.finding.expected == "a" })
    }

    @Test func whatCannotBeAddedIsListed() throws {
        let unread = Filing(file: "x", report: nil, findings: [Finding(.init("W202"))])
        let filings = [
            filing("a", "甲局", [decisions: value("3")]),
            filing("b", "乙局", [decisions: value("5")], findings: [Finding(.otherYear)]),
            filing("c", "丙局", [:], findings: [Finding(.init("C504"))]),
            filing("d", "丁局", [decisions: value("7")], findings: [Finding(.init("R301"))]), unread,
        ]
        let sum = rollUp(filings)
        #expect(sum.report.value(decisions) == 10 && sum.leftOut.map(\.file) == ["b", "c"])
        #expect(sum.remarks.map { "\($0.file) \($0.finding.code)" } == ["b H902", "c H909", "d R301", "x W202"])
        let strict = rollUp(filings, skipsInvalid: true)
        #expect(strict.report.value(decisions) == 3)
        #expect(strict.remarks.contains { $0.file == "d" && $0.finding.code == .leftOut && $0.finding.severity == .error })
        let nothing = rollUp([unread, filings[1]])
        #expect(nothing.contributions.isEmpty && nothing.remarks.map(\.finding.code.description) == ["H902", "W202", "H910"])
    }

    @Test func theRosterNamesWhoIsMissingAndWhoIsNotListed() throws {
        let sum = rollUp(
            [
                filing("a", "财政局", [decisions: value("3")]), filing("b", "教育体育局", [decisions: value("4")]),
                filing("c", "南山县气象台", [:]),
            ],
            roster: ["望川市财政局", "望川市教育局", "望川市民政局"])
        let told = sum.remarks.map { "\($0.agency) \($0.finding.code)" }
        #expect(told == ["望川市教育局 H905", "望川市民政局 H905", "教育体育局 H907", "南山县气象台 H906"])
        #expect(sum.contributions.map(\.agency) == ["望川市财政局", "教育体育局", "南山县气象台"])
        #expect(sum.report.value(decisions) == 7)
    }

    @Test func nothingIsCountedTwiceUnseen() throws {
        let own = filing("own", "望川市人民政府", [decisions: value("5")])
        let copy = filing("copy", "望川市政府", [decisions: value("5")])
        let sum = rollUp(
            [filing("a", "甲局", [decisions: value("3")]), copy, filing("b", "望川市 人民政府", [decisions: value("8")])], own: own)
        #expect(sum.report.value(decisions) == 8 && sum.contributions.map(\.file) == ["own", "a"])
        let told = sum.remarks.map(\.finding)
        #expect(told.map(\.phrase) == ["H912.other", "H912.copy"] && told.map(\.severity) == [.error, .note])
        #expect(told.allSatisfy { $0.expected == "own" })
        let unread = Filing(file: "望川市人民政府.xlsx", report: nil, findings: [Finding(.init("W202"))])
        #expect(rollUp([unread], own: own).remarks.map(\.finding.code.description) == ["W202"])
        // A copy that names nobody is known by its file.
        let nameless = rollUp([filing("收件/本级.xlsx", nil, [decisions: value("5")])], own: own)
        #expect(nameless.report.value(decisions) == 5 && nameless.remarks.map(\.finding.phrase) == ["H912.copy"])
        // Two names that may be one agency's.
        let filings = [filing("a", "望川市财政局", [decisions: value("3")]), filing("b", "财政局", [decisions: value("3")])]
        let doubtful = rollUp(filings, roster: ["望川市财政局"]).remarks
        #expect(doubtful.map { "\($0.file) \($0.finding.code) \($0.finding.severity)" } == ["b H907 error"])
    }

    @Test(arguments: [
        ("望川市人民政府办公室", true), ("市政府办", true), ("望川市本级", true), ("本级", true), ("江西省望川市政府办公室", true), ("望川市政府", true),
        ("望川市政务公开办公室", true), ("望川市财政局", false), ("望川市南山县人民政府", false), ("望川市南山县政府办", false), ("青石区政府办", false),
    ])
    func whoReportsForTheGovernmentAlone(name: String, expected: Bool) throws {
        #expect(Government("望川市人民政府").reports(as: name) == expected)
        #expect(Government("望川市青石区人民政府").reports(as: name) == ["青石区政府办", "本级"].contains(name))
    }

    @Test func anAgencysReportGivenAsTheGovernmentsCountsOnce() throws {
        func told(_ own: Filing, _ filings: [Filing], roster: [String]? = nil) throws -> [String] {
            let sum = rollUp(filings, roster: roster, own: own)
            #expect(sum.contributions.map(\.agency) == ["望川市人民政府", "望川市民政局"])
            return sum.remarks.map { "\($0.file) \($0.finding.code) \($0.finding.severity)" }
        }
        let own = filing("own", "望川市财政局", [decisions: value("5")])
        let civil = filing("b", "望川市民政局", [decisions: value("1")])
        #expect(try told(own, [civil]) == ["own H913 error"])
        #expect(try told(own, [civil], roster: ["望川市民政局", "望川市财政局"]) == ["own H913 error"])
        #expect(
            try told(own, [filing("a", "望川市财政局", [decisions: value("6")]), civil]) == ["own H913 error", "a H901 error"])
        let office = filing("own", "望川市人民政府办公室", [decisions: value("5")])
        #expect(try told(office, [civil], roster: ["望川市政府办公室", "望川市民政局"]) == [])
        #expect(try told(office, [civil], roster: ["望川市人民政府", "望川市民政局"]) == [])
    }

    @Test func aReportWithoutAYearIsSaidToHaveNone() throws {
        let expected = Expectation(year: 2024, Converter())
        #expect(expected.findings(of: Report(form: form, year: nil)).map(\.phrase) == ["H902.none"])
        #expect(
            expected.findings(of: Report(form: form, year: 2023)).map { "\($0.phrase) \($0.found ?? "")" } == ["H902 2023"])
    }

    @Test func everyFileIsInTheSummary() throws {
        let sum = rollUp([
            filing("a", "甲局", [decisions: value("3")]), filing("b", "甲局", [decisions: value("3")]),
            Filing(file: "x", report: nil, findings: [Finding(.init("W202"))]),
        ])
        #expect(sum.summary(.zh) == "收到 3 份：计入 1 份，未计入 1 份，读不了 1 份；未报 0 个单位；错误 1 处。")
    }

    @Test func relationsOfTheSumAreChecked() throws {
        let sum = rollUp([
            filing(
                "a", "甲局",
                ["disputes.review.upheld", "disputes.review.corrected", "disputes.review.otherResult", "disputes.review.pending"]
                    .reduce(into: ["disputes.review.total": value("5")]) { $0[FieldPath($1)] = value("1") })
        ])
        #expect(sum.remarks.contains { $0.finding.code.description == "R401" && $0.finding.difference == "1" && $0.file.isEmpty })
    }

    @Test func aDifferenceNamesWhoseFigureItIs() throws {
        var sum = rollUp([
            filing("a", "甲局", [decisions: value("3"), fees: value("2")]),
            filing("b", "乙局", [decisions: value("4"), fees: value("1")]),
            filing("c", "丙局", [decisions: value("3"), fees: value("8")]),
            filing("d", "丁局", [decisions: value("90")], findings: [Finding(.otherYear)]),
        ])
        func own(_ figures: [FieldPath: Figure]) -> [String?] {
            sum.differences(from: Report(form: form, figures: figures)).map {
                "\($0.fields[0]) \($0.difference ?? "") \($0.facts["suspects"] ?? "")"
            }
        }
        #expect(own([decisions: value("10"), fees: value("11")]) == [])
        #expect(own([decisions: value("6"), fees: value("11")]) == ["proactive.licensing.decisions -4 乙局"])
        // Of two that gave 3, the one who gave 8 there too.
        #expect(
            own([decisions: value("7"), fees: value("3")]) == [
                "proactive.licensing.decisions -3 丙局、甲局", "proactive.fees.amount -8 丙局",
            ])
        #expect(own([decisions: value("100"), fees: value("11")]) == ["proactive.licensing.decisions 90 丁局"])
        #expect(
            own([decisions: value("11"), fees: value("11"), "proactive.penalties.decisions": value("0")]) == [
                "proactive.licensing.decisions 1 —"
            ])
        let expected = Expectation(year: 2024, Converter())
        sum.compare(with: Report(form: form, year: 2023), expected: expected)
        #expect(sum.differences == nil && sum.remarks.map(\.finding.code).suffix(1) == [.otherYear])
        sum.compare(with: Report(form: form, year: 2024), expected: expected)
        #expect(sum.differences?.count == 2 && sum.remarks.count { $0.finding.code == .sumDiffers } == 2)
        for (agency, isAnother) in [("望川市人民政府办公室", false), ("望川市财政局", true)] {
            var other = Report(form: form, year: 2024)
            other.agencyName = agency
            sum.compare(with: other, expected: expected)
            #expect(sum.remarks.contains { $0.finding.code == .ownOfAnother } == isAnother)
        }
    }

    /// The writer reads back what it wrote, or throws.
    @Test(arguments: [["0.1", "0.2"], ["999999999999999", "1"], ["123456789012.3456", "0.00001"], ["/", "/"]])
    func theWorkbookGivesTheSum(values: [String]) throws {
        let converter = Converter()
        let filings = values.enumerated().map { index, text in
            filing("\(index)", "第\(index)局", [fees: Decimal(string: text).map { Figure($0) } ?? Figure.mark(text)])
        }
        let sum = rollUp(filings, roster: ["第0局", "单位名称"])
        let bytes = try sum.workbook(converter, Sentences(.zh), to: NSTemporaryDirectory() + "nianbao-sum.xlsx")
        let read = try converter.read(bytes)
        #expect(read.report.withoutOrigins == sum.report)
        #expect(read.report.value(fees) == sum.report.value(fees))
    }
}

@Suite struct BoardTests {
    @Test func theWorstStateComesFirst() throws {
        let unread = Filing(file: "望川市审计局.xlsx", report: nil, findings: [Finding(.init("W202"))])
        let filings = [
            filing(
                "a", "望川市财政局", [:], findings: [Finding(.otherYear), Finding(.init("R301")), Finding(.init("C511"), .warning)]),
            filing("b", "望川市民政局", [:]), filing("c", "望川市民政局", [:], findings: [Finding(.init("C511"), .warning)]),
            filing("d", "望川市教育体育局", [:]), unread, filing("e", "望川市司法局", [:], findings: [Finding(.init("Y803"), .note)]),
        ]
        let roster = Roster(agencies: ["望川市财政局", "望川市民政局", "望川市教育局", "望川市审计局", "望川市司法局", "望川市水利局"])
        let board = Board(Register(filings, roster: roster), year: 2024, hasRoster: true)
        #expect(
            board.rows.map(\.states) == [
                [.otherYear, .errors, .warnings], [.twice, .warnings], [.doubtful], [.unreadable], [.fit], [.missing],
            ])
        #expect(board.outside.map(\.entry.candidates) == [["望川市教育局"]])
        #expect(board.rows[0].entry.filings[0].count(.error) == 2)
    }

    @Test func countsAreFormulasOverTheStates() throws {
        let board = Board(
            Register([filing("a", "甲局", [:])], roster: Roster(agencies: ["甲局", "乙局"])), year: 2024, hasRoster: true)
        let listing = board.listings(Sentences(.zh))[0]
        #expect(listing.countLine?.hasPrefix("应报 2：未报 1，") == true && listing.countLine?.hasSuffix("合格 1") == true)
        #expect(listing.sheet.filter?.description == "A3:I5")
    }

    @Test func whatIsReturnedStandsBesideItsAgency() throws {
        let register = Register([filing("a", "甲局", [:]), filing("b", "甲局", [:])], roster: Roster(agencies: ["甲局", "乙局"]))
        let board = Board(register, year: 2024, hasRoster: true, returned: ["b": "甲局-2024.xlsx"])
        let listing = board.listings(Sentences(.zh))[0]
        #expect(listing.columns.last?.heading == "退回的文件")
        #expect(listing.rows.map { $0.last?.text } == ["\n甲局-2024.xlsx", ""])
    }
}
