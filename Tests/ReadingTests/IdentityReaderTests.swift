import Model
import TestSupport
import Testing

@testable import Forms
@testable import Reading

extension IdentityReader {
    /// The text of each section.
    fileprivate func narrative() -> [String: String] { sections().mapValues(\.text) }
}

@Suite struct IdentityReaderTests {
    private func reader(_ cells: [(String, String)], merges: [String] = []) -> IdentityReader {
        var sheet = SheetOfTables("封面")
        for (reference, text) in cells { sheet.put(text, at: reference) }
        sheet.sheet.merges = merges.compactMap { CellRange($0) }
        return IdentityReader(reader2021, on: [LabelledSheet(sheet.sheet)])
    }

    @Test func readsLabelsWithValuesBeside() {
        let reader = reader(
            [
                ("A1", "单位名称"), ("C1", "某某市财政局"), ("A2", "年 度："), ("B2", "2024年度"), ("A3", "联系电话"), ("B3", "0791-1234567"),
                ("A4", "邮编"), ("A5", "地址"), ("B5", "一号楼\n二层"),
            ], merges: ["A1:B1"])
        #expect(reader.agency() == ["name": "某某市财政局", "phone": "0791-1234567", "address": "一号楼 二层"])
        #expect(reader.year() == 2024)
    }

    @Test func readsAValueAfterAColon() {
        #expect(reader([("C3", "填报单位：某某镇人民政府")]).agency()["name"] == "某某镇人民政府")
        #expect(reader([("C3", "填报单位："), ("D3", "某某镇人民政府")]).agency()["name"] == "某某镇人民政府")
    }

    @Test(arguments: [
        ("淮安市人民政府2024年政府信息公开工作年度报告", "淮安市人民政府"), ("淮安市人民政府 ２０２４ 年度政府信息公开工作年度报告", "淮安市人民政府"),
        ("2024年政府信息公开工作年度报告", nil), ("某局2024年政府信息公开年度报告", "某局"),
    ])
    func readsATitleLine(title: String, agency: String?) {
        let reader = reader([("A1", title)])
        #expect(reader.agency()["name"] == agency)
        #expect(reader.year() == 2024)
    }

    @Test(arguments: ["第2024号", "24", "1899", "2024.5", "年度"]) func whatIsNoYearIsNone(text: String) {
        #expect(reader([("A2", "年度"), ("B2", text)]).year() == nil)
    }

    @Test func anEmptyValueDoesNotTakeTheNextLabel() {
        #expect(reader([("A1", "单位名称"), ("B1", "年度"), ("C1", "2024")]).agency() == [:])
    }

    @Test func readsProseBesideItsHeading() {
        let reader = reader([
            ("A4", "一、总体情况"), ("B4", "　　一段。\r\n\r\n二段。 "), ("A5", "五、存在的主要问题及改进情况"), ("A6", "六、其他需要报告的事项"), ("B6", "无"),
        ])
        #expect(reader.narrative() == ["overview": "一段。\n二段。", "other": "无"])
    }

    @Test func continuationsAreOneText() {
        let reader = reader([
            ("A4", "总体情况"), ("B4", "前半"), ("A5", "（续）"), ("B5", "后半"), ("A6", "（续）"), ("A7", "六、其他需要报告的事项"), ("A8", "（续）"),
            ("B8", "末"),
        ])
        #expect(reader.narrative() == ["overview": "前半后半", "other": "末"])
    }

    @Test func readsParagraphsBelowTheirHeading() {
        let reader = reader([
            ("A1", "一、总体情况"), ("A2", "一段。"), ("A3", "二段。"), ("A4", "二、主动公开政府信息情况"), ("A5", "第二十条第（一）项"),
            ("A9", "五、存在的主要问题及改进情况"), ("A10", "三段。"), ("A11", "六、其他需要报告的事项"),
        ])
        #expect(reader.narrative() == ["overview": "一段。\n二段。", "problems": "三段。"])
    }

    @Test func yearsAndNamesThatDifferAreFindings() {
        let cells = [("A1", "望川市财政局2023年政府信息公开工作年度报告"), ("A2", "单位名称"), ("B2", "望川市税务局"), ("A3", "年度"), ("B3", "2024")]
        let findings = reader(cells).conflicts()
        #expect(findings.map(\.code) == [.yearsDiffer, .agenciesDiffer])
        #expect(findings.map { $0.origins.map(\.cell) } == [["B3", "A1"], ["B2", "A1"]])
        #expect(findings.map(\.found) == ["2024", "望川市税务局"])
        #expect(
            reader([("A1", "望川市 财政局2024年政府信息公开工作年度报告"), ("A2", "单位名称"), ("B2", "望川市财政局"), ("A3", "年度"), ("B3", "2024年")])
                .conflicts() == [])
    }

    // MARK: Documents

    /// Lines in column A, as documents are read.
    private func document(_ lines: String..., pageTitle: String? = nil) -> IdentityReader {
        var sheet = SheetOfTables("正文")
        for (row, line) in lines.enumerated() { sheet.put(line, at: "A\(row + 1)") }
        var sheets = [sheet.sheet]
        if let pageTitle {
            var sheet = SheetOfTables("网页标题")
            sheet.put(pageTitle, at: "A1")
            sheets.append(sheet.sheet)
        }
        return IdentityReader(reader2021, on: sheets.map(LabelledSheet.init))
    }

    @Test(arguments: [
        (["望川市财政局", "2024年政府信息公开工作年度报告"], "望川市财政局"),
        (["望川市财政局2024年度", "政府信息公开工作年度报告"], "望川市财政局"),
        (["望川市财政局", "2024年", "政府信息公开工作年度报告"], "望川市财政局"),
        (["望川日报社", "2024年政府信息公开工作年度报告"], "望川日报社"),
        (["首页 > 公开", "2024年政府信息公开工作年度报告"], nil),
        (["索引号：123", "望川市某某中学", "2024年政府信息公开工作年度报告"], nil),
        (["当前位置：首页 > 年报 > 望川市财政局2024年政府信息公开年度报告"], "望川市财政局"),
        (["名　称：《望川市财政局 2024年政府信息公开工作年度报告》"], "望川市财政局"),
        (["望川市人民政府2023年政府信息公开工作年度报告", "望川市财政局2024年政府信息公开工作年度报告"], "望川市财政局"),
        (["望川市财政局2024年政府信息公开工作年度报告", "根据望川市审计局2023年政府信息公开工作年度报告，编制如下。"], "望川市财政局"),
    ])
    func readsATitleOfSeveralLines(lines: [String], agency: String?) {
        var sheet = SheetOfTables("正文")
        for (row, line) in (lines + ["一、总体情况", "望川市审计局2022年政府信息公开工作年度报告"]).enumerated() { sheet.put(line, at: "A\(row + 1)") }
        let reader = IdentityReader(reader2021, on: [LabelledSheet(sheet.sheet)])
        #expect(reader.agency()["name"] == agency)
        #expect(reader.year() == 2024)
    }

    @Test func theTitleOfThePageNamesTheAgencyWhereTheTextDoesNot() {
        let reader = document("2024年政府信息公开工作年度报告", "一、总体情况", pageTitle: "望川市财政局2024年政府信息公开工作年度报告_望川市人民政府")
        #expect(reader.agency()["name"] == "望川市财政局")
        #expect(document("甲", pageTitle: "望川市财政局2024年政府信息公开工作年度报告").year() == 2024)
    }

    @Test func whatStandsBetweenTitleAndFirstSectionIsThePreface() {
        let reader = document(
            "您现在的位置：首页", "望川市财政局", "2024年政府信息公开工作年度报告", "发布时间：2025-01-20 来源：办公室 字号：大 中 小", "【打印】", "望川市财政局",
            "首先说明如下。", "电话：0790-6600110", "来源于各科室的数据，已经核对。", "一、总体情况：", "一段", "打印", "二、主动公开政府信息情况", "六、其他需要报告的事项", "无",
            "主办单位：望川市",
            "版权所有")
        #expect(reader.narrative() == ["preface": "首先说明如下。\n来源于各科室的数据，已经核对。", "overview": "一段\n打印", "other": "无"])
        #expect(reader.agency() == ["name": "望川市财政局", "phone": "0790-6600110"])
    }

    @Test func aTableOfContentsIsNoPreface() {
        let reader = document("望川市财政局2024年政府信息公开工作年度报告", "目录", "一、总体情况\t1", "六、其他需要报告的事项……12", "前文。", "一、总体情况", "一段")
        #expect(reader.narrative() == ["preface": "前文。", "overview": "一段"])
    }

    @Test func whereATableOrALabelComesFirstThereIsNoUntitledPreface() {
        let title = "望川市财政局2024年政府信息公开工作年度报告"
        #expect(document(title, "说明文字。", "二、主动公开政府信息情况", "一、总体情况", "一段").narrative() == ["overview": "一段"])
        #expect(document(title, "说明文字。", "前言", "二段。", "一、总体情况", "一段").narrative() == ["preface": "二段。", "overview": "一段"])
        #expect(document("说明文字。", "一、总体情况", "一段").narrative() == ["overview": "一段"])
    }

    @Test(arguments: [
        (
            "（地址：望川市滨江大道1号（行政中心）3楼，电话：0790-6600110，邮编：338000）。",
            ["address": "望川市滨江大道1号（行政中心）3楼", "phone": "0790-6600110", "postcode": "338000"]
        ),
        (
            "联系地址：望川市滨江大道1号；联系电话:０７９０-６６００１１０；邮政编码 338000；电子邮箱：a.b@wangchuan.example。",
            ["address": "望川市滨江大道1号", "phone": "０７９０-６６００１１０", "postcode": "338000", "email": "a.b@wangchuan.example"]
        ),
        (
            "可在望川市政府网站（https://www.wangchuan.example/）下载，电话为（0790）6600110转2。",
            ["website": "https://www.wangchuan.example/", "phone": "（0790）6600110转2"]
        ),
        ("电子邮箱地址：x@y.example，地址：望川市北路", ["email": "x@y.example", "address": "望川市北路"]),
        ("通过网站、电话等渠道公开，地址不详，邮编：12。", [:]),
    ])
    func readsContactsInThePreface(text: String, expected: [String: String]) {
        let reader = document("望川市财政局2024年政府信息公开工作年度报告", text, "一、总体情况", "一段")
        #expect(reader.agency() == expected.merging(["name": "望川市财政局"]) { $1 })
        #expect(reader.narrative()["preface"] == text)
    }
}
