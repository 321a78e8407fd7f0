import Archive
import Model
import TestSupport
import Testing

@testable import Readers

@Suite struct SharedFormulaTests {
    private func moved(_ text: String, from master: String, to child: String) throws -> String {
        let (master, child) = (try #require(CellAddress(master)), try #require(CellAddress(child)))
        return try #require(SharedFormula(text, master: master)).text(at: child)
    }

    @Test(arguments: [
        ("A1", "B3"), ("SUM(D4:I4)", "SUM(E6:J6)"), ("$A1+A$1+$A$1", "$A3+B$1+$A$1"),
        ("SUM(A:B,$C:D,1:2,$3:4)", "SUM(B:C,$C:E,3:4,$3:6)"),
        ("表二!A1+'A1 ''B2'!$B2", "表二!B3+'A1 ''B2'!$B4"), ("IF(A1=\"A1\",\"\"\"B2\",B2)", "IF(B3=\"A1\",\"\"\"B2\",C4)"),
        ("LOG10(A1)+ATAN2(1,2)", "LOG10(B3)+ATAN2(1,2)"),
        ("[1]Sheet1!A1+表1[[#This Row],[A1]]", "[1]Sheet1!B3+表1[[#This Row],[A1]]"),
        ("1+1.5+1E3+TRUE+A1B+_A1+A1.B", "1+1.5+1E3+TRUE+A1B+_A1+A1.B"), ("XFD1+A1048576", "#REF!+#REF!"),
        ("XFE1+A1048577+A0", "XFE1+A1048577+A0"),
        ("A1:B2 B2:C3", "B3:C4 C4:D5"), ("\"open", "\"open"), ("[open", "[open"),
        ("IF(COUNT(D4:I4)=0,\"\",SUM(D4:I4))", "IF(COUNT(E6:J6)=0,\"\",SUM(E6:J6))"),
    ])
    func referencesMoveAsFarAsTheCell(text: String, expected: String) throws {
        #expect(try moved(text, from: "J4", to: "K6") == expected)
        #expect(try moved(text, from: "J4", to: "J4") == text)
    }

    @Test func referencesMoveUpAndLeft() throws {
        #expect(try moved("A1+B3", from: "D4", to: "C3") == "#REF!+A2")
    }

    @Test func longFormulasAreNotWrittenOut() {
        #expect(SharedFormula(String(repeating: "1", count: 257), master: CellAddress(row: 0, column: 0)) == nil)
    }

    /// Each child by its own place; a later master takes an index over; a child before any master has no formula.
    @Test func cellsOfASheetShareFormulas() throws {
        let rows = """
            <row r='1'><c r='C1'><f t='shared' si='0'/><v>0</v></c></row>\
            <row r='2'><c r='C2'><f t='shared' ref='C2:C5' si='0'>SUM(A2:B2)</f><v>3</v></c><c r='D2'><f t='shared' ref='D2' si='1'>C$2*2</f><v>6</v></c></row>\
            <row r='3'><c r='C3'><f t='shared' si='0'/><v>7</v></c><c r='D3'><f>C3</f><v>7</v></c><c r='E3'><f t='shared' si='1'/><v>1</v></c></row>\
            <row r='4'><c r='C4'><f t='shared' ref='C4:C5' si='0'>A4</f><v>8</v></c></row>\
            <row r='5'><c r='C5'><f t='shared' si='0'></f></c></row>
            """
        let sheet = try #require(try XLSXReader.read(ZipArchive(Book(rows).bytes)).sheets.first)
        let formulas = Dictionary(uniqueKeysWithValues: sheet.cells.map { ("\($0)", $1.formula ?? "-") })
        #expect(
            formulas == [
                "C1": "", "C2": "SUM(A2:B2)", "D2": "C$2*2", "C3": "SUM(A3:B3)", "D3": "C3", "E3": "D$2*2", "C4": "A4",
                "C5": "A5",
            ])
        #expect(sheet.cells[CellAddress(row: 4, column: 2)]?.kind == .uncomputed)
    }
}
