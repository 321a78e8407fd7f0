import Archive
import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct XLSXRefusalTests {
    private func expect(
        _ book: Book, _ code: Finding.Code, found: String? = nil, expected: String? = nil, _ facts: [String: String],
        at place: SourceLocation = #_sourceLocation
    ) {
        let thrown = refusal { () throws(Finding) in try XLSXReader.read(ZipArchive(book.bytes)) }
        #expect(thrown == Finding(code, found: found, expected: expected, facts: facts), sourceLocation: place)
    }

    private func cells(_ cells: String, strings: String? = "<si><t>a</t></si>") -> Book {
        Book("<row r='7'>\(cells)</row>", strings: strings)
    }

    @Test func namesTheCellThatIsWrong() {
        let place = ["sheet": "表一", "cell": "D7"]
        expect(cells("<c r='D7' t='s'><v>1</v></c>"), .badSharedString, found: "1", place)
        expect(cells("<c r='D7' t='s'><v>-1</v></c>"), .badSharedString, found: "-1", place)
        expect(
            cells("<c r='D7' t='s'><v>99999999999999999999</v></c>"), .badSharedString, found: "99999999999999999999",
            place)
        expect(cells("<c r='D7' t='x'><v>1</v></c>"), .unknownCellType, found: "x", place)
        expect(cells("<c r='D7' t='b'><v>2</v></c>"), .badBoolean, found: "2", place)
        expect(cells("<c r='D7'><v>1</v></c><c r='D7'><v>1</v></c>"), .repeatedCell, place)
        expect(cells("<c r='D7'><v>1</v></c><c r='C7'/><c><v>1</v></c>"), .repeatedCell, place)
        let long = String(repeating: "字", count: 333_334)
        expect(
            cells("<c r='D7' t='inlineStr'><is><t>\(long)</t></is></c>"), .textTooLong, expected: "1000000",
            ["place": "表一!D7"])
        expect(
            cells("<c r='D7' t='s'><v>0</v></c>", strings: "<si/><si><t>\(long)</t></si>"), .textTooLong,
            expected: "1000000", ["place": "sharedStrings 1"])
    }

    @Test(arguments: [
        "", "D", "7", "d7", "$D$7", "D07", "D0", "D-7", "D7:D8", "D8", "XFE7", "AAAAAAAAAAAAAAAAAA7",
        "D99999999999999999999", "Ｄ7",
    ])
    func refusesAbsurdReferences(reference: String) {
        expect(cells("<c r='\(reference)'/>"), .badReference, found: reference, ["sheet": "表一"])
    }

    @Test(arguments: ["", "0", "-1", "+1", "1048577", "99999999999999999999", "1.0", "a"])
    func refusesAbsurdRows(reference: String) {
        expect(Book("<row r='\(reference)'/>"), .badReference, found: reference, ["sheet": "表一"])
    }

    @Test func refusesToCountPastTheSheet() {
        expect(Book("<row r='1048576'/><row/>"), .badReference, found: "1048577", ["sheet": "表一"])
        expect(Book("<row r='1'><c r='XFD1'/><c/></row>"), .badReference, found: "XFE1", ["sheet": "表一"])
        expect(Book("<c><v>1</v></c>"), .badReference, found: "A0", ["sheet": "表一"])
    }

    @Test func refusesMergesThatAreNone() {
        func merges(_ references: String...) -> Book {
            Book("", after: "<mergeCells>" + references.map { "<mergeCell ref='\($0)'/>" }.joined() + "</mergeCells>")
        }
        for reference in ["", "A1:", "C3:A1", "A1:B2:C3", "A:B", "1:2", "#REF!"] {
            expect(merges(reference), .badMerge, found: reference, ["sheet": "表一"])
        }
        expect(
            merges("C3:D4", "A1:B2", "B2:C2"), .overlappingMerges, found: "A1:B2", ["sheet": "表一", "other": "B2:C2"])
        expect(
            merges("A1:A9", "B1:B9", "A9:B9"), .overlappingMerges, found: "A1:A9", ["sheet": "表一", "other": "A9:B9"])
        expect(merges("A1:B1", "A1:B1"), .overlappingMerges, found: "A1:B1", ["sheet": "表一", "other": "A1:B1"])
    }

    /// Blank cells are not counted; those of all sheets together are.
    @Test func limitsCells() throws {
        var book = Book(sheets: [("甲", "worksheet", ""), ("乙", "worksheet", "")])
        for part in ["xl/sheet1.xml", "xl/sheet2.xml"] {
            book.parts[part] = Book("<row><c/><c><v>1</v></c><c><v>2</v></c></row>").parts["xl/sheet1.xml"]
        }
        #expect(
            try XLSXReader.read(ZipArchive(book.bytes), limits: WorkbookLimits(cells: 4)).sheets.map(\.cells.count) == [2, 2])
        #expect(
            refusal { () throws(Finding) in try XLSXReader.read(ZipArchive(book.bytes), limits: WorkbookLimits(cells: 3)) }
                == Finding(.tooManyCells, expected: "3", facts: ["sheet": "乙"]))
    }

    @Test func limitsMergesAndSheets() {
        let merges = (1...50_001).map { "<mergeCell ref='A\($0):B\($0)'/>" }.joined()
        expect(Book("", after: merges), .tooManyMerges, expected: "50000", ["sheet": "表一"])
        var book = Book("")
        let sheets = String(repeating: "<sheet/>", count: 1_001)
        book.parts["xl/book.xml"] = "<workbook xmlns='\(Book.main)'><sheets>\(sheets)</sheets></workbook>"
        expect(book, .tooManySheets, expected: "1000", [:])
    }

    @Test func namesThePartThatIsMissing() {
        let book = Book("<row><c t='s'><v>0</v></c></row>")
        expect(book, .missingPart, found: "xl/strings.xml", ["part": "xl/book.xml"])
        func changed(_ part: String, _ text: String?) -> Book {
            var changed = book
            changed.parts[part] = text
            return changed
        }
        expect(changed("_rels/.rels", nil), .missingRelationship, found: "officeDocument", ["part": "_rels/.rels"])
        expect(changed("xl/book.xml", nil), .missingPart, found: "xl/book.xml", ["part": "_rels/.rels"])
        expect(changed("xl/_rels/book.xml.rels", nil), .missingRelationship, found: "表一", ["part": "xl/book.xml"])
        expect(changed("xl/sheet1.xml", nil), .missingPart, found: "xl/sheet1.xml", ["part": "xl/book.xml"])
        let other = Book.relationships([("r1", "comments", "sheet1.xml")])
        expect(changed("xl/_rels/book.xml.rels", other), .missingRelationship, found: "表一", ["part": "xl/book.xml"])
        let bare = Book.relationships([("r1", "worksheet", "sheet1.xml")])
        expect(
            changed("xl/_rels/book.xml.rels", bare), .missingRelationship, found: "sharedStrings",
            ["part": "xl/book.xml"])
        let outside = bare.replacingOccurrences(of: "Target=", with: "TargetMode='External' Target=")
        expect(changed("xl/_rels/book.xml.rels", outside), .missingRelationship, found: "表一", ["part": "xl/book.xml"])
        expect(Book(sheets: [("图", "chartsheet", "")]), .noWorksheet, ["part": "xl/book.xml"])
    }

    @Test func refusesTwoSheetsOfOnePart() {
        var book = Book(sheets: [("甲", "worksheet", ""), ("乙", "worksheet", "")])
        book.parts["xl/_rels/book.xml.rels"] = Book.relationships([
            ("r1", "worksheet", "sheet1.xml"), ("r2", "worksheet", "SHEET1.xml"),
        ])
        expect(book, .repeatedSheetPart, found: "xl/SHEET1.xml", ["sheet": "乙", "other": "甲"])
    }

    @Test func passesOnWhatIsWrongWithAPart() {
        var book = Book("<row r='1'>")
        #expect(refusal { () throws(Finding) in try XLSXReader.read(ZipArchive(book.bytes)) }?.facts["part"] == "xl/sheet1.xml")
        book.parts["xl/sheet1.xml"] = "<chartsheet xmlns='\(Book.main)'/>"
        expect(
            book, .init("X107"), found: "chartsheet {\(Book.main)}", expected: "worksheet", ["part": "xl/sheet1.xml"])
    }

    /// No byte of a sheet, changed or missing, may end the process.
    @Test func survivesEveryChangedByte() throws {
        let book = Book(
            "<row r='1'><c r='A1' t='s'><v>0</v></c><c t='str'><f>A</f><v>_x0041_</v></c></row>",
            after: "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>", strings: "<si><r><t> 字</t></r></si>")
        for name in ["xl/sheet1.xml", "xl/strings.xml", "xl/book.xml", "_rels/.rels"] {
            let whole = Array(try #require(book.parts[name]).utf8)
            var parts = book.parts
            parts[name] = nil
            let others = parts.map { Zip.Entry($0, $1) }
            for place in whole.indices {
                for byte: UInt8 in [0, 0x22, 0x26, 0x39, 0x3A, 0x3C, 0xE5] {
                    var changed = whole
                    changed[place] = byte
                    _ = refusal { () throws(Finding) in
                        try XLSXReader.read(ZipArchive(Zip(others + [Zip.Entry(name, changed)]).bytes))
                    }
                }
            }
        }
    }
}
