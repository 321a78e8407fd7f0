import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Documents

let form2021 = Form.known[0]
let form2019 = Form.known[1]

/// The report of a case in Fixtures.
func report(_ name: String) throws -> Report {
    let json = try [UInt8](Data(contentsOf: repository.appending(path: "Fixtures/\(name)/report.json")))
    return try ReportJSON.read(json, forms: Form.known).report
}

extension Document.Block {
    /// As a test names it: `1 一、总体情况`, `- 段落`, `blank`, `draft`, `table requests`.
    var brief: String {
        switch self {
        case .heading(let level, let text): "\(level) \(text)"
        case .paragraph(let text): "- \(text)"
        case .blank: "blank"
        case .draft: "draft"
        case .table(let table): "table \(table.form.definition.id)"
        case .chart(let chart): "chart \(chart.id)"
        }
    }
}

@Suite struct DocumentTests {
    @Test func isTheReportInTheFormsOrder() throws {
        var report = Report(form: form2021, year: 2024, agency: ["name": "望川市财政局", "phone": "0790-1"])
        report.narrative = ["overview": "（一）主动公开情况\n公开了。\n1.网站\n网站好。", "other": "没有。"]
        let document = try Document(report, form: form2021)
        #expect(document.title == ["望川市财政局", "2024年政府信息公开工作年度报告"])
        #expect(
            document.blocks.map(\.brief) == [
                "blank", "- 本年度报告中所列数据的统计期限自2024年1月1日起至2024年12月31日止。", "- 如对本报告有疑问，请与望川市财政局联系（电话：0790-1）。",
                "1 一、总体情况", "2 （一）主动公开情况", "- 公开了。", "3 1.网站", "- 网站好。",
                "1 二、主动公开政府信息情况", "table proactive", "1 三、收到和处理政府信息公开申请情况", "table requests",
                "1 四、政府信息公开行政复议、行政诉讼情况", "table disputes",
                "1 五、存在的主要问题及改进情况", "blank", "1 六、其他需要报告的事项", "- 没有。",
            ])
        #expect(document.findings.map(\.code) == [.sectionBlank, .sectionBlank])
        #expect(document.findings.map { $0.section?.label } == ["前言", "五、存在的主要问题及改进情况"])
        #expect(document.findings.allSatisfy { $0.severity == .warning })
    }

    @Test func theFactsThatThePrefaceHasAreNotRepeated() throws {
        var report = Report(form: form2021, year: 2024, agency: ["name": "局", "phone": "0790-1", "postcode": "330001"])
        report.narrative["preface"] = "统计期限为全年。电话0790-1。"
        let blocks = try Document(report, form: form2021).blocks.map(\.brief)
        #expect(blocks.prefix(3) == ["- 统计期限为全年。电话0790-1。", "- 如对本报告有疑问，请与局联系（邮编：330001）。", "1 一、总体情况"])
    }

    @Test func aReportOfNothingIsADocument() throws {
        let document = try Document(Report(form: form2019), form: form2019)
        #expect(document.title == ["政府信息公开工作年度报告"])
        #expect(document.blocks.map(\.brief).prefix(2) == ["blank", "1 一、总体情况"])
    }

    @Test func draftsAreMarked() throws {
        var report = Report(form: form2021)
        report.narrative = ["overview": "代拟。", "other": "没有。"]
        let document = try Document(report, form: form2021, drafts: ["overview"])
        #expect(document.blocks.map(\.brief).prefix(4) == ["blank", "1 一、总体情况", "draft", "- 代拟。"])
        #expect(document.blocks.filter { $0.brief == "draft" }.count == 1)
        for format in [DocumentFormat.html, .markdown, .text] {
            #expect(try String(decoding: format.bytes(of: document), as: UTF8.self).components(separatedBy: "【草稿】").count == 2)
        }
    }

    @Test func aTableStandsWhereTheProseWantsIt() throws {
        var report = Report(form: form2021)
        report.narrative["overview"] = "见下表。\n{{表:disputes}}\n{{表:nothing}}\n前{{表:disputes}}后"
        let blocks = try Document(report, form: form2021).blocks.map(\.brief)
        #expect(blocks[1..<6] == ["1 一、总体情况", "- 见下表。", "table disputes", "- {{表:nothing}}", "- 前{{表:disputes}}后"])
    }

    @Test func figuresPrintAsTheyAre() throws {
        var report = Report(form: form2021)
        report["proactive.fees.amount"] = Figure(Decimal(string: "72701.2578"))
        report["proactive.licensing.decisions"] = Figure.mark("/")
        report["proactive.penalties.decisions"] = Figure(0)
        report["proactive.coercion.decisions"] = .unreadable
        let document = try Document(report, form: form2021)
        guard case .table(let table) = document.blocks.first(where: { $0.brief == "table proactive" }) else {
            Issue.record("no table")
            return
        }
        let printed = ["fees.amount", "licensing.decisions", "penalties.decisions", "coercion.decisions"].map { path in
            form2021.field(FieldPath("proactive.\(path)")).map(table.text)
        }
        #expect(printed == ["72701.2578", "/", "0", ""])
    }
}

@Suite struct HeadlineTests {
    @Test(arguments: [
        ("一、总体情况", 1), ("十二、其他", 1), ("（一）主动公开情况", 2), ("(三)平台建设", 2), ("（二）强化组织领导，压实责任", 2), ("1.网站", 3), ("12．新媒体", 3),
        ("3、公报", 3),
    ])
    func isOne(line: String, level: Int) { #expect(Headline.level(of: line) == level) }

    @Test(arguments: [
        "", "一", "一、", "（一）", "1.", "（一）主动公开。后文接着写", "（一）主动公开。", "一是答复；", "一、办理申请；", "1.5万件办结", "2024年工作", "1)网站", "（甲）网站",
        "三千件", "（一", "1", "一、" + String(repeating: "长", count: 40), "（一）包括：", "１.全角",
    ])
    func isNone(line: String) { #expect(Headline.level(of: line) == nil) }
}
