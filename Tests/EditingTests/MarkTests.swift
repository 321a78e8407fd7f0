import Archive
import Editing
import Model
import TestSupport
import Testing

/// Marks laid over a sheet that has notes and rules of the agency's own.
@Suite struct MarkTests {
    private let b2 = CellAddress(row: 1, column: 1)
    private let c3 = CellAddress(row: 2, column: 2)

    /// A workbook with a note at B2, in a drawing as Excel writes it: not clean XML.
    private var book: Book {
        var book = Book(
            "<row r=\"2\"><c r=\"B2\" s=\"7\"><v>1</v></c></row>",
            after: """
                <conditionalFormatting sqref="A1"><cfRule type="expression" priority="4"><formula>A1&lt;0</formula></cfRule>\
                </conditionalFormatting><legacyDrawing r:id="v" xmlns:r="\(Book.office)"/>
                """)
        book.parts["xl/_rels/sheet1.xml.rels"] = Book.relationships([
            ("c", "comments", "notes.xml"), ("v", "vmlDrawing", "notes.vml"),
        ])
        book.parts["xl/notes.xml"] = """
            <comments xmlns="\(Book.main)"><authors><author>李明</author></authors><commentList><comment ref="B2" authorId="0">\
            <text><r><rPr><b/></rPr><t>去年是 45</t></r></text></comment></commentList></comments>
            """
        book.parts["xl/notes.vml"] = """
            <xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s2049" o:insetmode=auto><v:textbox><br></v:textbox>\
            <x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>
            """
        return book
    }

    private func marked(_ bytes: [UInt8], _ marks: [CellAddress: Mark]) throws -> [UInt8] {
        var editor = try WorkbookEditor(bytes)
        let name = FindingSheet.name(beside: ["表一"], replacing: nil)
        try editor.mark(
            ["表一": marks],
            list: FindingSheet(name: name, title: FindingSheet.titleStart, headings: ["代码"], widths: [8], linkColumn: 0, rows: [])
        )
        return try editor.bytes()
    }

    private func text(_ bytes: [UInt8], _ part: String) throws -> String {
        String(decoding: try ZipArchive(bytes).read(part), as: UTF8.self)
    }

    @Test func laysMarksOverTheCellsAndTakesThemOffAgain() throws {
        let before = book.bytes
        let once = try marked(before, [b2: Mark(isError: true, lines: ["甲", "乙\n丙"]), c3: Mark(isError: false, lines: ["丁"])])
        let notes = try text(once, "xl/notes.xml")
        #expect(
            notes.contains(
                "<r><rPr><b/></rPr><t xml:space=\"preserve\">去年是 45</t></r><r><t xml:space=\"preserve\">&#10;【年报核对】甲&#10;【年报核对】乙 丙</t></r>"
            ))
        #expect(notes.contains("<author>年报核对</author></authors>"))
        #expect(
            notes.contains(
                "<comment ref=\"C3\" authorId=\"1\"><text><r><t xml:space=\"preserve\">【年报核对】丁</t></r></text></comment></commentList>"
            ))
        let shapes = try text(once, "xl/notes.vml")
        #expect(
            shapes.contains("<br></v:textbox>") && shapes.contains("id=\"_x0000_s2050\"")
                && shapes.contains("<x:Row>2</x:Row><x:Column>2</x:Column>"))
        #expect(shapes.components(separatedBy: "<x:Row>1</x:Row>").count == 2)
        let sheet = try text(once, "xl/sheet1.xml")
        #expect(
            sheet.contains(
                "sqref=\"B2\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"5\"><formula>LEN(&quot;nianbao&quot;)&gt;0</formula>"
            ))
        #expect(sheet.contains("sqref=\"C3\"><cfRule type=\"expression\" dxfId=\"1\" priority=\"6\">"))
        #expect(sheet.contains("<c r=\"B2\" s=\"7\"><v>1</v></c>"))

        let again = try marked(once, [b2: Mark(isError: true, lines: ["甲", "乙\n丙"]), c3: Mark(isError: false, lines: ["丁"])])
        #expect(again == once)
        let clean = try marked(again, [:])
        #expect(try text(clean, "xl/sheet1.xml") == text(before, "xl/sheet1.xml"))
        #expect(try !text(clean, "xl/notes.xml").contains("C3"))
        #expect(
            try text(clean, "xl/notes.xml").contains("<t xml:space=\"preserve\">去年是 45</t></r></text></comment></commentList>"))
        #expect(try text(clean, "xl/notes.vml").components(separatedBy: "<v:shape ").count == 2)
    }

    @Test func whatTheAgencyWroteIntoOurNoteStays() throws {
        var book = book
        book.parts["xl/notes.xml"]?.replace("去年是 45", with: "去年是 45\n【年报核对】错误 R301：差 1\n已改正")
        let clean = try text(marked(book.bytes, [:]), "xl/notes.xml")
        #expect(clean.contains("<t xml:space=\"preserve\">去年是 45&#10;已改正</t>"))
    }

    @Test func theListComesFirstAndWhatCountsSheetsCountsOneMore() throws {
        var book = book
        book.parts["xl/book.xml"] = """
            <workbook xmlns="\(Book.main)" xmlns:r="\(Book.office)"><bookViews><workbookView firstSheet="1"/></bookViews><sheets>\
            <sheet name="表一" sheetId="9" r:id="r1"/></sheets><definedNames><definedName name="a" localSheetId="0">1</definedName>\
            <definedName name="b">2</definedName></definedNames></workbook>
            """
        let workbook = try text(marked(book.bytes, [:]), "xl/book.xml")
        #expect(workbook.contains("<sheets><sheet name=\"错误清单\" sheetId=\"10\" "))
        #expect(workbook.contains("<workbookView activeTab=\"1\" firstSheet=\"2\"/>"))
        #expect(workbook.contains("name=\"a\" localSheetId=\"1\"") && workbook.contains("<definedName name=\"b\">"))
    }

    /// Numbers that would overflow, a drawing that the sheet's header has, a chart by the name of the list.
    @Test func whatStrangersMayHaveWritten() throws {
        var book = book
        book.parts["xl/notes.vml"]?.replace("_x0000_s2049", with: "_x0000_s9223372036854775807")
        book.parts["xl/_rels/sheet1.xml.rels"] = Book.relationships([
            ("c", "comments", "notes.xml"), ("h", "vmlDrawing", "header.vml"), ("v", "vmlDrawing", "notes.vml"),
        ])
        book.parts["xl/header.vml"] = "<xml></xml>"
        book.parts["xl/book.xml"] = """
            <workbook xmlns="\(Book.main)" xmlns:r="\(Book.office)"><sheets>\
            <sheet name="表一" sheetId="9223372036854775807" r:id="r1"/></sheets></workbook>
            """
        let marked = try marked(book.bytes, [c3: Mark(isError: true, lines: ["甲"])])
        #expect(try text(marked, "xl/book.xml").contains("<sheets><sheet name=\"错误清单\" sheetId=\"1\" "))
        #expect(try text(marked, "xl/header.vml") == "<xml></xml>")
        #expect(try text(marked, "xl/notes.vml").components(separatedBy: "<v:shape ").count == 3)
    }

    @Test func aListOfOursIsKnownByItsTitle() {
        func sheet(_ name: String, _ text: String) -> Sheet {
            Sheet(name: name, cells: [.init(row: 0, column: 0): Cell(.text, text)])
        }
        #expect(FindingSheet.isOurs(sheet("错误清单", "年报核对结果：错误 3 处")))
        #expect(!FindingSheet.isOurs(sheet("错误清单", "本局自查的错误")))
        #expect(!FindingSheet.isOurs(sheet("说明", "年报核对结果")))
        #expect(FindingSheet.name(beside: ["表1", "错误清单"], replacing: nil) == "错误清单2")
        #expect(FindingSheet.name(beside: ["错误清单3"], replacing: sheet("错误清单3", "")) == "错误清单3")
    }
}
