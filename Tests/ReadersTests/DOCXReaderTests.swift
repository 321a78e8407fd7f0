import Archive
import Model
import Readers
import TestSupport
import Testing

/// The lines of the sheet of text, and what else is on it by address.
func lines(_ book: Workbook) -> [String] {
    let cells = book.sheets.first { $0.name == "正文" }?.cells ?? [:]
    return cells.sorted { $0.key < $1.key }.map(\.value.text)
}

/// Texts by address, and merges, of the nth table.
func table(_ number: Int, of book: Workbook) -> [String: String] {
    let sheet = book.sheets.first { $0.name == "表格\(number)" }
    return Dictionary(uniqueKeysWithValues: (sheet?.cells ?? [:]).map { ("\($0)", $1.text) })
}

func merges(_ number: Int, of book: Workbook) -> [String] {
    (book.sheets.first { $0.name == "表格\(number)" }?.merges ?? []).map(\.description).sorted()
}

@Suite struct DOCXReaderTests {
    private func read(_ body: String, numbering: String? = nil, styles: String? = nil) throws -> Workbook {
        try DOCXReader.read(ZipArchive(textDocument(body, numbering: numbering, styles: styles)))
    }

    @Test(arguments: [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ])
    func readsParagraphsAndTables(namespace: String) throws {
        let body = p("题目") + tbl(tc("甲") + tc("1"), tc("乙") + tc("")) + p("　") + p("末段")
        let book = try DOCXReader.read(ZipArchive(textDocument(body, namespace: namespace)))
        #expect(book.sheets.map(\.name) == ["正文", "表格1"])
        #expect(lines(book) == ["题目", "末段"])
        #expect(table(1, of: book) == ["A1": "甲", "B1": "1", "A2": "乙"])
        #expect(book.sheets.first?.cells[CellAddress(row: 1, column: 0)] == Cell(.text, "末段"))
    }

    @Test func placesSpannedCells() throws {
        let restart = "<w:vMerge w:val=\"restart\"/>"
        let goesOn = "<w:vMerge/>"
        let book = try read(
            tbl(
                tc("甲", "<w:gridSpan w:val=\"2\"/>" + restart) + tc("乙", "<w:gridSpan w:val=\"3\"/>"),
                tc("不见", "<w:gridSpan w:val=\"2\"/>" + goesOn) + tc("丙") + tc("丁", restart) + tc("戊"),
                tc("己") + tc("庚", goesOn) + tc("辛") + tc("", goesOn) + tc("壬")))
        #expect(
            table(1, of: book) == [
                "A1": "甲", "C1": "乙", "C2": "丙", "D2": "丁", "E2": "戊", "A3": "己", "B3": "庚", "C3": "辛", "E3": "壬",
            ])
        #expect(merges(1, of: book) == ["A1:B2", "C1:E1", "D2:D3"])
    }

    @Test func leavesColumnsFreeAndJoinsCellsBeside() throws {
        let book = try read(
            "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>\(tc("甲"))</w:tr><w:tr>"
                + tc("乙", "<w:hMerge w:val=\"restart\"/>") + tc("", "<w:hMerge/>") + tc("丙") + "</w:tr></w:tbl>")
        #expect(table(1, of: book) == ["C1": "甲", "A2": "乙", "C2": "丙"])
        #expect(merges(1, of: book) == ["A2:B2"])
    }

    @Test func linesOfACellAreOneText() throws {
        let book = try read(tbl("<w:tc>\(p("商业"))<w:p/>\(p("企业"))</w:tc>" + tc("1")))
        #expect(table(1, of: book) == ["A1": "商业\n企业", "B1": "1"])
    }

    @Test func aTableThatOnlyArrangesIsText() throws {
        let inner = tbl(tc("甲") + tc("1"))
        let book = try read(tbl("<w:tc>\(p("题目"))\(inner)\(p("注"))</w:tc>" + tc("旁")) + tbl(tc("框中")) + tbl(tc("") + tc("")))
        #expect(book.sheets.map(\.name) == ["正文", "表格1"])
        #expect(lines(book) == ["题目", "注", "旁", "框中"])
        #expect(table(1, of: book) == ["A1": "甲", "B1": "1"])
    }

    @Test(arguments: [
        ("<w:r><w:t> 去掉 </w:t><w:t>两端</w:t></w:r>", ["去掉两端"]),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/><w:t>四</w:t></w:r>", ["一\t二", "三", "四"]),
        ("<w:r><w:t>0790</w:t><w:noBreakHyphen/><w:t>66</w:t><w:softHyphen/><w:t>\u{AD}00</w:t></w:r>", ["0790-6600"]),
        ("<w:r><w:sym w:font=\"Symbol\" w:char=\"221A\"/><w:sym w:char=\"D800\"/><w:sym w:char=\"x\"/></w:r>", ["√"]),
        ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>", ["增"]),
        ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", ["新"]),
        ("<w:r><w:rPr><w:del/></w:rPr><w:t>在</w:t></w:r>", ["在"]),
        (
            "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r><w:fldSimple w:instr=\"DATE\"><w:r><w:t>4</w:t></w:r></w:fldSimple>",
            ["34"]
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>见</w:t></w:r>", ["见"]),
        ("<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>接</w:t></w:r></w:smartTag>", ["链接"]),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ["字"]
        ),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", ["控件"]),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请输入</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>后</w:t></w:r>",
            ["后"]
        ),
        (
            "<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>文</w:t></w:r>",
            ["文"]
        ),
    ])
    func readsWhatIsShown(content: String, expected: [String]) throws {
        #expect(try lines(read("<w:p>\(content)</w:p>")) == expected)
    }

    @Test func readsATextBoxOnce() throws {
        let box = "<w:txbxContent>\(p("框"))</w:txbxContent>"
        let choices =
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>\(box)</wps:txbx></mc:Choice><mc:Choice Requires=\"x\">\(box)</mc:Choice>"
            + "<mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        #expect(try lines(read("<w:p><w:r>\(choices)</w:r><w:r><w:t>文</w:t></w:r></w:p>")) == ["框", "文"])
        let only = "<mc:AlternateContent><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent>"
        #expect(try lines(read("<w:p><w:r><w:t>前</w:t>\(only)<w:t>后</w:t></w:r></w:p>")) == ["框", "前后"])
    }

    @Test func deletedRowsAndParagraphMarksAreGone() throws {
        let mark = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
        #expect(try lines(read(mark + p("后半") + mark)) == ["前半后半", "前半"])
        let deleted = "<w:tr><w:trPr><w:del/></w:trPr>\(tc("删"))\(tc("9"))</w:tr>"
        let book = try read(
            "<w:tbl>\(deleted)<w:tr>\(tc("甲"))\(tc("1"))</w:tr>\(deleted)<w:tr>\(tc("乙"))\(tc("2"))</w:tr></w:tbl>")
        #expect(table(1, of: book) == ["A1": "甲", "B1": "1", "A2": "乙", "B2": "2"])
        // The cell comes before the row says that it is deleted.
        let late = try read("<w:tbl><w:tr>\(tc("甲"))\(tc("1"))</w:tr><w:tr>\(tc("删"))<w:trPr><w:del/></w:trPr></w:tr></w:tbl>")
        #expect(merges(1, of: late).isEmpty)
    }

    @Test func controlsAroundRowsAndCellsKeepThem() throws {
        let prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        let book = try read(
            "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt>\(prompt)<w:sdtContent>\(tc("请输入"))</w:sdtContent></w:sdt>\(tc("1"))\(tc("2"))</w:tr></w:sdtContent></w:sdt></w:tbl>"
        )
        #expect(table(1, of: book) == ["B1": "1", "C1": "2"])
    }

    private static let numbering = """
        <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="9"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="20"/></w:lvlOverride></w:num>
        """

    private func listed(_ text: String, _ number: Int, _ level: Int = 0) -> String {
        p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(number)\"/></w:numPr>")
    }

    @Test func showsAutomaticNumbers() throws {
        let body =
            listed("甲", 3) + listed("乙", 3, 1) + listed("丙", 3, 1) + listed("丁", 3, 2) + listed("", 3) + listed("戊", 3)
            + listed("己", 3, 1)
            + listed("庚", 4) + listed("辛", 5) + listed("壬", 9) + listed("癸", 0)
        #expect(
            try lines(read(body, numbering: Self.numbering)) == [
                "一、甲", "（九）乙", "（十）丙", "一.1丁", "三、戊", "（九）己", "庚", "二十、辛", "壬", "癸",
            ])
        #expect(try lines(read(body)) == ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"])
    }

    @Test func showsTheNumbersOfStyles() throws {
        let styles = """
            <w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>
            """
        func styled(_ text: String, _ style: String, _ rest: String = "") -> String {
            p(text, "<w:pStyle w:val=\"\(style)\"/>\(rest)")
        }
        let body =
            styled("甲", "b") + styled("乙", "a", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + styled("丙", "c") + styled("丁", "a")
        #expect(try lines(read(body, numbering: Self.numbering, styles: styles)) == ["（九）甲", "乙", "丙", "（十）丁"])
    }

    // MARK: Refusals

    private func expect(
        _ bytes: [UInt8], _ code: Finding.Code, found: String? = nil, expected: String? = nil,
        at place: SourceLocation = #_sourceLocation
    ) {
        let thrown = refusal { () throws(Finding) in try DOCXReader.read(ZipArchive(bytes)) }
        #expect(thrown?.code == code, sourceLocation: place)
        #expect(thrown?.found == found, sourceLocation: place)
        #expect(thrown?.expected == expected, sourceLocation: place)
    }

    @Test func refusesWhatIsMissing() {
        expect(Zip(.init("a", "")).bytes, .missingRelationship, found: "officeDocument")
        expect(
            Zip(.init("_rels/.rels", Book.relationships([("r1", "officeDocument", "word/x.xml")]))).bytes, .missingPart,
            found: "word/x.xml")
        expect(textDocument("", namespace: "x"), .init("X107"), found: "w:document {x}", expected: "document")
    }

    @Test(.timeLimit(.minutes(1))) func takesNoMemoryForWideOrManyCells() throws {
        let wide = tc("甲", "<w:gridSpan w:val=\"2147483648\"/>")
        let book = try read(tbl(wide + tc("乙")))
        #expect(merges(1, of: book) == ["A1:ALL1"])
        #expect(table(1, of: book) == ["A1": "甲", "ALM1": "乙"])
        expect(textDocument(tbl(String(repeating: wide, count: 17))), .badReference, found: "YCV1")
        expect(
            textDocument("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"9223372036854775807\"/></w:trPr>\(tc("甲"))</w:tr></w:tbl>"),
            .badReference, found: "XFE1")
        let three = textDocument(p("一") + tbl(tc("甲") + tc("1")))
        #expect(try DOCXReader.read(ZipArchive(three), limits: WorkbookLimits(cells: 3)).sheets.count == 2)
        #expect(
            refusal { () throws(Finding) in try DOCXReader.read(ZipArchive(three), limits: WorkbookLimits(cells: 2)) }?.code
                == .tooManyCells)
    }

    @Test func limitsTexts() {
        let half = String(repeating: "字", count: 200_000)
        expect(textDocument(tbl("<w:tc>\(p(half))\(p(half))</w:tc>")), .textTooLong, expected: "1000000")
    }

    @Test func structureThatIsNoneIsText() throws {
        #expect(try lines(read("<w:tc>\(p("甲"))</w:tc><w:tr>\(p("乙"))</w:tr><w:t>丙</w:t><w:sdtContent/>")) == ["甲", "乙"])
    }
}
