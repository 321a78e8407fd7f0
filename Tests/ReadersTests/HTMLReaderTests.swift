import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct HTMLReaderTests {
    private func read(_ page: String) throws -> Workbook { try HTMLReader.read(Array(page.utf8)) }

    @Test(arguments: [
        ("<p>甲</p><div>乙<div>丙</div>丁</div>", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<p>乙<li>丙<li>丁<h2>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("甲<br>乙<br/>\n<br />丙<hr>丁", ["甲", "乙", "丙", "丁"]),
        ("<p> 年 \n  报 <b>2024</b>\n年 </p>", ["年报 2024 年"]),
        ("<p>政府\n信息，\r\n公开<span>\n工作</span>\na\nb</p>", ["政府信息，公开工作 a b"]),
        ("<p>&nbsp;&nbsp;甲&emsp;乙&nbsp丙</p><p>&nbsp;</p><p>　</p>", ["\u{A0}\u{A0}甲\u{2003}乙\u{A0}丙"]),
        ("<pre>甲\n  乙</pre>丙\n丁", ["甲", "  乙", "丙丁"]),
        (
            "&lt;td&gt; &amp;amp; &#19968;&#x4E8C;&#X4e09 &middot;&ldquo;&mdash;&rdquo;&sup2; &#150; &#0; &#xD800; &#99999999999; &x; & &; &#; &#x;",
            ["<td> &amp; 一二三 ·“—”² – \u{FFFD} \u{FFFD} \u{FFFD} &x; & &; &#; &#x;"]
        ),
        ("甲<!-- 乙 > 丙 -->丁<!---->戊<!-->己<!--->庚<!doctype x><?xml:namespace prefix = o />辛</>壬</ x>癸", ["甲丁戊己庚辛壬癸"]),
        ("甲<!--乙--!>丙<!-- 丁", ["甲丙"]),
        ("甲<script>document.write('<p>乙</p>')</script >丙<STYLE>p</sTyLe>丁<script>没有结束", ["甲丙丁"]),
        ("甲<nav><ul><li>首页</ul></nav>乙<select><option>丙</select><noscript>丁</noscript>戊<footer>己</footer>庚", ["甲乙戊庚"]),
        ("甲<nav>乙<button>丙<p>丁", ["甲乙丙", "丁"]),
        ("3 < 5 <5> a<b", ["3 < 5 <5> a"]),
        ("甲<a href='x>y' title=\"<p>\" data=<br>乙</a>丙", ["甲乙丙"]),
        ("<p class=\"没有结束>甲</p>", []),
        ("甲\0乙\u{AD}丙\u{FEFF}", ["甲乙丙"]),
        (
            "<o:p>&nbsp;</o:p><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>总体情况",
            ["\u{A0}一、\u{A0}总体情况"]
        ),
        (
            "<!--[if gte mso 9]><xml><o:p>甲</o:p></xml><![endif]--><!--[if !mso]><!-->乙<!--<![endif]--><![if !vml]>丙<![endif]>",
            ["乙丙"]
        ),
        ("</table></td></tr><td>甲</td><tr>乙", ["甲", "乙"]),
    ])
    func readsLines(page: String, expected: [String]) throws {
        #expect(try lines(read(page)) == expected)
    }

    @Test func keepsTheTitleApart() throws {
        let book = try read("<head><title>望川市2024年\n年报 &amp; 其他</title><title>二</title></head><body><svg><title>图</title></svg>甲")
        #expect(book.sheets.map(\.name) == ["正文", "网页标题"])
        #expect(book.sheets.last?.cells == [CellAddress(row: 0, column: 0): Cell(.text, "望川市2024年年报 & 其他")])
        #expect(lines(book) == ["甲"])
        #expect(try lines(read("<title>没有结束<body>甲<p>乙")) == ["甲", "乙"])
    }

    @Test func placesSpannedCells() throws {
        let book = try read(
            """
            <TABLE><caption>标题</caption><thead><tr><th rowspan=2 colspan="2">甲<th COLSPAN='3'>乙</thead>
            <tbody><tr><td>丙<td rowspan=9>丁</td><td>戊</td></tr>
            <tr><td>己</td><td>&nbsp;</td><td>辛</td><td>壬</td></tr></tbody></TABLE>
            """)
        #expect(lines(book) == ["标题"])
        #expect(table(1, of: book) == ["A1": "甲", "C1": "乙", "C2": "丙", "D2": "丁", "E2": "戊", "A3": "己", "C3": "辛", "E3": "壬"])
        #expect(merges(1, of: book) == ["A1:B2", "C1:E1", "D2:D3"])
    }

    @Test func rowsWithoutEndTagsAndCellsWithParagraphs() throws {
        let book = try read("<table><tr><td><p>商业<p>企业<td>1<br>2<tr><td>乙<td>3</table>后")
        #expect(table(1, of: book) == ["A1": "商业\n企业", "B1": "1\n2", "A2": "乙", "B2": "3"])
        #expect(lines(book) == ["后"])
    }

    @Test(arguments: [
        ("<td rowspan=0>甲<td>1<tr><td>2<tr><td>3", ["A1:A3"]), ("<td rowspan=70000 colspan=0>甲<td>1<tr><td>2", ["A1:A2"]),
        ("<td colspan=-2 rowspan=x>甲<td colspan=' 2abc'>1", ["B1:C1"]), ("<td>甲<td rowspan=2>1<tr><td colspan=3>2", ["B1:B2"]),
        ("<td colspan=99999999999999999999>甲<td>1", ["A1:ALL1"]),
    ])
    func spansAreKeptWithinTheTable(rows: String, expected: [String]) throws {
        #expect(try merges(1, of: read("<table><tr>\(rows)</table>")) == expected)
    }

    @Test func aTableThatOnlyArrangesIsText() throws {
        let inner = "<table><tr><td>甲<td>1</table>"
        let book = try read(
            "<table><tr><td>左<td><table><tr><td><h1>题目</h1>\(inner)<p>注</table></table><table><tr><td>框中</table>\(inner)")
        #expect(book.sheets.map(\.name) == ["正文", "表格1", "表格2"])
        #expect(lines(book) == ["左", "题目", "注", "框中"])
        #expect(table(1, of: book) == table(2, of: book))
    }

    @Test func aTableThatIsNotEndedEndsWhereTheNextBegins() throws {
        let book = try read("<table><tr><td>甲<td>1</td></tr><table><tr><td>乙<td>2")
        #expect(table(1, of: book) == ["A1": "甲", "B1": "1"])
        #expect(table(2, of: book) == ["A1": "乙", "B1": "2"])
    }

    @Test func readsWhatLibreOfficeWrites() throws {
        let book = try HTMLReader.read(fixture("libreoffice.html"))
        #expect(
            table(1, of: book).filter { $0.key.hasPrefix("A") || $0.key == "D9" } == [
                "A1": "政府信息公开年度报告", "A2": "前有空格", "A3": "12", "A4": "1", "D9": "远",
            ])
        #expect(merges(1, of: book) == ["A1:C1"])
    }

    // MARK: Encodings

    /// `<p>〇年报` in GB18030; 〇 is in GBK but not in GB2312.
    private static let gb18030: [UInt8] = Array("<p>".utf8) + [0xA9, 0x96, 0xC4, 0xEA, 0xB1, 0xA8]

    @Test(arguments: [
        "", "<meta charset=gb2312>", "<meta http-equiv=x content='text/html; CHARSET=GBK'>", "<meta charset=\"utf-8\">",
        "<meta charset=iso-8859-1>", "<?xml version='1.0' encoding='GB18030'?>",
    ])
    func readsGB18030(declaration: String) throws {
        #expect(try lines(HTMLReader.read(Array(declaration.utf8) + Self.gb18030)) == ["〇年报"])
    }

    @Test(arguments: [
        "", "\u{FEFF}", "<meta charset=utf-8>", "<meta charset=gb2312>", "<script charset=gbk></script>", "<meta charset=big5>",
    ])
    func readsUTF8(declaration: String) throws {
        #expect(try lines(HTMLReader.read(Array((declaration + "<p>〇年报12").utf8))) == ["〇年报12"])
    }

    @Test func readsUTF16WithAndWithoutAMark() throws {
        let page = utf16("<p>〇年报")
        let swapped = stride(from: 0, to: page.count, by: 2).flatMap { [page[$0 + 1], page[$0]] }
        for bytes in [page, swapped, Array(page.dropFirst(2)), Array(swapped.dropFirst(2)), page + [0x00]] {
            #expect(try lines(HTMLReader.read(bytes)) == ["〇年报"])
        }
    }

    @Test func whatIsNoCharacterIsReplaced() throws {
        #expect(try lines(HTMLReader.read(Self.gb18030 + [0xFF, 0x41])) == ["〇年报\u{FFFD}A"])
        #expect(try lines(HTMLReader.read(Array("<meta charset=utf-8>年".utf8) + [0xFF] + Array("报".utf8))) == ["年\u{FFFD}报"])
        #expect(try lines(HTMLReader.read(Array("<meta charset=big5>".utf8) + [0xA6, 0x7E, 0xB3, 0xF8])) == ["年報"])
        // The full-width blank of some editors.
        #expect(try lines(HTMLReader.read([0xC4, 0xEA, 0xA3, 0xA0, 0xB1, 0xA8])) == ["年\u{3000}报"])
    }

    // MARK: Limits

    private func code(_ page: String, cellLimit: Int = 1_000_000) -> Finding.Code? {
        refusal { () throws(Finding) in try HTMLReader.read(Array(page.utf8), limits: WorkbookLimits(cells: cellLimit)) }?.code
    }

    @Test(.timeLimit(.minutes(1))) func refusesWhatIsTooMuch() {
        #expect(code(String(repeating: "<table><tr><td>", count: 64)) == nil)
        #expect(code(String(repeating: "<table><tr><td>", count: 65)) == .tablesTooDeep)
        #expect(code("<table><tr>" + String(repeating: "<td colspan=1000>", count: 17)) == .badReference)
        #expect(code("<table>" + String(repeating: "<tr>", count: 1_048_577)) == .badReference)
        #expect(code(String(repeating: "<table><tr><td>甲<td>1</table>", count: 1_000)) == .tooManySheets)
        #expect(code("<table>" + String(repeating: "<tr><td colspan=2>甲", count: 50_001)) == .tooManyMerges)
        #expect(code("<table>" + String(repeating: "<tr><td>", count: 11), cellLimit: 10) == .tooManyCells)
        #expect(code(String(repeating: "<p>甲", count: 11), cellLimit: 10) == .tooManyCells)
        // Few cells under many.
        let tall = String(repeating: "<td rowspan=65534>", count: 10_000)
        #expect(code("<table><tr>\(tall)" + String(repeating: "<tr><td>", count: 40), cellLimit: 20_000) == .tooManyCells)
        #expect(code("<p>" + String(repeating: "长", count: 333_334)) == .textTooLong)
        let large = refusal { () throws(Finding) in try HTMLReader.read([UInt8](repeating: 0x20, count: HTMLReader.sizeLimit + 1))
        }
        #expect(large?.code == .textTooLong)
    }

    /// Each of these is a square or worse in a parser that looks back, or ahead, for every tag.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<b>", "</b>", "<nav>", "<svg><button>", "<!--", "<!", "<a x", "<p x='", "&", "&#", "<", "</", "<td>", "<table>",
            "</table>", "<x a=", "<title>",
        ])
    func takesNoTimeForRepetition(piece: String) {
        _ = code(String(repeating: piece, count: 50_000))
        _ = code("<table>" + String(repeating: piece, count: 50_000) + ">")
        _ = code("<p a " + String(repeating: "b=c ", count: 50_000) + ">" + piece)
    }
}
