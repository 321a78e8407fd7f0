import Archive
import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct XLSXReaderTests {
    /// The cells of the only sheet, by their references.
    private func cells(_ book: Book) throws -> [String: Cell] {
        let sheet = try #require(try XLSXReader.read(ZipArchive(book.bytes)).sheets.first)
        return Dictionary(uniqueKeysWithValues: sheet.cells.map { ("\($0)", $1) })
    }

    private func cell(_ attributes: String, _ content: String, strings: String? = nil) throws -> Cell? {
        try cells(Book("<row r='7'><c r='D7' \(attributes)>\(content)</c></row>", strings: strings))["D7"]
    }

    @Test func readsEveryTypeOfCell() throws {
        for (attributes, content, expected) in [
            ("", "<v>12</v>", Cell(.number, "12")),
            ("t='n' s='3'", "<v>1.50E+3</v>", Cell(.number, "1.50E+3")),
            ("t='b'", "<v>1</v>", Cell(.boolean, "TRUE")),
            ("t='b'", "<v>false</v>", Cell(.boolean, "FALSE")),
            ("t='e'", "<v>#DIV/0!</v>", Cell(.error, "#DIV/0!")),
            ("t='d'", "<v>2024-01-31</v>", Cell(.text, "2024-01-31")),
            ("t='str'", "<f>A1&amp;B1</f><v> a </v>", Cell(.text, " a ", formula: "A1&B1")),
            ("", "<f>SUM(A1:A3)</f><v>6</v>", Cell(.number, "6", formula: "SUM(A1:A3)")),
            ("", "<f t='shared' si='0'/><v>6</v>", Cell(.number, "6", formula: "")),
            ("t='b'", "<f>A1</f><v>0</v>", Cell(.boolean, "FALSE", formula: "A1")),
            ("t='inlineStr'", "<is><t>行内</t></is>", Cell(.text, "行内")),
            ("t='inlineStr'", "<is><r><t>一</t></r><r><rPr><b/></rPr><t>二</t></r></is>", Cell(.text, "一二")),
            ("", "<v><![CDATA[4]]>2</v>", Cell(.number, "42")),
        ] as [(String, String, Cell?)] {
            #expect(try cell(attributes, content) == expected, "\(attributes) \(content)")
        }
    }

    @Test func tellsBlankFromUncomputed() throws {
        for (attributes, content, expected) in [
            ("", "", nil), ("s='1'", "<v/>", nil), ("t='s'", "", nil), ("t='inlineStr'", "<is><t/></is>", nil),
            ("t='str'", "<f>A1</f><v></v>", Cell(.text, "", formula: "A1")), ("t='str'", "<v/>", nil),
            ("", "<f>A1</f>", Cell(.uncomputed, "", formula: "A1")),
            ("", "<f>A1</f><v/>", Cell(.uncomputed, "", formula: "A1")),
            ("t='str'", "<f>A1</f>", Cell(.uncomputed, "", formula: "A1")),
            ("t='e'", "<f t='shared' si='1'/><v/>", Cell(.uncomputed, "", formula: "")),
        ] as [(String, String, Cell?)] {
            #expect(try cell(attributes, content) == expected, "\(attributes) \(content)")
        }
    }

    /// Formats and rules after the merges are not wanted; cells after them, against the schema, are.
    @Test func parsesAsFarAsValuesGo() throws {
        var book = Book(
            "<row r='1'><c r='A1'><v>7</v></c></row>", after: "<mergeCells><mergeCell ref='A1:B2'/></mergeCells></wrong>")
        book.parts["xl/book.xml"]?.replace("</sheets>", with: "</sheets></wrong>")
        let sheet = try #require(try XLSXReader.read(ZipArchive(book.bytes)).sheets.first)
        #expect(sheet.cells == [CellAddress(row: 0, column: 0): Cell(.number, "7")])
        #expect(sheet.merges.map(\.description) == ["A1:B2"])

        book.parts["xl/sheet1.xml"]?.replace("<sheetData>", with: "<mergeCells><mergeCell ref='C1:D2'/></mergeCells><sheetData>")
        let reversed = try #require(try XLSXReader.read(ZipArchive(book.bytes)).sheets.first)
        #expect(reversed.cells == sheet.cells)
        #expect(reversed.merges.map(\.description) == ["C1:D2", "A1:B2"])
    }

    @Test func joinsRunsAndLeavesHintsOut() throws {
        let strings = """
            <si><t>零</t></si><si><r><t xml:space="preserve"> 一 </t></r><r><t> 二 </t></r><rPh sb="0" eb="1">\
            <t>イチ</t></rPh></si><si><t/></si><si><t>a&#13;&#10;b\r\nc_x000D_\nd</t></si>
            """
        let shared = { (index: String) in try cell("t='s'", "<v>\(index)</v>", strings: strings) }
        #expect(try shared("0") == Cell(.text, "零"))
        #expect(try shared("1") == Cell(.text, " 一 二"))
        #expect(try shared("2") == nil)
        #expect(try shared("3") == Cell(.text, "a\nb\nc\nd"))
    }

    @Test(arguments: [
        ("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("a_x000A_b", "a\nb"), ("_xD83D__xDE00_", "😀"),
        ("_x62a5_", "报"),
        ("_xD83D_", "_xD83D_"), ("_xD83D_a", "_xD83D_a"), ("_xDE00_", "_xDE00_"), ("_x41_", "_x41_"),
        ("_x004_1", "_x004_1"),
        ("_x+041_", "_x+041_"), ("_X0041_", "_X0041_"), ("_x0041", "_x0041"), ("_", "_"), ("_x005F__x0041_", "_A"),
    ])
    func decodesEscapes(written: String, expected: String) throws {
        #expect(try cell("t='inlineStr'", "<is><t>\(written)</t></is>")?.text == expected)
        #expect(try cell("t='str'", "<v>\(written)</v>")?.text == expected)
    }

    @Test func countsCellsAndRowsWithoutReference() throws {
        let rows =
            "<row><c><v>1</v></c><c r='C1'><v>2</v></c><c><v>3</v></c></row><row r='5'><c/><c><v>4</v></c></row><row><c><v>5</v></c></row>"
        #expect(try cells(Book(rows)).mapValues(\.text) == ["A1": "1", "C1": "2", "D1": "3", "B5": "4", "A6": "5"])
        let blanks =
            "<row r=\"2\"><c r=\"B2\" s=\"1\"/><c s=\"1\"><v>1</v></c></row><row r=\"4\" ht=\"9\"/><row><c s=\"1\"/><c><v>2</v></c></row>"
        #expect(try cells(Book(blanks)).mapValues(\.text) == ["C2": "1", "B5": "2"])
        #expect(try cells(Book("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")).keys.first == "XFD1048576")
    }

    @Test func takesValuesOnlyFromItsOwnNamespace() throws {
        let row =
            "<row r='1'><c r='A1'><v>1</v><x:f xmlns:x='urn:x'>no</x:f></c><c r='B1' xmlns='urn:x'><v>2</v></c></row>"
        #expect(try cells(Book(row)) == ["A1": Cell(.number, "1")])
    }

    @Test func readsMerges() throws {
        let merges = "<mergeCells><mergeCell ref='A1:C3'/><mergeCell ref='D1:D9'/><mergeCell ref='A4:C4'/></mergeCells>"
        #expect(
            try XLSXReader.read(ZipArchive(Book("", after: merges).bytes)).sheets[0].merges.map(\.description) == [
                "A1:C3", "D1:D9", "A4:C4",
            ])
    }

    @Test func readsSheetsInOrderAndLeavesChartsOut() throws {
        let book = Book(sheets: [
            ("甲&amp;乙", "worksheet", ""), ("图", "chartsheet", ""), ("丙", "worksheet", "state='hidden'"),
            ("对话", "dialogsheet", ""), ("丁", "worksheet", "state='veryHidden'"), ("宏", "xlMacrosheet", ""),
        ])
        let sheets = try XLSXReader.read(ZipArchive(book.bytes)).sheets
        #expect(sheets.map(\.name) == ["甲&乙", "丙", "丁"])
        #expect(sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    }

    @Test func findsPartsWhereverTheyStand() throws {
        let book = Book("<row r='1'><c r='A1'><v>1</v></c></row>")
        for (target, name) in [
            ("/a b/Book.xml", "a b/book.xml"), ("./a/../book.xml", "book.xml"), ("a%20b/c.xml", "a b/c.xml"),
        ] {
            var moved = book
            let folder = name.split(separator: "/").dropLast().map { "\($0)/" }.joined()
            let file = name.split(separator: "/").last ?? ""
            moved.parts["_rels/.rels"] = Book.relationships([("r1", "officeDocument", target)])
            moved.parts[name] = moved.parts.removeValue(forKey: "xl/book.xml")
            moved.parts["xl/_rels/book.xml.rels"] = nil
            moved.parts["\(folder)_rels/\(file).rels"] = Book.relationships([("r1", "worksheet", "/xl/sheet1.xml")])
            #expect(try cells(moved) == ["A1": Cell(.number, "1")], "\(target)")
        }
    }

    @Test func readsPrefixedAndStrictWorkbooksInUTF16() throws {
        var book = Book("", strings: "")
        let strict = "http://purl.oclc.org/ooxml"
        book.parts["_rels/.rels"] = book.parts["_rels/.rels"]?.replacingOccurrences(
            of: Book.office, with: "\(strict)/officeDocument/relationships")
        book.parts["xl/book.xml"] = """
            <w:workbook xmlns:w="\(strict)/spreadsheetml/main"><w:sheets><w:sheet name="表一" x:id="r1" id="r9" \
            xmlns:x="\(strict)/officeDocument/relationships"/></w:sheets></w:workbook>
            """
        book.parts["xl/strings.xml"] = "<s:sst xmlns:s='\(strict)/spreadsheetml/main'><s:si><s:t>文</s:t></s:si></s:sst>"
        let sheet = """
            <?xml version="1.0" encoding="UTF-16"?><y:worksheet xmlns:y="\(strict)/spreadsheetml/main"><y:sheetData>\
            <y:row r="2"><y:c r="B2" t="s"><y:v>0</y:v></y:c></y:row></y:sheetData></y:worksheet>
            """
        book.parts["xl/sheet1.xml"] = nil
        let entries =
            book.parts.map { Zip.Entry($0, $1) }
            + [Zip.Entry("xl/sheet1.xml", utf16(sheet))]
        let read = try XLSXReader.read(ZipArchive(Zip(entries).bytes)).sheets
        #expect(read.map(\.cells) == [[CellAddress(row: 1, column: 1): Cell(.text, "文")]])
    }

    @Test func readsOnlyThePartsItNeeds() throws {
        var book = Book("<row r='1'><c r='A1'><v>1</v></c></row>", strings: "<broken")
        book.parts["xl/styles.xml"] = "<broken"
        #expect(try cells(book) == ["A1": Cell(.number, "1")])
    }

    @Test func readsWhatProgramsWrite() throws {
        for name in ["openpyxl", "xlsxwriter", "libreoffice"] {
            let book = try XLSXReader.read(ZipArchive(fixture("\(name).xlsx")))
            #expect(book.sheets.map(\.name) == ["表一", "表二"], "\(name)")
            #expect(book.sheets.map(\.visibility) == [.visible, .hidden], "\(name)")
            let first = try #require(book.sheets.first)
            let texts = Dictionary(uniqueKeysWithValues: first.cells.map { ("\($0)", $1.text) })
            let sum = name == "openpyxl" ? "" : "12.5"
            #expect(
                texts == [
                    "A1": "政府信息公开年度报告", "A2": " 前有空格", "B2": "两\n行", "C2": "_x0041_", "A3": "12", "B3": "0.5",
                    "C3": sum, "A4": "TRUE", "B4": "#N/A", "D9": "远",
                ], "\(name)")
            let kinds = ["A1", "A3", "C3", "A4", "B4"].compactMap { CellAddress($0) }.map { first.cells[$0]?.kind }
            #expect(kinds == [.text, .number, name == "openpyxl" ? .uncomputed : .number, .boolean, .error], "\(name)")
            #expect(first.cells[CellAddress(row: 2, column: 2)]?.formula == "A3+B3", "\(name)")
            #expect(first.merges.map(\.description) == ["A1:C1"], "\(name)")
            #expect(book.sheets.last?.cells.count == 1, "\(name)")
        }
    }
}
