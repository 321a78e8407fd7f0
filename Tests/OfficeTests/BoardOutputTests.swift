import Conversion
import Files
import Forms
import Foundation
import JSON
import Messages
import Model
import Testing
import Text
import Writers

@testable import Office

private func workbook(_ sheets: [SheetLayout]) throws -> [UInt8] {
    try FileIO.withScratchInMemory(orBeside: "/tmp/board.xlsx") { try XLSXFile.bytes(of: sheets, title: "", in: $0) }
}

private func sheet(_ name: String, _ rows: [[String]]) -> SheetLayout {
    var sheet = SheetLayout(name: name, columnWidths: [])
    for (row, texts) in rows.enumerated() {
        for (column, text) in texts.enumerated() {
            sheet.add(.text(text), .entry(.plain), rows: row...row, columns: column...column)
        }
    }
    return sheet
}

@Suite struct BoardOutputTests {
    private let converter = Converter()

    private func board(_ findings: [Finding] = []) -> Board {
        var report = Report(form: Form.newest, year: 2024)
        report.agencyName = "甲局"
        let filings = [
            Filing(file: "a.xlsx", report: report, findings: findings),
            Filing(file: "b.xlsx", report: nil, findings: [Finding(.init("W202"))]),
        ]
        return Board(Register(filings, roster: nil), year: 2024, hasRoster: false)
    }

    @Test(arguments: Language.allCases)
    func aBoardIsKnownAgain(language: Language) throws {
        let listings = board().listings(Sentences(language))
        #expect(Board.isOurs(try workbook(listings.map(\.sheet)), converter))
        #expect(Board.isOurs(Listing.bytes(ofPage: listings, language: language), converter))
        let json = board([Finding(.init("R301"), fields: ["a.b"], found: "一\n二")]).bytes(ofJSON: Sentences(language))
        #expect(Board.isOurs(json, converter))
        #expect(try JSONValue(parsing: json).text == String(decoding: json, as: UTF8.self))
    }

    /// Whatever columns and keys it has.
    @Test func aBoardOfAnotherVersionIsKnownAgain() throws {
        let others = [
            sheet("进度", [["2024年度政府信息公开年报报送进度"], [], ["单位", "状态", "联系人"], ["甲局", "合格", "张三"]]),
            sheet("进度", [["政府信息公开年报报送进度"]]), sheet("Board", [["2023 annual reports: the board"], ["Agency"]]),
        ]
        for other in others { #expect(try Board.isOurs(workbook([other]), converter)) }
        let json = #"{"version": 2, "year": null, "counts": {}, "agencies": [], "outside": [], "deadline": null}"#
        #expect(Board.isOurs(Array(json.utf8), converter))
    }

    @Test func othersFilesAreNoBoards() throws {
        let others = [
            sheet("进度", [["各单位报送进度"], ["单位", "状态"]]), sheet("进度", [["关于政府信息公开年报报送进度"]]),
            sheet("进度", [["单位"], ["2024年度政府信息公开年报报送进度"]]), sheet("表1", [["2024年度政府信息公开年报报送进度"]]),
        ]
        for other in others { #expect(try !Board.isOurs(workbook([other]), converter)) }
        var report = Report(form: Form.newest, year: 2024, figures: ["proactive.licensing.decisions": .value(.whole(3))])
        report.agencyName = "甲局"
        for format in [DataFormat.xlsx, .json] {
            #expect(!Board.isOurs(try converter.bytes(of: report, as: format, scratchBeside: "/tmp/report"), converter))
        }
        for text in ["", "{}", #"{"agencies": []}"#, "<html><h1>2024"] { #expect(!Board.isOurs(Array(text.utf8), converter)) }
    }

    @Test func theBoardsColumnsStandUnderTheirHeadings() throws {
        let error = Finding(.init("R301"), found: "3", expected: "4", facts: ["label": "甲"])
        let listings = board([error, error]).listings(Sentences(.zh))
        #expect(listings.map(\.name) == ["进度", "核对结果"])
        #expect(listings.allSatisfy { listing in listing.rows.allSatisfy { $0.count == listing.columns.count } })
        let first = zip(listings[0].columns.map(\.heading), listings[0].rows[0].map(\.text)).map { "\($0)=\($1)" }
        #expect(
            first == ["序号=1", "单位=甲局", "状态=有错误", "错误=2", "警告=0", "文件=a.xlsx", "时间=", "报告里的名称=甲局", "说明="])
        #expect(listings[0].counts.map { listings[0].columns[$0.column].heading } == "状态")
        #expect(listings[0].countLine?.hasPrefix("共 2：未报 0，待确认 0，读不了 1，") == true)
        #expect(listings[1].rows.map { $0[3].text } == ["R301", "R301", "W202"])
    }

    @Test func aListIsWrittenRowByRow() throws {
        let listings = board().listings(Sentences(.zh))
        let bytes = try workbook(listings.map(\.sheet))
        let sheets = try converter.workbook(bytes).sheets
        #expect(sheets.map(\.name) == ["进度", "核对结果"])
        #expect(sheets[0].cells[CellAddress(row: 0, column: 0)]?.text == "2024年度政府信息公开年报报送进度")
        #expect(sheets[0].merges.map(\.description) == ["A1:I1", "A2:I2"])
        #expect((0..<9).map { sheets[0].cells[CellAddress(row: 2, column: $0)]?.text } == listings[0].columns.map(\.heading))
        #expect(sheets[0].cells[CellAddress(row: 4, column: 1)]?.text == "b")
    }
}

@Suite struct StoredFindingsTests {
    @Test func findingsComeBackAsTheyWere() {
        let origin = Origin(sheet: "表1", cell: CellAddress(row: 6, column: 3), raw: "é", formula: "SUM(A1:A2)")
        var whole = Finding(
            .init("R301"), .warning, phrase: "R301.previous", fields: ["a.b", "previous.a.c"],
            origins: [origin, Origin(sheet: "表2", cell: CellAddress(row: 0, column: 0), raw: "")], found: "3", expected: "",
            difference: "-1", basis: "条例", facts: ["label": "甲", "suspects": ""])
        whole.culprit = Culprit(
            field: "a.b", origin: origin, found: Decimal(string: "1.50") ?? 0, value: -2, slip: .shifted, other: "a.c")
        whole.accepted = "已说明"
        // The same letter, spelt otherwise: equal to Swift, and not to people who look for it in the file.
        let other = Finding(.init("W202"), .note, found: "e\u{301}")
        let findings = [whole, Finding(.init("X101")), other]
        let stored = StoredFindings(findings, in: TextPool())
        #expect(stored.findings == findings && stored.count == 3)
        #expect(findings.indices.map(stored.finding) == findings)
        #expect(stored.findings.last?.found?.unicodeScalars.count == 2)
        #expect(stored.count(.error) == 1 && stored.count(.error, except: [.init("X101")]) == 0)
        #expect(stored.contains(.init("W202")) && !stored.contains(.init("W203")))
    }
}
