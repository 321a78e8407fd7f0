import Foundation
import Model
import TestSupport
import Testing

@testable import Forms
@testable import Reading

@Suite struct SumFormulaTests {
    /// A1:C1 hold 1, 2 and the text 3; D1 is an error.
    private let sheet = LabelledSheet(
        Sheet(
            name: "表",
            cells: [
                CellAddress(row: 0, column: 0): Cell(.number, "1"), CellAddress(row: 0, column: 1): Cell(.number, "2"),
                CellAddress(row: 0, column: 2): Cell(.text, "3"), CellAddress(row: 0, column: 3): Cell(.error, "#REF!"),
            ]))

    @Test(arguments: [
        ("SUM(A1:C1)", 3), ("sum($A$1, B1)", 3), ("A1+B1", 3), ("A1", 1), ("IF(COUNT($A$1:$B$1)=0,\"\",SUM($A$1:$B$1))", 3),
        ("SUM(A1:A9)", 1),
    ])
    func addsNumbers(formula: String, sum: Decimal) throws { #expect(try SumFormula(formula)?.value(sheet.cell) == sum) }

    @Test(arguments: [
        "", "A1-B1", "SUM(表2!A1)", "SUM(A1:B1)*2", "AVERAGE(A1:B1)", "SUM(A1:XFD1048576)", "SUM()", "A1+1", "SUM(A1",
        "SUM(SUM(A1))",
    ])
    func judgesNoOther(formula: String) { #expect(SumFormula(formula) == nil) }

    @Test func anErrorHasNoSum() { #expect(throws: SumFormula.NoValue.self) { try SumFormula("SUM(A1:D1)")?.value(sheet.cell) } }

    @Test func nothingIsBlankOrZero() throws {
        #expect(try SumFormula("IF(COUNT(Z1:Z9)=0,\"\",SUM(Z1:Z9))")?.value(sheet.cell) == nil)
        #expect(try SumFormula("SUM(Z1:Z9)")?.value(sheet.cell) == 0)
    }

    @Test func aStaleTotalIsAFinding() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        // F6:J6 are the parts of the total in K6, of which 11 stands in E6.
        workbook.sheets[1].cells["K6"] = Cell(.number, "80", formula: "SUM(E6:J6)")
        let finding = try #require(read(workbook).findings.first { $0.code == .staleFormula })
        #expect(finding.found == "80")
        #expect(finding.expected == "81")
        #expect(finding.origins.first?.formula == "SUM(E6:J6)")
        workbook.sheets[1].cells["K6"] = Cell(.number, "81", formula: "SUM(E6:J6)")
        #expect(try !read(workbook).findings.contains { $0.code == .staleFormula })
    }
}
