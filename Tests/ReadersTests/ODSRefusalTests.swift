import Archive
import Model
import Readers
import TestSupport
import Testing

@Suite struct ODSRefusalTests {
    private func expect(
        _ bytes: [UInt8], _ code: Finding.Code, found: String? = nil, expected: String? = nil,
        _ facts: [String: String] = ["sheet": "表一"], at place: SourceLocation = #_sourceLocation
    ) {
        let thrown = refusal { () throws(Finding) in try ODSReader.read(ZipArchive(bytes)) }
        #expect(thrown == Finding(code, found: found, expected: expected, facts: facts), sourceLocation: place)
    }

    private func row(_ attributes: String = "", _ cells: String) -> String {
        "<table:table-row \(attributes)>\(cells)</table:table-row>"
    }

    private func filled(_ attributes: String = "") -> String {
        "<table:table-cell \(attributes) office:value-type='float' office:value='1'/>"
    }

    /// Blanks may be repeated as often as anyone likes; nothing is made of them.
    @Test(.timeLimit(.minutes(1))) func takesNoMemoryForBlanks() throws {
        let repeats = "table:number-rows-repeated='2147483648'"
        let blank = row(repeats, "<table:table-cell table:number-columns-repeated='9223372036854775807'/>")
        let book = try ODSReader.read(ZipArchive(openDocument(row("", filled()) + String(repeating: blank, count: 1_000))))
        #expect(book.sheets.first?.cells == [CellAddress(row: 0, column: 0): Cell(.number, "1")])
    }

    @Test(.timeLimit(.minutes(1))) func refusesFilledCellsPastTheSheet() {
        let columns = "table:number-columns-repeated="
        let rows = "table:number-rows-repeated="
        expect(openDocument(row("", filled("\(columns)'2147483648'"))), .badReference, found: "BGQCW1")
        expect(openDocument(row("", filled("\(columns)'16384'") + filled())), .badReference, found: "XFE1")
        expect(openDocument(row("\(rows)'2147483648'", filled())), .badReference, found: "1048577")
        let blank = row("\(rows)'1048576'", "<table:table-cell/>")
        expect(openDocument(blank + row("", filled())), .badReference, found: "1048577")
        for text in ["", "0", "-1", "1.5", "99999999999999999999"] {
            expect(openDocument(row("\(rows)'\(text)'", filled())), .badReference, found: text)
            expect(openDocument(row("", filled("\(columns)'\(text)'"))), .badReference, found: text)
        }
        expect(openDocument(filled()), .badReference, found: "table:table-cell")
    }

    @Test(.timeLimit(.minutes(1))) func limitsCellsOfAllSheets() throws {
        let rows = row("table:number-rows-repeated='1048576'", filled("table:number-columns-repeated='16384'"))
        expect(openDocument(rows), .tooManyCells, expected: "1000000")
        let two = openDocument(
            row("table:number-rows-repeated='2'", filled()),
            after: "<table:table table:name='二'>\(row("", filled()))</table:table>")
        #expect(try ODSReader.read(ZipArchive(two), limits: WorkbookLimits(cells: 3)).sheets.map(\.cells.count) == [2, 1])
        #expect(
            refusal { () throws(Finding) in try ODSReader.read(ZipArchive(two), limits: WorkbookLimits(cells: 2)) }
                == Finding(.tooManyCells, expected: "2", facts: ["sheet": "二"]))
    }

    @Test(.timeLimit(.minutes(1))) func limitsMergesAndSheets() {
        let wide = "table:number-columns-spanned='2'"
        expect(openDocument(row("table:number-rows-repeated='50001'", filled(wide))), .tooManyMerges, expected: "50000")
        expect(
            openDocument(row("", filled("\(wide) table:number-columns-repeated='2'"))), .overlappingMerges, found: "A1:B1",
            ["sheet": "表一", "other": "B1:C1"])
        expect(openDocument(row("", filled("table:number-columns-spanned='16385'"))), .badMerge, found: "A1:XFE1")
        expect(openDocument(row("", filled("table:number-rows-spanned='2147483648'"))), .badMerge, found: "A1:A1048577")
        let sheets = String(repeating: "<table:table/>", count: 1_001)
        expect(openDocument(body: sheets), .tooManySheets, expected: "1000", [:])
    }

    @Test(.timeLimit(.minutes(1))) func limitsTexts() {
        let place = ["place": "表一!B1"]
        func text(_ content: String) -> [UInt8] {
            openDocument(row("", "<table:table-cell/><table:table-cell office:value-type='string'>\(content)</table:table-cell>"))
        }
        for count in ["1000001", "2147483648", "99999999999999999999"] {
            expect(text("<text:p><text:s text:c='\(count)'/></text:p>"), .textTooLong, expected: "1000000", place)
        }
        expect(text("<text:p>\(String(repeating: "字", count: 333_334))</text:p>"), .textTooLong, expected: "1000000", place)
    }

    @Test func namesWhatIsWrong() {
        let cell = ["sheet": "表一", "cell": "A1"]
        expect(
            openDocument(row("", "<table:table-cell office:value-type='x'><text:p>1</text:p></table:table-cell>")),
            .unknownCellType, found: "x", cell)
        expect(
            openDocument(row("", "<table:table-cell office:value-type='boolean' office:boolean-value='1'/>")), .badBoolean,
            found: "1", cell)
        expect(openDocument(body: ""), .noWorksheet, ["part": "content.xml"])
        expect(Zip(.init("mimetype", "")).bytes, .missingPart, found: "content.xml", ["part": "META-INF/manifest.xml"])
        let content = openDocumentContent("")
        let other = content.replacing("xmlns:table=", with: "xmlns:t=")
        let uri = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        expect(
            openDocument(content: other), .init("X107"), found: "xmlns:table=\"\"", expected: "xmlns:table=\"\(uri)\"",
            ["part": "content.xml"])
        #expect(
            refusal { () throws(Finding) in try ODSReader.read(ZipArchive(openDocument(content: "\u{1}"))) }?.facts["part"]
                == "content.xml")
    }

    /// No byte of the content, changed or missing, may end the process.
    @Test func survivesEveryChangedByte() {
        let content = Array(
            openDocumentContent(
                """
                <table:table table:name="一"><table:table-row table:number-rows-repeated="2"><table:table-cell \
                table:number-columns-spanned="2" office:value-type="string"><text:p>字<text:s text:c="2"/></text:p>\
                </table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="3" \
                table:formula="of:=[.A1]" office:value-type="float" office:value="1"/></table:table-row></table:table>
                """
            ).utf8)
        for place in content.indices {
            for byte: UInt8 in [0, 0x22, 0x26, 0x39, 0x3A, 0x3C, 0xE5] {
                var changed = content
                changed[place] = byte
                _ = refusal { () throws(Finding) in
                    try ODSReader.read(ZipArchive(openDocument(content: changed)), limits: WorkbookLimits(cells: 1_000))
                }
            }
        }
    }
}
