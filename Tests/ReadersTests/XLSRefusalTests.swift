import Model
import Readers
import TestSupport
import Testing

@Suite struct XLSRefusalTests {
    private func expect(
        _ bytes: [UInt8], _ code: Finding.Code, found: String? = nil, expected: String? = nil,
        _ facts: [String: String] = [:], at place: SourceLocation = #_sourceLocation
    ) {
        let thrown = refusal { () throws(Finding) in try XLSReader.read(bytes) }
        #expect(thrown == Finding(code, found: found, expected: expected, facts: facts), sourceLocation: place)
    }

    private let stream = biffStream(cellRecord(0x0204, wideText("甲")))

    private func file(_ change: (inout BIFFFile) -> Void) -> [UInt8] {
        var file = BIFFFile(stream)
        change(&file)
        return file.bytes
    }

    @Test func namesWhatTheFileIs() {
        expect(file { $0.name = "Book" }, .olderWorkbook)
        expect(file { $0.name = "WordDocument" }, .otherCompoundFile)
        expect(file { $0.child = BIFFFile.free }, .otherCompoundFile)
        expect(BIFFFile(biffStream([], version: 0x0500)).bytes, .olderWorkbook)
        expect(biffWorkbook([], before: record(0x002F, number(0, 6))), .encryptedWorkbook)
        expect(BIFFFile(biffStream([], type: 0x0200)).bytes, .noWorksheet, ["part": "Workbook"])
    }

    @Test(.timeLimit(.minutes(1))) func refusesDamagedContainers() {
        let workbook = ["part": "Workbook"]
        expect(file { $0.links[2] = 2 }, .damagedContainer, found: "2", workbook)
        expect(file { $0.links[5] = 2 }, .damagedContainer, found: "2", workbook)
        expect(file { $0.links[3] = 10 }, .damagedContainer, found: "10", workbook)
        expect(file { $0.links[3] = BIFFFile.free }, .damagedContainer, found: "4294967295", workbook)
        expect(file { $0.links[3] = BIFFFile.end }, .damagedContainer, found: "4294967294", workbook)
        expect(file { $0.links[1] = 1 }, .damagedContainer, found: "1", ["part": "Directory"])
        expect(file { $0.size = 1 << 31 }, .damagedContainer, found: "2", workbook)
        expect(file { ($0.size, $0.sectorSize) = (.max, 4096) }, .damagedContainer, found: "2", workbook)
        expect(file { $0.child = 0 }, .otherCompoundFile)
        expect(file { $0.child = 9 }, .damagedContainer, found: "9", ["part": "Directory"])
        expect([], .damagedContainer, found: "0", ["part": "Header"])
        var far = file { $0.hasFarTable = true }
        far.removeLast(512)
        expect(far, .damagedContainer, found: "10", ["part": "DIFAT"])
    }

    @Test func refusesEveryFileCutShort() {
        for isSmall in [false, true] {
            let whole = file { $0.isSmall = isSmall }
            for length in 0..<whole.count where length % 7 == 0 {
                let thrown = refusal { () throws(Finding) in try XLSReader.read(Array(whole[..<length])) }
                // The zeros that fill the last sector may be missing.
                #expect(thrown != nil || isSmall && length >= whole.count - 512, "\(length)")
            }
        }
    }

    @Test func refusesDamagedRecords() {
        let place = "\(biffStream([]).count - 4)"
        func refuse(_ records: [UInt8], _ type: String, at line: SourceLocation = #_sourceLocation) {
            expect(biffWorkbook(records), .damagedRecord, found: place, ["record": type], at: line)
        }
        refuse(cellRecord(0x0203, number(0, 7)), "0x0203")
        refuse(cellRecord(0x0203, number(0x7FF0_0000_0000_0000, 8)), "0x0203")
        refuse(cellRecord(0x027E), "0x027E")
        refuse(cellRecord(0x0204, number(9, 2), [1, 0x61]), "0x0204")
        refuse(cellRecord(0x0204, number(2, 2), [1, 0x61, 0, 0x61]), "0x0204")
        refuse(cellRecord(0x0205, [3, 1]), "0x0205")
        refuse(cellRecord(0x0006, [9, 0, 0, 0, 0, 0, 0xFF, 0xFF]), "0x0006")
        refuse(record(0x00BD, number(0, 13)), "0x00BD")
        refuse(record(0x00BD, number(0, 10), number(1, 2)), "0x00BD")
        refuse(record(0x00BD, []), "0x00BD")
        refuse(record(0x00E5, number(2, 2), number(0, 8)), "0x00E5")
        refuse(number(0x0203, 2) + number(8_000, 2), "0x0203")
        refuse(number(0x0207, 2) + number(65_535, 2), "0x0207")
    }

    @Test func refusesSheetsThatAreNowhere() {
        expect(BIFFFile(biffStream([], at: 1_000_000)).bytes, .damagedRecord, found: "1000000", ["record": "0x0000"])
        expect(BIFFFile(biffStream([], at: 0xFFFF_FFFF)).bytes, .damagedRecord, found: "4294967295", ["record": "0x0000"])
        expect(BIFFFile(biffStream([], at: 20)).bytes, .damagedRecord, found: "20", ["record": "0x0085"])
        let name = record(0x0085, number(0, 6), [1, 0, 0x61])
        let twice = BIFFFile(biffStream([], before: name + name)).bytes
        expect(twice, .repeatedSheetPart, found: "0", ["sheet": "a", "other": "a"])
        let many = [UInt8]((0..<1_001).map { _ in name }.joined())
        expect(BIFFFile(biffStream([], before: many)).bytes, .tooManySheets, expected: "1000")
    }

    /// Sheets within sheets, each to be read from its beginning to the end of all.
    @Test(.timeLimit(.minutes(1))) func refusesSheetsThatShareRecords() {
        let count = 900
        let names = (0..<count).flatMap { index -> [UInt8] in
            record(0x0085, number(20 + count * 13 + 4 + index * 20, 4), number(0, 2), [1, 0, 0x61])
        }
        let begins = [UInt8]((0..<count).map { _ in beginRecord() }.joined())
        let ends = [UInt8]((0..<count).map { _ in endRecord }.joined())
        let thrown = refusal { () throws(Finding) in
            try XLSReader.read(BIFFFile(beginRecord() + names + endRecord + begins + ends).bytes)
        }
        #expect(thrown?.code == .damagedRecord)
    }

    @Test func namesWhatIsWrongInASheet() {
        let sheet = ["sheet": "表一"]
        let cell = ["sheet": "表一", "cell": "A1"]
        let one = cellRecord(0x027E, number(6, 4))
        func merge(_ corners: Int...) -> [UInt8] {
            record(0x00E5, number(corners.count / 4, 2), corners.flatMap { number($0, 2) })
        }
        expect(biffWorkbook(cellRecord(0x027E, column: 256, number(6, 4))), .badReference, found: "IW1", sheet)
        expect(biffWorkbook(one + one), .repeatedCell, cell)
        expect(biffWorkbook(cellRecord(0x00FD, number(0, 4))), .badSharedString, found: "0", cell)
        expect(biffWorkbook(cellRecord(0x00FD, number(0xFFFF_FFFF, 4))), .badSharedString, found: "4294967295", cell)
        expect(biffWorkbook(cellRecord(0x0205, [2, 0])), .badBoolean, found: "2", cell)
        expect(biffWorkbook(merge(1, 0, 0, 0)), .badMerge, found: "A2:A1", sheet)
        expect(biffWorkbook(merge(0, 0, 0, 256)), .badMerge, found: "A1:IW1", sheet)
        expect(
            biffWorkbook(merge(0, 1, 0, 1, 1, 1, 1, 2)), .overlappingMerges, found: "A1:B2", ["sheet": "表一", "other": "B2:C2"])
        let two = biffWorkbook(one + cellRecord(0x027E, column: 1, number(6, 4)))
        #expect(
            refusal { () throws(Finding) in try XLSReader.read(two, limits: WorkbookLimits(cells: 1)) }
                == Finding(.tooManyCells, expected: "1", facts: sheet))
    }

    /// No byte, changed or missing, may end the process.
    @Test func survivesEveryChangedByte() {
        let texts = sharedTexts([2, 0, 12, 1, 0, 3, 0, 0, 0, 0x61, 0x62, 9]) + record(0x003C, [9, 9, 9, 7, 7, 7])
        let records =
            cellRecord(0x00FD, number(0, 4)) + cellRecord(0x0006, row: 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
            + record(0x0207, wideText("件")) + record(0x00E5, number(1, 2), number(0, 8))
        var file = BIFFFile(biffStream(records, before: texts))
        for (isSmall, hasFarTable) in [(true, false), (false, true)] {
            (file.isSmall, file.hasFarTable) = (isSmall, hasFarTable)
            let whole = file.bytes
            for place in whole.indices where place >= 24 && (whole[place] != 0 || place % 11 == 0) {
                // The free entries of the tables are alike.
                guard whole[place] != 0xFF || place % 16 == 0 else { continue }
                for byte: UInt8 in [0, 0x7F, 0xFF] {
                    var changed = whole
                    changed[place] = byte
                    _ = refusal { () throws(Finding) in try XLSReader.read(changed, limits: WorkbookLimits(cells: 1_000)) }
                }
            }
        }
    }
}
