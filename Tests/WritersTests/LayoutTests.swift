import Charts
import Forms
import Foundation
import Model
import Testing

@testable import Writers

private let form = Form.known[0]

@Suite struct TableSheetTests {
    private func sheet(_ figures: [FieldPath: Figure]) throws -> SheetLayout {
        let layout = WorkbookLayout(form: form, tables: TableSheet.all(form), report: Report(form: form, figures: figures))
        return try #require(layout.sheets.first { $0.name == "复议诉讼" })
    }

    /// The review block stands in A6:E6.
    private func content(_ reference: String, _ figures: [FieldPath: Figure]) throws -> SheetLayout.Content? {
        try sheet(figures).cells.first { $0.range.first == CellAddress(reference) }?.content
    }

    private let total = "IF(COUNT($A$6:$D$6)=0,\"\",SUM($A$6:$D$6))"
    private let parts: [FieldPath: Figure] = [
        "disputes.review.upheld": Figure(2), "disputes.review.pending": Figure(3),
    ]

    @Test func aBlankTotalShowsNothingWhileItsPartsAreBlank() throws {
        #expect(try content("E6", [:]) == .formula(total, result: .text("")))
        #expect(try content("A6", [:]) == .blank)
    }

    @Test func aTotalThatEqualsItsPartsIsTheFormulaWithItsValue() throws {
        #expect(
            try content("E6", parts.merging(["disputes.review.total": Figure(5)]) { $1 })
                == .formula(total, result: .number(5)))
    }

    @Test func anyOtherTotalStaysAsItIs() throws {
        #expect(try content("E6", parts.merging(["disputes.review.total": Figure(6)]) { $1 }) == .number(6))
        #expect(try content("E6", parts) == .blank)
        #expect(try content("E6", ["disputes.review.total": Figure(0)]) == .number(0))
        #expect(try content("E6", ["disputes.review.total": Figure.mark("/")]) == .text("/"))
    }

    @Test(arguments: [(5, "相符"), (6, "差 +1"), (4, "差 -1")]) func theCheckSaysByHowMuch(total: Int, status: String) throws {
        let sheet = try sheet([
            "disputes.review.upheld": Figure(2), "disputes.review.corrected": Figure(0),
            "disputes.review.otherResult": Figure(0),
            "disputes.review.pending": Figure(3), "disputes.review.total": Figure(Decimal(total)),
        ])
        let check = try #require(sheet.cells.first { $0.style == .check && $0.range.description == "A7:E7" })
        guard case .formula(_, .text(status)) = check.content else {
            Issue.record("\(check.content)")
            return
        }
    }

    @Test func anAlarmWatchesEveryRelationOfTheYear() throws {
        let sheets = WorkbookLayout(form: form, tables: TableSheet.all(form), report: Report(form: form)).sheets
        #expect(sheets.flatMap(\.alarms).count == form.relations.count { !$0.reachesBack })
        #expect(sheets.flatMap(\.names).count == form.fields.count)
        let requests = try #require(sheets.first { $0.name == "依申请公开" })
        #expect(requests.names.first { $0.name == "requests.received.naturalPerson" }?.range.description == "D6")
        #expect(requests.repeatedRows == 2...4)
    }
}

@Suite struct TextTests {
    @Test func proseIsCutWhereACellIsFull() {
        #expect(CellText.pieces(of: "") == [""])
        #expect(CellText.pieces(of: String(repeating: "年", count: 70_000)).map(\.utf16.count) == [32_767, 32_767, 4_466])
        #expect(
            CellText.pieces(of: String(repeating: "_x0041_", count: 3_000)).allSatisfy {
                CellText.escaped($0).utf16.count <= 32_767
            })
        // An emoji is two units and is not cut in two.
        #expect(CellText.pieces(of: "a" + String(repeating: "😀", count: 16_384)).map(\.utf16.count) == [32_767, 2])
    }
}

@Suite struct ChartSheetTests {
    private func layout(_ charts: [Chart]) throws -> SheetLayout {
        try #require(
            WorkbookLayout(form: form, tables: TableSheet.all(form), report: Report(form: form), charts: charts).sheets.last)
    }

    @Test func valuesOfThisYearFollowTheTables() throws {
        let bars: [Chart.Bar] = [
            .init(label: "甲", value: 3, figures: ["requests.received.business", "requests.received.research"]),
            .init(label: "乙", value: nil, figures: ["requests.received.total"]), .init(label: "2023年", value: 7),
        ]
        let sheet = try layout([Chart(id: "a", table: "requests", title: "题", bars: bars, isUpright: false)])
        let contents = Dictionary(sheet.cells.map { ($0.range.description, $0.content) }, uniquingKeysWith: { first, _ in first })
        #expect(contents["A2:B2"] == .text("题") && contents["A3"] == .text("甲"))
        #expect(contents["B3"] == .formula("SUM(requests.received.business,requests.received.research)", result: .number(3)))
        #expect(contents["B4"] == .blank && contents["B5"] == .number(7))
        let plot = try #require(sheet.plots.first)
        #expect(plot.labels.description == "A3:A5" && plot.values.description == "B3:B5" && plot.corner == CellAddress("D2"))
    }

    @Test func chartsDoNotOverlap() throws {
        let charts = (1...6).map { count in
            let bars = (0..<count).map { Chart.Bar(label: "\($0)", value: 1) }
            return Chart(id: "\(count)", table: "requests", title: "题", bars: bars, isUpright: count % 2 == 0)
        }
        let sheet = try layout(charts)
        func top(_ row: Int) -> Double { (0..<row).reduce(0) { $0 + (sheet.rowHeights[$1] ?? 15) } }
        for (one, next) in zip(sheet.plots, sheet.plots.dropFirst()) {
            #expect(top(one.corner.row) + one.size.height < top(next.corner.row))
            #expect(one.values.last.row < next.corner.row)
        }
    }

    @Test func isKnownAgain() throws {
        let made = try layout([
            Chart(id: "a", table: "requests", title: "题", bars: [.init(label: "甲", value: 1)], isUpright: false)
        ])
        guard case .text(let title) = made.cells[0].content else {
            Issue.record("no title")
            return
        }
        func sheet(_ name: String, _ text: String) -> Sheet {
            Sheet(name: name, cells: [CellAddress(row: 0, column: 0): Cell(.text, text)])
        }
        #expect(ChartSheet.isOurs(sheet(made.name, title)))
        #expect(!ChartSheet.isOurs(sheet("表3", title)) && !ChartSheet.isOurs(sheet(made.name, "表三")))
    }

    @Test func withoutChartsThereIsNone() {
        #expect(
            WorkbookLayout(form: form, tables: TableSheet.all(form), report: Report(form: form)).sheets.map(\.name)
                == form.definition.sheets.map(\.name))
    }
}
