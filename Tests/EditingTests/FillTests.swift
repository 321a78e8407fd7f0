import Archive
import Editing
import Model
import Readers
import TestSupport
import Testing

/// Cells put into sheets of every shape.
@Suite struct FillTests {
    private func filled(_ book: Book, _ contents: [CellAddress: CellContent]) throws -> ZipArchive {
        var editor = try WorkbookEditor(book.bytes)
        try editor.fill(["表一": contents])
        return try ZipArchive(editor.bytes())
    }

    /// The cells between the tags of `sheetData`.
    private func data(_ rows: String, _ contents: [CellAddress: CellContent], after: String = "") throws -> String {
        let archive = try filled(Book(rows, after: after), contents)
        let sheet = String(decoding: try archive.read("xl/sheet1.xml"), as: UTF8.self)
        let (start, end) = ("<sheetData>", "</sheetData>")
        let open = try #require(sheet.firstRange(of: start))
        let close = try #require(sheet.firstRange(of: end))
        return String(sheet[open.upperBound..<close.lowerBound])
    }

    private let d7 = CellAddress(row: 6, column: 3)

    @Test func keepsTheFormatOfACellAndNothingElseOfIt() throws {
        let row =
            "<row r=\"7\" spans=\"1:9\"><c r=\"C7\"><v>1</v></c><c t=\"s\" r=\"D7\" s=\"5\"><v>12</v></c><c r=\"E7\" s=\"6\"/></row>"
        #expect(
            try data(row, [d7: .number("72701.2578")])
                == row.replacing(
                    "<c t=\"s\" r=\"D7\" s=\"5\"><v>12</v></c>", with: "<c r=\"D7\" s=\"5\"><v>72701.2578</v></c>"))
        #expect(
            try data(row, [d7: .blank])
                == row.replacing(
                    "<c t=\"s\" r=\"D7\" s=\"5\"><v>12</v></c>", with: "<c r=\"D7\" s=\"5\"/>"))
        #expect(
            try data(row, [d7: .text("甲<&_x0041_\n乙")]).contains(
                "<c r=\"D7\" s=\"5\" t=\"inlineStr\"><is><t xml:space=\"preserve\">甲&lt;&amp;_x005F_x0041_&#10;乙</t></is></c>"))
    }

    @Test func aRowMayHaveItsCellsInAnyOrder() throws {
        let row = "<row r=\"7\"><c r=\"E7\"><v>1</v></c><c r=\"D7\"><v>2</v></c></row>"
        #expect(try data(row, [d7: .number("3")]) == row.replacing("<v>2</v>", with: "<v>3</v>"))
    }

    @Test func keepsAFormulaAndStoresWhatItGives() throws {
        let row = "<row r='7'><c r='D7' s='2' t='str'><f ca='1'>SUM(A7:C7)</f><v></v></c></row>"
        #expect(
            try data(row, [d7: .cached("3", isNumber: true)])
                == "<row r='7'><c r=\"D7\" s=\"2\"><f ca='1'>SUM(A7:C7)</f><v>3</v></c></row>")
    }

    @Test func aFormulaThatOthersShareGoesOnWithTheNextOfThem() throws {
        func cell(_ name: String, _ formula: String) -> String { "<c r=\"\(name)\">\(formula)<v>0</v></c>" }
        let rows =
            "<row r=\"7\">" + cell("D7", "<f t=\"shared\" ref=\"D7:D9\" si=\"0\">A7+$B$1</f>") + "</row><row r=\"8\">"
            + cell("D8", "<f t=\"shared\" si=\"0\"/>") + "</row><row r=\"9\">" + cell("D9", "<f t=\"shared\" si=\"0\"/>")
            + "</row>"
        let heir = "<f t=\"shared\" ref=\"D7:D9\" si=\"0\">A8+$B$1</f>"
        let expected = rows.replacing(
            cell("D7", "<f t=\"shared\" ref=\"D7:D9\" si=\"0\">A7+$B$1</f>"), with: "<c r=\"D7\"><v>4</v></c>"
        )
        .replacing("<c r=\"D8\"><f t=\"shared\" si=\"0\"/>", with: "<c r=\"D8\">\(heir)")
        #expect(try data(rows, [d7: .number("4")]) == expected)
        #expect(
            try data(rows, [d7: .number("4"), CellAddress(row: 7, column: 3): .cached("5", isNumber: true)])
                == expected.replacing("\(heir)<v>0</v>", with: "\(heir)<v>5</v>"))
    }

    @Test func putsNewCellsAndRowsIntoTheirOrder() throws {
        let three: [CellAddress: CellContent] = [
            d7: .number("4"), CellAddress(row: 6, column: 0): .number("1"), CellAddress(row: 6, column: 5): .number("6"),
        ]
        #expect(
            try data("<row r='7' s='9' customFormat='1'><c r='B7'/><c><v>3</v></c></row>", three)
                == "<row r='7' s='9' customFormat='1'><c r=\"A7\" s=\"9\"><v>1</v></c><c r='B7'/><c><v>3</v></c>"
                + "<c r=\"D7\" s=\"9\"><v>4</v></c><c r=\"F7\" s=\"9\"><v>6</v></c></row>")
        #expect(try data("<row r='7'/>", [d7: .number("4")]) == "<row r='7'><c r=\"D7\"><v>4</v></c></row>")
        #expect(
            try data("<row r='2'/><row r='9'/>", [d7: .number("4")])
                == "<row r='2'/><row r=\"7\"><c r=\"D7\"><v>4</v></c></row><row r='9'/>")
        #expect(
            try data("<row r='2'/>", three)
                == "<row r='2'/><row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"D7\"><v>4</v></c><c r=\"F7\"><v>6</v></c></row>")
        #expect(
            try data("<row r='7'><c r='D8'/></row>", [CellAddress(row: 6, column: 9): .blank]) == "<row r='7'><c r='D8'/></row>")
    }

    @Test func takesTheFormatOfTheColumn() throws {
        var book = Book("<row r='7'/>")
        book.parts["xl/sheet1.xml"] = """
            <x:worksheet xmlns:x="\(Book.main)"><x:cols><x:col min="1" max="3" style="2"/><x:col min="4" max="9" style="8"/></x:cols>\
            <x:sheetData/></x:worksheet>
            """
        let sheet = String(decoding: try filled(book, [d7: .number("4")]).read("xl/sheet1.xml"), as: UTF8.self)
        #expect(
            sheet.hasSuffix(
                "<x:sheetData><x:row r=\"7\"><x:c r=\"D7\" s=\"8\"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>"))
    }

    @Test func tellsProgramsToComputeAndDropsTheCalculationChain() throws {
        var book = Book("<row r='7'/>")
        book.parts["xl/_rels/book.xml.rels"] = Book.relationships([
            ("r1", "worksheet", "sheet1.xml"), ("r9", "calcChain", "calcChain.xml"),
        ])
        book.parts["xl/calcChain.xml"] = "<calcChain xmlns=\"\(Book.main)\"><c r=\"D7\" i=\"1\"/></calcChain>"
        book.parts["[Content_Types].xml"]?.replace(
            "<Override ", with: "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"x/y\"/><Override ", maxReplacements: 1)
        let archive = try filled(book, [d7: .number("4")])
        #expect(!archive.contains("xl/calcChain.xml"))
        for part in ["[Content_Types].xml", "xl/_rels/book.xml.rels"] {
            #expect(!String(decoding: try archive.read(part), as: UTF8.self).contains("calcChain"))
        }
        #expect(
            String(decoding: try archive.read("xl/book.xml"), as: UTF8.self).hasSuffix(
                "<calcPr fullCalcOnLoad=\"1\"/></workbook>"))
        #expect(try archive.read("_rels/.rels") == Array(try #require(book.parts["_rels/.rels"]).utf8))
    }

    @Test func readsSheetsInUTF16() throws {
        let sheet =
            "<worksheet xmlns=\"\(Book.main)\"><sheetData><row r=\"7\"><c r=\"D7\" s=\"3\"/></row></sheetData></worksheet>"
        let parts = Book("").parts.sorted { $0.key < $1.key }.map { name, text in
            Zip.Entry(name, name == "xl/sheet1.xml" ? utf16("<?xml version='1.0' encoding='UTF-16'?>" + sheet) : Array(text.utf8))
        }
        var editor = try WorkbookEditor(Zip(parts).bytes)
        try editor.fill(["表一": [d7: .text("好")]])
        let cells = try XLSXReader.read(ZipArchive(editor.bytes())).sheets[0].cells
        #expect(cells == [d7: Cell(.text, "好")])
    }
}
