import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Conversion
@testable import Office

@Suite struct RosterTests {
    private func sheet(_ cells: [String: String]) -> Sheet {
        var sheet = Sheet(name: "名单")
        for (place, text) in cells { if let address = CellAddress(place) { sheet.cells[address] = Cell(.text, text) } }
        return sheet
    }

    @Test func takesTheColumnUnderItsHeading() throws {
        let book = Workbook(sheets: [
            sheet(["A1": "应报单位名单", "A2": "序号", "B2": "单位名称", "C2": "电话", "B3": "甲局", "B4": " 乙局 ", "B6": "甲局", "C3": "无"])
        ])
        #expect(try Roster(book).agencies == ["甲局", "乙局"])
    }

    /// 单位名称 over the kinds of agencies and their names.
    @Test func aHeadingOverSeveralColumnsIsOfThatWithMostNames() throws {
        func agencies(_ cells: [String: String]) throws -> [String] {
            var list = sheet(["A1": "序号", "B1": "单位名称", "D1": "电话", "D2": "无", "D3": "无", "D4": "无"].merging(cells) { $1 })
            list.merges = ["B1:C1", "B2:B3"].compactMap { CellRange($0) }
            return try Roster(Workbook(sheets: [list])).agencies
        }
        #expect(try agencies(["B2": "政府部门", "C2": "甲局", "C3": "乙局", "B4": "乡镇", "C4": "丙镇"]) == ["甲局", "乙局", "丙镇"])
        #expect(try agencies(["B2": "财政口", "C2": "甲局", "B3": "财政口", "C3": "乙局"]) == ["甲局", "乙局"])
        let headings = ["B1": "报送单位", "B2": "单位名称", "C2": "联系人"]
        let rows = ["B3": "甲局", "C3": "张三", "C4": "李四", "B5": "乙局", "C5": "王五"]
        #expect(try agencies(headings.merging(rows) { $1 }) == ["甲局", "乙局"])
    }

    @Test func takesTheOnlyColumnOfTexts() throws {
        #expect(try Roster(Workbook(sheets: [sheet(["C1": "甲局", "C2": "乙局"])])).agencies == ["甲局", "乙局"])
        #expect(throws: Finding.self) { try Roster(Workbook(sheets: [sheet(["A1": "甲局", "B1": "乙局"])])) }
        #expect(throws: Finding.self) { try Roster(Workbook(sheets: [sheet(["A1": "单位"])])).agencies.count == 0 }
    }

    @Test(arguments: [
        "单位全称", "单位（部门）名称", "机构名称", "部门名称", "报送单位", "单位名称（全称）", "部门(单位)", "单 位 名 称", "部门/单位", "填报单位（盖章）", "一、单位名称",
        "应报送单位名称（共1家）",
    ]) func knowsHeadings(heading: String) throws {
        let book = Workbook(sheets: [sheet(["A1": "序号", "B1": heading, "C1": "电话", "B2": "甲局", "C2": "无"])])
        #expect(try Roster(book).agencies == ["甲局"])
    }

    @Test func theListIsUnderTheHeadingWithMostNames() throws {
        let book = Workbook(sheets: [
            sheet(["A1": "报送单位", "B1": "望川市政务公开办", "A3": "类别", "B3": "单位名称", "A4": "部门", "B4": "甲局", "B5": "乙局", "B6": "丙局"])
        ])
        #expect(try Roster(book).agencies == ["甲局", "乙局", "丙局"])
    }

    @Test(arguments: [
        "小计", "合 计", "总计：", "共8个", "8个", "（共 8 个单位）", "共八个部门", "合计 12", "12", "备注", "备注：未报的请电话催报", "注：按排名", "填表人：张三", "填表人 张三",
        "制表日期：2025年1月5日", "2025年1月5日", "审核人", "联系电话：12345",
    ]) func totalsAndNotesAreNoAgencies(text: String) throws {
        let roster = try Roster(Workbook(sheets: [sheet(["B1": "单位名称", "B2": "甲局", "B3": text, "C3": "x"])]))
        #expect(roster.agencies == ["甲局"])
        #expect(roster.findings.map(\.phrase) == ["H914"] && roster.findings.flatMap(\.origins).map(\.cell) == ["B3"])
        #expect(roster.findings.map(\.severity) == [.note])
    }

    @Test(arguments: [
        "共青团望川市委员会", "望川市计划生育协会", "计 生 局", "共 青 团 委", "望川市第八中学", "望川市注册局", "望川市12345热线办", "望川市总工会", "青山街道", "备案管理局", "说明书编审中心",
    ]) func agenciesAreNoNotes(name: String) throws {
        let roster = try Roster(Workbook(sheets: [sheet(["B1": "单位名称", "B2": name, "C2": "x"])]))
        #expect(roster.agencies == [name] && roster.findings.isEmpty)
    }

    @Test(arguments: ["一、市直部门（42个）", "乡镇（街道）", "垂直管理单位", "市直机关"]) func groupsAreToldButKept(text: String) throws {
        let roster = try Roster(Workbook(sheets: [sheet(["B1": "单位名称", "B2": text, "B3": "甲局", "C2": "x"])]))
        #expect(roster.agencies == [text, "甲局"])
        #expect(roster.findings.map(\.phrase) == ["H914.kept"] && roster.findings.map(\.severity) == [.warning])
    }

    @Test func formulasWithoutValuesAreNotTakenForAnEmptyRoster() throws {
        var list = sheet(["A1": "单位名称", "B1": "电话", "A2": "甲局", "B2": "无"])
        list.cells[CellAddress(row: 2, column: 0)] = Cell(.uncomputed, "", formula: "总表!A3")
        do {
            _ = try Roster(Workbook(sheets: [list]))
            Issue.record("accepted")
        } catch let finding as Finding { #expect(finding.phrase == "H908.formulas" && finding.origins.map(\.cell) == ["A3"]) }
    }

    @Test func readsSeparatedValues() throws {
        let text = "序号,单位名称,电话\r\n1,望川市财政局,\"1,2\"\r\n2,\"望川市\"\"民政\"\"局\",\n,合计,\n\n3,望川市\n"
        let expected = ["望川市财政局", "望川市\"民政\"局", "望川市"]
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(text.data(using: .utf16) ?? Data())] {
            #expect(try Roster(bytes, Converter()).agencies == expected)
        }
        // 单位名称 and 财政局 in GB18030.
        let gbk: [UInt8] = [0xB5, 0xA5, 0xCE, 0xBB, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0xB2, 0xC6, 0xD5, 0xFE, 0xBE, 0xD6, 0x0A]
        #expect(try Roster(gbk, Converter()).agencies == ["财政局"])
        #expect(try Roster(Array("序号;单位\n1;甲局".utf8), Converter()).agencies == ["甲局"])
        #expect(try Roster(Array("甲局\n乙局\n".utf8), Converter()).agencies == ["甲局", "乙局"])
        #expect(throws: Finding.self) { try Roster(Array("a,b\nc,d".utf8), Converter()) }
    }
}
