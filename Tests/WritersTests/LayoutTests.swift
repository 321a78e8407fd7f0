import Findings
import Forms
import Foundation
import Grid
import ReportModel
import Testing

@testable import Writers

private let form = try! Form.known()[0]

@Suite struct TableSheetTests {
    private func sheet(_ figures: [FieldPath: Figure]) throws -> SheetLayout {
        let layout = WorkbookLayout(form: form, report: Report(form: form.id, figures: figures))
        return try #require(layout.sheets.first { $0.name == "复议诉讼" })
    }

    /// The review block stands in A6:E6.
    private func content(_ reference: String, _ figures: [FieldPath: Figure]) throws -> SheetLayout.Content? {
        try sheet(figures).cells.first { $0.range.first == CellAddress(reference) }?.content
    }

    private let total = "IF(COUNT($A$6:$D$6)=0,\"\",SUM($A$6:$D$6))"
    private let parts: [FieldPath: Figure] = ["disputes.review.upheld": Figure(value: 2), "disputes.review.pending": Figure(value: 3)]

    @Test func aBlankTotalShowsNothingWhileItsPartsAreBlank() throws {
        #expect(try content("E6", [:]) == .formula(total, result: .text("")))
        #expect(try content("A6", [:]) == .blank)
    }

    @Test func aTotalThatEqualsItsPartsIsTheFormulaWithItsValue() throws {
        #expect(try content("E6", parts.merging(["disputes.review.total": Figure(value: 5)]) { $1 }) == .formula(total, result: .number(5)))
    }

    @Test func anyOtherTotalStaysAsItIs() throws {
        #expect(try content("E6", parts.merging(["disputes.review.total": Figure(value: 6)]) { $1 }) == .number(6))
        #expect(try content("E6", parts) == .blank)
        #expect(try content("E6", ["disputes.review.total": Figure(value: 0)]) == .number(0))
        #expect(try content("E6", ["disputes.review.total": Figure(mark: "/")]) == .text("/"))
    }

    @Test(arguments: [(5, "相符"), (6, "差 +1"), (4, "差 -1")]) func theCheckSaysByHowMuch(total: Int, status: String) throws {
        let sheet = try sheet([
            "disputes.review.upheld": Figure(value: 2), "disputes.review.corrected": Figure(value: 0), "disputes.review.otherResult": Figure(value: 0),
            "disputes.review.pending": Figure(value: 3), "disputes.review.total": Figure(value: Decimal(total)),
        ])
        let check = try #require(sheet.cells.first { $0.style == .check && $0.range.description == "A7:E7" })
        guard case .formula(_, .text(status)) = check.content else { Issue.record("\(check.content)"); return }
    }

    @Test func anAlarmWatchesEveryRelationOfTheYear() throws {
        let sheets = WorkbookLayout(form: form, report: Report(form: form.id)).sheets
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
        #expect(CellText.pieces(of: String(repeating: "_x0041_", count: 3_000)).allSatisfy { CellText.escaped($0).utf16.count <= 32_767 })
        // An emoji is two units and is not cut in two.
        #expect(CellText.pieces(of: "a" + String(repeating: "😀", count: 16_384)).map(\.utf16.count) == [32_767, 2])
    }
}
