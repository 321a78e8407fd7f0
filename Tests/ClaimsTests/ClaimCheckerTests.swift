import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Claims

private let form = Form.known[0]
private let checker = ClaimChecker(form: form)

/// A report of form 2021 for 2024 in which every figure is zero but those given, with this overview.
private func report(_ prose: String, _ figures: [FieldPath: Decimal] = [:]) -> Report {
    var report = Report(form: form, year: 2024, agency: ["name": "清河县人民政府"], narrative: ["overview": prose])
    for field in form.fields { report[field.path] = Figure(0) }
    for (path, value) in figures { report[path] = Figure(value) }
    return report
}

private func summary(_ findings: [Finding]) -> [String] {
    findings.map {
        "\($0.code) \($0.fields.first?.description ?? "") \($0.found ?? "-") \($0.expected ?? "-") \($0.facts["quote"] ?? "")"
    }
}

@Suite struct ClaimFindingTests {
    private func findings(_ prose: String, _ figures: [FieldPath: Decimal] = [:], previous: [FieldPath: Decimal]? = nil)
        -> [String]
    {
        summary(checker.findings(in: report(prose, figures), previous: previous.map { report("", $0) }))
    }

    @Test func anExactNumber() {
        let all = checker.findings(in: report("引言。\n2024年，全县收到政府信息公开申请12件。", ["requests.received.total": 13]))
        #expect(summary(all) == ["T601 requests.received.total 12 13 收到政府信息公开申请12件"])
        #expect(all.first?.severity == .error)
        #expect(
            all.first?.facts == [
                "paragraph": "2", "quote": "收到政府信息公开申请12件", "label": "一、本年新收政府信息公开申请数量，总计",
            ])
    }

    @Test func aSumOverItems() {
        let all = checker.findings(in: report("不予公开5件。", ["requests.results.refused.stateSecret.total": 4]))
        #expect(summary(all) == ["T601 requests.results.refused.stateSecret.total 5 4 不予公开5件"])
        #expect(all.first?.fields.count == 8)
        #expect(all.first?.facts["label"] == "（三）不予公开，总计")
    }

    @Test func aSumOverTables() {
        let figures: [FieldPath: Decimal] = ["disputes.litigationDirect.total": 2, "disputes.litigationAfterReview.total": 1]
        #expect(findings("行政诉讼3件。", figures) == [])
        #expect(findings("行政诉讼2件。", figures) == ["T601 disputes.litigationDirect.total 2 3 行政诉讼2件"])
    }

    @Test func aChange() {
        let prose = "新收申请105件，同比增长6%。"
        let figures: [FieldPath: Decimal] = ["requests.received.total": 105]
        #expect(findings(prose, figures) == [])
        #expect(
            findings(prose, figures, previous: ["requests.received.total": 100]) == ["T602 requests.received.total 6% 5% 同比增长6%"])
        #expect(findings("新收申请105件，较上年增加5件。", figures, previous: ["requests.received.total": 100]) == [])
        #expect(
            findings("新收申请105件，较上年减少5件。", figures, previous: ["requests.received.total": 100]) == [
                "T602 requests.received.total -5 5 较上年减少5件"
            ])
    }

    @Test func aChangeBetweenNumbersOfTheText() {
        let figures: [FieldPath: Decimal] = ["requests.received.total": 105]
        #expect(findings("新收申请105件，较上年的100件增加5件，增长5%。", figures) == [])
        #expect(findings("新收申请105件，较上年的100件增加5件，增长5.5%。", figures) == ["T602 requests.received.total 5.5% 5% 增长5.5%"])
    }

    /// 约100件 is no number to compute with, and a change of last year's is one against the year before.
    @Test(arguments: ["新收申请105件，较上年的约100件增加8件。", "2023年新收申请100件，同比增长50%。", "2023年新收申请100件；办结105件，同比增长50%。"])
    func aChangeThatCannotBeComputed(prose: String) {
        #expect(findings(prose, ["requests.received.total": 105]) == [])
    }

    /// 全市 is not the bureau's.
    @Test func figuresOfTheWholeArea() {
        var bureau = report("全市收到政府信息公开申请3119件。我局收到政府信息公开申请12件。")
        bureau.agencyName = "清河市教育局"
        #expect(checker.claims(in: bureau).map(\.number) == [12])
    }

    @Test func lastYearsNumber() {
        let prose = "2023年收到政府信息公开申请98件。"
        #expect(findings(prose) == [])
        #expect(findings(prose, previous: ["requests.received.total": 98]) == [])
        let all = checker.findings(in: report(prose), previous: report("", ["requests.received.total": 99]))
        #expect(summary(all) == ["T602 requests.received.total 98 99 2023年收到政府信息公开申请98件"])
        #expect(all.first?.phrase == "T602.previous")
    }

    @Test func aShare() {
        let figures: [FieldPath: Decimal] = [
            "requests.received.total": 110, "requests.results.total.total": 100, "requests.results.granted.total": 44,
        ]
        #expect(findings("予以公开44件，占44%。", figures) == [])
        #expect(findings("予以公开44件，占申请总数的40.0%。", figures) == [])
        #expect(findings("予以公开44件，占45%。", figures) == ["T602 requests.results.granted.total 45% 44% 占45%"])
    }

    @Test(arguments: [
        ("近百件", [85, 100], [101, 300]), ("百余件", [100, 199], [99, 301]), ("约300件", [286, 320], [200, 400]),
        ("300余件", [300, 399], [299, 500]),
        ("超过300件", [300, 480], [290]), ("300件左右", [290, 310], [100]), ("三千一百余件", [3100, 3200], [3000]),
    ])
    func anApproximateNumber(words: String, right: [Decimal], wrong: [Decimal]) {
        for value in right { #expect(findings("收到政府信息公开申请\(words)。", ["requests.received.total": value]) == [], "\(value)") }
        for value in wrong {
            let all = checker.findings(in: report("收到政府信息公开申请\(words)。", ["requests.received.total": value]))
            #expect(all.map(\.code) == [.approximationFarOff], "\(value)")
            #expect(all.first?.severity == .warning)
        }
    }

    @Test(arguments: ["未收到政府信息公开申请。", "无政府信息公开申请。", "没有收到公民、法人或其他组织提出的政府信息公开申请。", "2024年，我县无依申请公开信息。"])
    func textThatSaysNone(prose: String) {
        #expect(findings(prose) == [])
        let all = checker.findings(in: report(prose, ["requests.received.total": 2]))
        #expect(all.map(\.code) == [.claimedNone])
        #expect(all.first?.expected == "2")
    }

    @Test func noDisputes() {
        #expect(
            findings("无行政复议、行政诉讼案件。", ["disputes.litigationDirect.total": 1]) == ["T604 disputes.review.total 0 1 无行政复议、行政诉讼"])
    }

    @Test func aBlankIsNotCompared() {
        var blank = report("收到政府信息公开申请12件，不予公开3件，无行政复议。")
        for path in form.fieldList.paths { blank[path] = .blank }
        #expect(checker.findings(in: blank) == [])
        #expect(checker.claims(in: blank).count == 3)
    }

    @Test(arguments: [
        ("96171.6万元", true), ("9.6亿元", true), ("9.62亿元", true), ("96171万元", true), ("961716000元", true), ("9.7亿元", false),
        ("96171.7万元", false),
    ])
    func money(words: String, isRight: Bool) {
        let all = findings("行政事业性收费\(words)。", ["proactive.fees.amount": 96171.6])
        #expect(all.isEmpty == isRight, "\(all)")
    }

    @Test(arguments: ["3119", "3,119", "３１１９", "3 119", " 3119 ", "三千一百一十九", "3，119"])
    func numerals(words: String) throws {
        let claims = checker.claims(in: report("受理政府信息公开申请\(words)宗。"))
        #expect(claims.map(\.number) == [3119])
        #expect(claims.first?.unit == "宗")
    }

    @Test func everySectionIsRead() {
        var prose = Report(form: form, year: 2024)
        for entry in form.definition.narrative { prose.narrative[entry.id] = "行政复议案件1件。" }
        #expect(checker.claims(in: prose).map(\.section) == form.definition.narrative.map(\.id))
    }
}

/// The phrases of published reports beside the figures of one of them (淮安市, 2024).
@Suite struct PublishedPhrasesTests {
    private static let figures: [FieldPath: Decimal] = [
        "requests.received.total": 3119, "requests.results.total.total": 3050, "requests.carriedOver.total": 34,
        "requests.carriedForward.total": 103,
        "requests.results.granted.total": 1362, "requests.results.partial.total": 454,
        "requests.results.refused.deliberative.total": 178,
        "requests.results.unavailable.notHeld.total": 781, "requests.results.notProcessed.petition.total": 88,
        "requests.results.other.other.total": 187,
        "disputes.review.total": 351,
    ]

    @Test func thatAgree() {
        let prose = "全市共受理政府信息公开申请 3119 件，答复 3050 件（含上年度结转申请 34 件，另有 103 件顺延到下年度答复）"
        #expect(checker.findings(in: report(prose, Self.figures)) == [])
        #expect(checker.claims(in: report(prose)).count == 4)
    }

    @Test func ofAnotherReport() {
        let prose = "予以公开1431件、部分公开471件、不予公开92件、无法提供941件、不予处理117件、作其他处理469件、转下年度办理125件"
        let all = checker.findings(in: report(prose, Self.figures))
        #expect(all.map(\.found) == ["1431", "471", "92", "941", "117", "469", "125"])
        #expect(all.map(\.expected) == ["1362", "454", "178", "781", "88", "187", "103"])
    }

    @Test func aTotalThatDiffers() {
        #expect(
            summary(checker.findings(in: report("行政复议案件134件", ["disputes.review.total": 170]))) == [
                "T601 disputes.review.total 134 170 行政复议案件134件"
            ])
    }
}
