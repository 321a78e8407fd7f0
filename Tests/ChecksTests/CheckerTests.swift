import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Checks

let form = Form.known[0]

/// A report in which every relation holds: one request of a natural person granted, one review upheld.
private func sound(year: Int = 2024) -> Report {
    var report = Report(form: form, year: year)
    for field in form.fields { report[field.path] = Figure(0) }
    report.narrative = [
        "overview": "本年度围绕中心工作推进政务公开，主动公开、依申请公开、信息管理、平台建设和监督保障各项工作都按要求完成。",
        "problems": "主要问题是答复的说理还不够充分，下一步将加强培训和指导。", "other": "本年度没有收取信息处理费。",
    ]
    for row in ["received", "results.granted", "results.total"] {
        for column in ["naturalPerson", "total"] { report[FieldPath("requests.\(row).\(column)")] = Figure(1) }
    }
    report["disputes.review.upheld"] = Figure(1)
    report["disputes.review.total"] = Figure(1)
    return report
}

@Suite struct CheckerTests {
    private func findings(_ changes: [FieldPath: Figure], year: Int = 2024) -> [Finding] {
        var report = sound(year: year)
        for (path, figure) in changes { report[path] = figure }
        return Checker(form: form).findings(in: report)
    }

    private func summary(_ findings: [Finding]) -> [String] {
        findings.map { "\($0.code) \($0.fields.first?.description ?? "") \($0.found ?? "-") \($0.expected ?? "-")" }
    }

    @Test func aSoundReportHasNone() { #expect(findings([:]) == []) }

    @Test func anEmptyReportIsAnUntouchedTemplate() {
        #expect(Checker(form: form).findings(in: Report(form: form)).map(\.code) == [.untouched])
        var report = Report(form: form)
        report["requests.received.total"] = Figure(0)
        report.setOrigin(Origin(sheet: "表", cell: "J6", raw: "0", formula: "SUM(D6:I6)"), of: "requests.received.total")
        #expect(Checker(form: form).findings(in: report).map(\.code) == [.untouched])
        report["requests.received.business"] = Figure(0)
        #expect(!Checker(form: form).findings(in: report).contains { $0.code == .untouched })
    }

    @Test func aBrokenRow() throws {
        let all = findings(["requests.received.total": Figure(2), "requests.carriedForward.total": Figure(1)])
        #expect(summary(all) == ["R301 requests.received.total 2 1", "R301 requests.carriedForward.total 1 0"])
        #expect(all[0].severity == .error)
        #expect(all[0].difference == "1")
        #expect(all[0].fields.count == 7)
    }

    @Test func aBrokenColumnBreaksTheBalanceToo() {
        let all = findings([
            "requests.results.total.business": Figure(1), "requests.results.total.total": Figure(2),
        ])
        #expect(
            summary(all) == [
                "R302 requests.results.total.business 1 0", "R302 requests.results.total.total 2 1",
                "R303 requests.received.business 0 1", "R303 requests.received.total 1 2",
            ])
    }

    @Test func brokenDisputes() {
        #expect(
            summary(findings(["disputes.litigationDirect.pending": Figure(4)])) == [
                "R401 disputes.litigationDirect.total 0 4"
            ])
    }

    @Test func aBlankTotalOverFilledPartsIsItsOwnFinding() {
        let all = findings(["requests.received.total": Figure.blank])
        #expect(summary(all) == ["C501 requests.received.total - 1"])
        #expect(all[0].severity == .warning)
    }

    @Test func aSingleBlankMustHaveTheValueThatIsLeft() {
        let all = findings(["requests.results.granted.naturalPerson": .blank])
        #expect(summary(all) == ["C502 requests.results.granted.naturalPerson - 1"])
        #expect(all[0].severity == .note)
    }

    @Test func aBlankThatNoValueCanFillIsBroken() {
        #expect(
            summary(findings(["disputes.review.pending": Figure.blank, "disputes.review.upheld": Figure(2)])) == [
                "R401 disputes.review.total 1 2"
            ])
    }

    @Test func severalBlanksAreUndecided() {
        #expect(findings(["disputes.review.pending": Figure.blank, "disputes.review.corrected": Figure.blank]) == [])
        #expect(
            summary(
                findings([
                    "disputes.review.pending": Figure.blank, "disputes.review.corrected": Figure.blank,
                    "disputes.review.upheld": Figure(2),
                ])) == ["R401 disputes.review.total 1 2"])
    }

    @Test func aMarkAddsNothing() {
        #expect(findings(["disputes.review.pending": Figure.mark("/")]) == [])
        #expect(summary(findings(["disputes.review.upheld": Figure.mark("/")])) == ["R401 disputes.review.total 1 0"])
    }

    @Test(arguments: [(2020, 1), (2021, 0), (2030, 0)]) func theFormMustFitTheYear(year: Int, count: Int) {
        let all = findings([:], year: year)
        #expect(all.map(\.code) == Array(repeating: .formOfOtherYear, count: count))
    }

    private func narrative(_ texts: [String: String]) -> [Finding] {
        var report = sound()
        report.narrative.merge(texts) { $1 }
        return Checker(form: form).findings(in: report)
    }

    @Test func missingSectionsAreOneFinding() {
        let all = narrative(["overview": "", "problems": ""].mapValues { $0 })
        #expect(all.map(\.code) == [.sectionTooShort, .sectionTooShort])
        var report = sound()
        report.narrative = [:]
        let missing = Checker(form: form).findings(in: report)
        #expect(missing.map(\.code) == [.sectionEmpty])
        #expect(missing.first?.expected == "一、总体情况；五、存在的主要问题及改进情况；六、其他需要报告的事项")
    }

    @Test func aSectionMustSaySomething() {
        let all = narrative(["problems": "无", "other": "没有其他需要报告的事项。"])
        #expect(all.map(\.code) == [.sectionTooShort, .sectionSilent])
        #expect(all.map(\.found) == ["无", nil])
    }

    @Test(arguments: [
        ("本报告数据的统计期限自2023年1月1日起至2023年12月31日止。", ["2023"]), ("本报告数据的统计期限自2024年1月1日起至2024年12月31日止。", []),
        ("统计期限为 2024 年 1 月 1 日至 2023 年 12 月 31 日。", ["2023"]), ("该办法自2023年1月1日起施行。", []),
    ])
    func thePeriodIsTheReportsYear(preface: String, years: [String]) {
        #expect(narrative(["preface": preface]).filter { $0.code == .periodOfOtherYear }.map(\.found) == years)
    }

    @Test(arguments: [
        ("本报告由望川市财政局编制。", ["望川市财政局"]), ("本报告由望川市水利局编制。", []), ("本报告由望川市水利局办公室编制。", []), ("本报告由市水利局编制。", []),
        ("本报告由综合科编制。", []), ("本报告由局办公室会同有关科室编写。", []),
    ])
    func theAuthorIsTheAgency(preface: String, names: [String]) {
        var report = sound()
        report.agencyName = "望川市水利局"
        report.narrative["preface"] = preface
        #expect(Checker(form: form).findings(in: report).filter { $0.code == .authorOfOtherName }.map(\.found) == names)
    }

    @Test(arguments: [
        ("望川市人民政府", nil, 0), ("望川省人民政府", nil, 0), ("某某自治区人民政府", nil, 0), ("望川县人民政府", nil, 1), ("青云谱区政务服务数据管理局", nil, 1),
        ("白塔镇人民政府", nil, 1), ("东门街道办事处", nil, 1), ("苏州市昆山市人民政府", nil, 1), ("国家某某总局", nil, 0), ("望川市人民政府办公室", nil, 1),
        ("望川县人民政府", "city", 0), ("望川市人民政府", "county", 1), ("某某公司", nil, 0),
    ])
    func onlySomeBodiesIssueRegulations(name: String, body: String?, count: Int) {
        var report = sound()
        report.agencyName = name
        report["proactive.regulations.issued"] = Figure(2)
        let findings = Checker(form: form, body: body).findings(in: report)
        #expect(findings.map(\.code) == Array(repeating: .notEmpowered, count: count))
    }

    @Test func thisYearFollowsFromLastYear() {
        var previous = sound(year: 2023)
        previous["requests.carriedForward.naturalPerson"] = Figure(1)
        previous["proactive.regulations.inForce"] = Figure(4)
        let findings = Checker(form: form).findings(in: sound(), previous: previous)
        #expect(summary(findings) == ["Y801 requests.carriedOver.naturalPerson 0 1", "Y802 proactive.regulations.inForce 0 4"])
        #expect(findings.first?.fields.last == "previous.requests.carriedForward.naturalPerson")
    }

    @Test func whatLastYearLeftBlankIsNotHeldAgainstThisOne() {
        var previous = sound(year: 2023)
        previous["requests.carriedForward.naturalPerson"] = .blank
        #expect(Checker(form: form).findings(in: sound(), previous: previous) == [])
    }

    @Test(arguments: [(100, 1), (50, 1), (49, 0), (0, 1), (10, 0)]) func aLargeJumpIsNoted(before: Int, count: Int) {
        var (report, previous) = (sound(), sound(year: 2023))
        previous["proactive.licensing.decisions"] = Figure(Decimal(before) * 100)
        report["proactive.licensing.decisions"] = Figure(1_000)
        #expect(Checker(form: form).findings(in: report, previous: previous).count { $0.code.description == "Y803" } == count)
    }

    @Test func lastYearsReportMustBeThat() {
        var previous = sound(year: 2021)
        previous.agencyName = "甲"
        var report = sound()
        report.agencyName = "乙"
        #expect(
            Checker(form: form).findings(in: report, previous: previous).map(\.code) == [
                .previousOfOtherYear, .previousOfOtherAgency,
            ])
    }

    @Test func aTotalTypedOverAFormulaIsCalledThat() {
        var report = sound()
        let totals: [(FieldPath, Decimal, String?)] = [
            ("disputes.review.total", 5, nil), ("disputes.litigationDirect.total", 0, "SUM(F6:I6)"),
        ]
        for (path, value, formula) in totals {
            report[path] = Figure(value)
            report.setOrigin(Origin(sheet: "表", cell: "E6", raw: "\(value)", formula: formula), of: path)
        }
        let all = Checker(form: form).findings(in: report)
        #expect(all.map(\.phrase) == ["relation.overwritten"])
    }
}
