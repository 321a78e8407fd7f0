import Grid
import Testing

@testable import Forms

@Suite struct IdentityReaderTests {
    private func reader(_ cells: [(String, String)], merges: [String] = []) -> IdentityReader {
        var sheet = SheetOfTables("封面")
        for (reference, text) in cells { sheet.put(text, at: reference) }
        sheet.sheet.merges = merges.compactMap { CellRange($0) }
        return IdentityReader(form2021.definition, on: [LabelledSheet(sheet.sheet)])
    }

    @Test func readsLabelsWithValuesBeside() {
        let reader = reader([
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
        let reader = reader([("A4", "一、总体情况"), ("B4", "　　一段。\r\n\r\n二段。 "), ("A5", "五、存在的主要问题及改进情况"), ("A6", "六、其他需要报告的事项"), ("B6", "无")])
        #expect(reader.narrative() == ["overview": "一段。\n二段。", "other": "无"])
    }

    @Test func continuationsAreOneText() {
        let reader = reader([("A4", "总体情况"), ("B4", "前半"), ("A5", "（续）"), ("B5", "后半"), ("A6", "（续）"), ("A7", "六、其他需要报告的事项"), ("A8", "（续）"), ("B8", "末")])
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
        #expect(reader([("A1", "望川市 财政局2024年政府信息公开工作年度报告"), ("A2", "单位名称"), ("B2", "望川市财政局"), ("A3", "年度"), ("B3", "2024年")]).conflicts() == [])
    }
}
