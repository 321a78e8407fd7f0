import Archive
import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct ODSReaderTests {
    private func cells(_ sheet: Sheet?) -> [String: Cell] {
        Dictionary(uniqueKeysWithValues: (sheet?.cells ?? [:]).map { ("\($0)", $1) })
    }

    private func cells(_ rows: String) throws -> [String: Cell] {
        cells(try ODSReader.read(ZipArchive(openDocument(rows))).sheets.first)
    }

    private func cell(_ attributes: String, _ content: String = "") throws -> Cell? {
        try cells("<table:table-row><table:table-cell \(attributes)>\(content)</table:table-cell></table:table-row>")["A1"]
    }

    @Test func readsWhatLibreOfficeWrites() throws {
        let book = try ODSReader.read(ZipArchive(fixture("libreoffice.ods")))
        let same = try XLSXReader.read(ZipArchive(fixture("libreoffice.xlsx")))
        #expect(book.sheets.map(\.name) == ["表一", "表二"])
        #expect(book.sheets.map(\.visibility) == [.visible, .hidden])
        #expect(book.sheets.map(\.merges) == same.sheets.map(\.merges))
        var expected = cells(same.sheets.first)
        // LibreOffice has no booleans of its own, and keeps the formulas that it makes for them and for errors.
        expected["A4"] = Cell(.number, "1", formula: "TRUE()")
        expected["B4"] = Cell(.error, "#N/A", formula: "#N/A")
        #expect(cells(book.sheets.first) == expected)
        #expect(cells(book.sheets.last) == cells(same.sheets.last))
    }

    @Test func readsEveryKindOfCellThatLibreOfficeWrites() throws {
        let book = try ODSReader.read(ZipArchive(fixture("office.ods")))
        #expect(book.sheets.map(\.name) == ["表 一", "藏"])
        #expect(book.sheets.map(\.visibility) == [.visible, .hidden])
        #expect(book.sheets.first?.merges.map(\.description) == ["B3:C5"])
        // LibreOffice writes the two blanks of A3 bare, and they are one to every reader, itself included.
        let twelve = Cell(.number, "12")
        var expected: [String: Cell] = [
            "A1": Cell(.text, "0012"), "B1": twelve, "C1": twelve, "D1": twelve,
            "F1": Cell(.number, "36", formula: "SUM(B1:D1)"),
            "A2": Cell(.number, "0.125"), "B2": Cell(.text, "2025-01-31"), "C2": Cell(.number, "1234.5"),
            "D2": Cell(.number, "1", formula: "B1>1"), "E2": Cell(.error, "#DIV/0!", formula: "1/0"),
            "F2": Cell(.text, "12;", formula: "'表 一'!B1&\";\""),
            "A3": Cell(.text, "两\n行 两空格"), "B3": Cell(.text, "高"),
        ]
        for row in 7...9 { for column in ["A", "B", "C"] { expected["\(column)\(row)"] = Cell(.number, "0") } }
        #expect(cells(book.sheets.first) == expected)
    }

    /// The five tables of the national form: the same cells, whichever program wrote them.
    @Test func readsTheWholeReportAsFromXLSX() throws {
        let read = try ODSReader.read(ZipArchive(fixture("city.ods")))
        let same = try XLSXReader.read(ZipArchive(fixture("../city/input.xlsx")))
        #expect(read.sheets.map(\.name) == same.sheets.map(\.name))
        // LibreOffice keeps fifteen digits of a number, others the noise of a binary fraction.
        func value(_ cell: Cell) -> String { Double(cell.text).map { String(format: "%.15g", $0) } ?? cell.text }
        for (sheet, other) in zip(read.sheets, same.sheets) {
            #expect(sheet.visibility == other.visibility)
            #expect(Set(sheet.merges) == Set(other.merges))
            #expect(cells(sheet).mapValues(value) == cells(other).mapValues(value))
            #expect(cells(sheet).mapValues(\.kind) == cells(other).mapValues(\.kind))
        }
    }

    @Test(arguments: [
        ("float", "office:value='1.50'", "1.5", Cell(.number, "1.50")),
        ("percentage", "office:value='0.125'", "13%", Cell(.number, "0.125")),
        ("currency", "office:currency='CNY' office:value='3'", "￥3.00", Cell(.number, "3")),
        ("float", "", "3", Cell(.text, "3")),
        ("boolean", "office:boolean-value='true'", "真", Cell(.boolean, "TRUE")),
        ("date", "office:date-value='2025-01-31'", "2025年1月", Cell(.text, "2025年1月")),
        ("date", "office:date-value='2025-01-31'", "", Cell(.text, "2025-01-31")),
        ("time", "office:time-value='PT1H'", "01:00", Cell(.text, "01:00")),
        ("string", "", "#REF!", Cell(.text, "#REF!")),
        ("string", "office:string-value='a  b'", "a b", Cell(.text, "a  b")),
        ("string", "office:string-value='' calcext:value-type='error'", "#REF!", Cell(.error, "#REF!")),
        ("string", "table:formula='of:=X'", "#NAME?", Cell(.error, "#NAME?", formula: "X")),
        ("float", "office:value='0' table:formula='of:=X'", "Err:502", Cell(.error, "Err:502", formula: "X")),
        ("string", "table:formula='of:=X'", "Err: 5", Cell(.text, "Err: 5", formula: "X")),
        ("float", "office:value='2' table:formula='oooc:=[.A1]*2'", "2", Cell(.number, "2", formula: "A1*2")),
        ("void", "", "文", Cell(.text, "文")),
    ])
    func readsValues(type: String, attributes: String, shown: String, expected: Cell) throws {
        let content = shown.isEmpty ? "" : "<text:p>\(shown)</text:p>"
        #expect(try cell("office:value-type='\(type)' \(attributes)", content) == expected)
    }

    /// A formula without any value is not one whose value is "".
    @Test func tellsFormulasWithoutValueFromBlankOnes() throws {
        #expect(try cell("table:formula='of:=A'") == Cell(.uncomputed, "", formula: "A"))
        #expect(try cell("table:formula='of:=A' office:value-type='float'") == Cell(.uncomputed, "", formula: "A"))
        #expect(try cell("table:formula='of:=A'", "<text:p/>") == nil)
        #expect(try cell("table:formula='of:=A' office:value-type='string'") == nil)
        #expect(try cell("", "<text:p>无类型</text:p>") == Cell(.text, "无类型"))
        #expect(try cell("office:value-type='string'", "<text:p/>") == nil)
    }

    @Test(arguments: [
        ("of:=SUM([.A1:.$B$2];[.C3])", "SUM(A1:$B$2,C3)"), ("of:=[$表二.A1]+[.B1]", "表二!A1+B1"),
        ("of:=['a.b;]'.A1:'a.b;]'.B2]", "'a.b;]'!A1:'a.b;]'!B2"), ("of:=\"[.A1];\"&[.A1]", "\"[.A1];\"&A1"),
        ("of:=[.#REF!]", "#REF!"), ("msoxl:=SUM(A1;B1)", "SUM(A1;B1)"), ("=1+1", "1+1"), ("x", "x"), ("of:=[[..]", "[!!"),
    ])
    func showsFormulasAsSpreadsheetsDo(stored: String, shown: String) throws {
        let read = try cell(
            "table:formula='\(stored.replacing("&", with: "&amp;").replacing("'", with: "&apos;"))' office:value-type='float' office:value='1'"
        )
        #expect(read?.formula == shown)
    }

    @Test(arguments: [
        ("<text:p>一</text:p><text:p/><text:p>三</text:p>", "一\n\n三"),
        ("<text:p> 甲 \n\t 乙 </text:p>", "甲 乙"),
        ("<text:p><text:s/>甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁</text:p>", " 甲  乙\t丙\n丁"),
        ("<text:p>甲<text:span>乙 </text:span><text:a>丙</text:a>&amp;<![CDATA[<]]></text:p>", "甲乙 丙&<"),
        ("<text:p><text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>", "字"),
        ("<office:annotation><text:p>批注</text:p></office:annotation><text:p>文</text:p>", "文"),
        ("<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>\n<text:p>文</text:p>\n", "文"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>里</text:p></table:table-cell></table:table-row></table:table><text:p>外</text:p>",
            "外"
        ),
    ])
    func readsParagraphs(content: String, text: String) throws {
        #expect(try cell("office:value-type='string'", content) == Cell(.text, text))
    }

    @Test func expandsWhatIsRepeatedAndFilled() throws {
        let read = try cells(
            """
            <table:table-row table:number-rows-repeated="2"><table:table-cell/>\
            <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>\
            <table:covered-table-cell table:number-columns-repeated="3" office:value-type="float" office:value="9"/>\
            <table:table-cell><text:p>末</text:p></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/>\
            </table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/>\
            <table:table-cell><text:p>角</text:p></table:table-cell></table:table-row>
            """)
        let seven = Cell(.number, "7")
        #expect(
            read == [
                "B1": seven, "C1": seven, "G1": Cell(.text, "末"), "B2": seven, "C2": seven, "G2": Cell(.text, "末"),
                "XFD1048576": Cell(.text, "角"),
            ])
    }

    @Test func readsRowsInGroupsAndHeaders() throws {
        let row = "<table:table-row><table:table-cell><text:p>行</text:p></table:table-cell></table:table-row>"
        let read = try cells(
            """
            <table:table-header-rows>\(row)</table:table-header-rows><table:table-row-group>\(row)<table:table-row-group>\
            \(row)</table:table-row-group></table:table-row-group><table:table-rows>\(row)</table:table-rows>
            """)
        #expect(Set(read.keys) == ["A1", "A2", "A3", "A4"])
    }

    @Test func readsMerges() throws {
        let rows = """
            <table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell \
            table:number-columns-spanned="2"><text:p>甲</text:p></table:table-cell><table:covered-table-cell/>\
            </table:table-row><table:table-row><table:table-cell table:number-columns-spanned="1" \
            table:number-rows-spanned="3"/></table:table-row>
            """
        #expect(
            try ODSReader.read(ZipArchive(openDocument(rows))).sheets.first?.merges.map(\.description) == [
                "B1:C1", "B2:C2", "A3:A5",
            ])
    }

    @Test func tellsSheetsFromWhatIsNone() throws {
        let table =
            "<table:table table:name='%'><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        func named(_ name: String) -> String { table.replacing("%", with: name) }
        let styles = """
            <style:style style:name="a" style:family="table"><style:table-properties table:display="false"/></style:style>\
            <style:style style:name="b" style:family="table-cell"><style:table-properties table:display="false"/></style:style>\
            <style:style style:name="c" style:family="table"><style:table-properties table:display="true"/></style:style>
            """
        let body = """
            <table:tracked-changes><table:table-cell><text:p>旧</text:p></table:table-cell></table:tracked-changes>\
            <table:table table:name="甲" table:style-name="b"><table:shapes>\(named("形"))</table:shapes></table:table>\
            <table:table table:name="乙" table:style-name="a"/><table:table table:name="丙" table:style-name="c"/>\
            \(named("&apos;file:///a.ods&apos;#$表一"))<table:dde-links>\(named("链"))</table:dde-links>
            """
        let sheets = try ODSReader.read(ZipArchive(openDocument(body: body, styles: styles))).sheets
        #expect(sheets.map(\.name) == ["甲", "乙", "丙"])
        #expect(sheets.map(\.visibility) == [.visible, .hidden, .visible])
        #expect(sheets.map(\.cells) == [[:], [:], [:]])
    }
}
