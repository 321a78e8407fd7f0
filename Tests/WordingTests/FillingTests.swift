import Forms
import Foundation
import Model
import Testing

@testable import Wording

@Suite struct BracesTests {
    @Test(arguments: [
        ("甲{{乙}}丙", "甲|<乙>|丙"), ("{{乙}}", "<乙>"), ("｛｛乙｝｝{{丙｝}", "<乙>|<丙>"), ("{{{乙}}}", "{|<乙>|}"), ("{{{{乙}}}}", "{{|<乙>|}}"),
        ("{{甲{{乙}}丙}}", "{{甲|<乙>|丙}}"), ("{{}}", "<>"), ("甲}}乙", "甲}}乙"), ("{甲}", "{甲}"), ("甲{{乙", "甲|…{{乙"),
        ("{{甲}}{{", "<甲>|…{{"),
        ("{{甲}乙}}", "<甲}乙>"), ("", ""), ("{", "{"), ("{{", "…{{"), ("{{}", "…{{}"),
    ])
    func pieces(text: String, expected: String) {
        let shown = Braces.pieces(text.unicodeScalars).map { piece in
            switch piece {
            case .text(let words): words
            case .name(let name, _): "<\(name)>"
            case .open(let words): "…\(words)"
            }
        }
        #expect(shown.joined(separator: "|") == expected)
    }

    @Test(arguments: [
        ("甲，乙（丙）ａｂ", false), ("{｛甲", true), ("{甲}", false), ("{{", true), ("甲｛｛", true), ("", false), ("}}", false),
    ])
    func theyStandOrNot(text: String, stand: Bool) { #expect(Braces.mayStand(in: text) == stand) }
}

@Suite struct FillingTests {
    private func report(_ values: [FieldPath: Figure]) throws -> Numbered {
        var all = try Numbered("2021")
        for (path, figure) in values { all.report[path] = figure }
        return all
    }

    private func comparison(from before: Decimal?, to now: Decimal?, _ path: FieldPath = "requests.received.total") throws -> (
        text: String?, findings: [Finding]
    ) {
        let all = try report([path: Figure(now)])
        var previous = all.report
        previous[path] = Figure(before)
        return try all.filled("同比{{同比：\(path)}}。", previous: previous)
    }

    @Test(
        arguments: [
            (200, 202, "增长1%"), (200, 203, "增长1.5%"), (3000, 2990, "下降0.33%"), (7, 7, "持平"), (0, 5, "增加5件"), (0, 0, "持平"),
            (1, 3, "增长200%"),
            (5, 0, "下降100%"), (1_000_000, 1_000_001, "基本持平"), (1_000_001, 1_000_000, "基本持平"), (95, 96, "增长1.05%"),
            (96, 95, "下降1.04%"),
        ] as [(Decimal, Decimal, String)])
    func comparedWithTheYearBefore(before: Decimal, now: Decimal, text: String) throws {
        let filled = try comparison(from: before, to: now)
        #expect(filled.text == "同比\(text)。" && filled.findings.isEmpty)
    }

    @Test func differencesHaveTheUnitOfTheFigure() throws {
        #expect(try comparison(from: 0, to: 12.5, "proactive.fees.amount").text == "同比增加12.5万元。")
    }

    @Test func nothingToCompareWithIsAGap() throws {
        for filled in [try comparison(from: nil, to: 5), try Numbered("2021").filled("同比{{同比：requests.received.total}}。")] {
            #expect(filled.text == "同比【未填】。" && filled.findings.map(\.code) == [.nothingToCompare])
            #expect(filled.findings.first?.fields == ["requests.received.total"] && filled.findings.first?.severity == .warning)
        }
        let blank = try comparison(from: 5, to: nil)
        #expect(blank.text == "同比【未填】。" && blank.findings.map(\.code) == [.nameOfBlank])
    }

    @Test func sharesOfAWhole() throws {
        let all = try report([
            "requests.results.granted.total": Figure(1362), "requests.results.total.total": Figure(3050),
            "disputes.review.total": Figure(0), "disputes.review.upheld": Figure(0),
        ])
        #expect(try all.filled("占{{占比:予以公开.总计/办理结果.总计}}").text == "占44.66%")
        #expect(try all.filled("{{占比:行政复议.结果维持/行政复议.总计}}").findings.map(\.code) == [.nothingToCompare])
        #expect(try all.filled("{{占比:予以公开.总计}}").findings.map(\.code) == [.unknownName])
    }

    @Test func aLabelWithAStroke() throws {
        let all = try Numbered("2019")
        #expect(try all.filled("{{行政许可.本年增/减}}").text == all.sum(["proactive.licensing.change"]))
        #expect(try all.filled("{{占比:行政许可.本年增/减/行政许可.本年增/减}}").text == "100%")
    }

    @Test func amountsKeepTheirDigits() throws {
        let all = try report(["proactive.fees.amount": Figure(Decimal(string: "72701.2578"))])
        #expect(try all.filled("收费{{行政事业性收费.本年收费金额（单位：万元）}}万元").text == "收费72701.2578万元")
    }

    @Test func yearAndAgency() throws {
        let all = try Numbered("2021")
        #expect(
            try all.filled("{{年度}}年{{单位名称}}，{{联系电话}}，{{agency.phone}}，{{year}}").text
                == "2024年望川市人民政府，0790-6600110，0790-6600110，2024")
        let (text, findings) = try all.filled("{{邮编}}")
        #expect(text == "【未填】" && findings.map(\.code) == [.nameOfBlank] && findings.first?.facts["label"] == "邮编")
    }

    @Test func aBlankIsAGapAndAFindingAndAZeroIsNone() throws {
        let secret: FieldPath = "requests.results.refused.stateSecret.total"
        let all = try report([
            "requests.received.total": Figure(0), "requests.carriedOver.total": Figure.blank, secret: Figure.blank,
        ])
        let (text, findings) = try all.filled("{{本年新收.总计}}、{{上年结转.总计}}、{{不予公开.总计}}")
        #expect(text == "0、【未填】、【未填】")
        #expect(
            findings.map(\.code) == [.nameOfBlank, .nameOfBlank]
                && findings.map(\.fields) == [["requests.carriedOver.total"], [secret]])
        #expect(findings.allSatisfy { $0.severity == .warning })
    }

    /// As everywhere in the report: a mark adds nothing, and alone it is no number.
    @Test func marks() throws {
        let all = try report([
            "requests.received.research": Figure.mark("/"), "requests.received.business": Figure(2),
            "requests.received.publicInterest": Figure(0), "requests.received.legalService": Figure(0),
            "requests.received.otherOrganization": Figure(1),
        ])
        #expect(try all.filled("{{本年新收.法人或其他组织}}").text == "3")
        #expect(try all.filled("{{本年新收.科研机构}}").findings.map(\.code) == [.nameOfBlank])
    }

    @Test(arguments: ["表:复议诉讼", "表：disputes", "表:四、政府信息公开行政复议、行政诉讼情况", " 表 : 表四 ", "table:disputes"])
    func aTableIsAParagraphOfItsOwn(name: String) throws {
        let all = try Numbered("2021")
        #expect(try all.filled("前文 {{\(name)}}后文\n末段").text == "前文\n{{表:disputes}}\n后文\n末段")
        #expect(try all.filled("{{\(name)}}").text == "{{表:disputes}}")
    }

    @Test func textWithoutNamesStaysAsItIs() throws {
        for text in ["甲{乙}丙", "{{}}", "{{ }}", "{{，}}", "}}{{", "　缩进\n\n空行"] {
            let filled = try Numbered("2021").filled(text)
            #expect(filled.text == text && filled.findings.isEmpty)
        }
    }

    @Test func bracesThatNothingClosesAreToldOnce() throws {
        let (text, findings) = try Numbered("2021").filled("收到{{本年新收.总计件。{{上年结转.总计\n{{予以公开.总计}}")
        #expect(text?.hasPrefix("收到{{本年新收.总计件。{{上年结转.总计\n1") == true)
        #expect(findings.map(\.phrase) == ["T611.open"])
    }

    @Test func sectionsWithoutNamesAreNotTouched() throws {
        var all = try Numbered("2021")
        all.report.narrative = ["preface": "甲", "other": "{{年度}}"]
        let filled = Narrative(form: all.form, report: all.report).filled().report
        #expect(filled.narrative == ["preface": "甲", "other": "2024"] && filled.figures == all.report.figures)
    }

    /// For checks paragraphs stay, and nothing that is not a number reads as words.
    @Test func whatChecksRead() throws {
        var all = try Numbered("2021")
        all.report.narrative["overview"] = "收到{{本年新收.总计}}件。{{表:disputes}}{{未收到申请}}{{邮编}}{{甲"
        let checkable = Narrative(form: all.form, report: all.report).checkable()
        #expect(checkable.report.narrative["overview"] == "收到\(all.sum(["requests.received.total"]))件。□□□□甲")
        #expect(checkable.findings.map(\.code) == [.unknownName, .nameOfBlank, .unknownName])
    }
}

@Suite struct HostileProseTests {
    private static func texts(_ count: Int) -> [(name: String, text: String)] {
        func many(_ text: String) -> String { String(repeating: text, count: count) }
        return [
            ("open", many("{{")), ("wide", many("｛｛")), ("closed", many("}}")), ("nested", many("{{甲") + many("}}")),
            ("lines", many("{{甲\n")),
            ("empty", many("{{}}")), ("one name", "{{" + many("甲乙丙丁戊己庚辛壬癸") + "}}"), ("segments", "{{" + many("总计.") + "}}"),
            ("short names", (0..<count).map { "{{甲\($0)}}" }.joined()),
            ("totals", (0..<count / 20).map { "{{\(String(repeating: "总计.", count: $0 % 60))\($0)}}" }.joined()),
            ("tables", many("{{表:disputes}}")), ("figures", many("{{本年新收.总计}}")),
            ("strokes", "{{占比:" + String(repeating: "/", count: 150) + "}}"),
        ]
    }

    /// What took the square of its length would not end within the limit.
    @Test(.timeLimit(.minutes(1)), arguments: texts(1).map(\.name)) func endsInTime(name: String) throws {
        let text = try #require(Self.texts(100_000).first { $0.name == name }?.text)
        let all = try Numbered("2021")
        let (filled, findings) = try all.filled(text)
        #expect(findings.count <= 100)
        if ["open", "wide", "closed", "empty", "one name", "segments", "strokes"].contains(name) { #expect(filled == text) }
        if name == "one name" { #expect(findings.map(\.code) == [.unknownName] && (findings.first?.found?.count ?? 0) < 100) }
        if ["open", "wide", "closed", "empty"].contains(name) { #expect(findings.isEmpty) }
    }
}
