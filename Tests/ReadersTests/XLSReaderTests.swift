import Archive
import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct XLSReaderTests {
    private func cells(_ sheet: Sheet?) -> [String: Cell] {
        Dictionary(uniqueKeysWithValues: (sheet?.cells ?? [:]).map { ("\($0)", $1) })
    }

    private func cells(_ records: [UInt8], before: [UInt8] = []) throws -> [String: Cell] {
        cells(try XLSReader.read(biffWorkbook(records, before: before)).sheets.first)
    }

    private func shared(_ texts: [UInt8]) throws -> Cell? {
        try cells(cellRecord(0x00FD, number(0, 4)), before: texts)["A1"]
    }

    @Test func readsWhatLibreOfficeWrites() throws {
        let book = try XLSReader.read(fixture("libreoffice.xls"))
        let same = try XLSXReader.read(ZipArchive(fixture("libreoffice.xlsx")))
        #expect(book.sheets.map(\.name) == ["表一", "表二"])
        #expect(book.sheets.map(\.visibility) == [.visible, .hidden])
        #expect(book.sheets.map(\.merges) == same.sheets.map(\.merges))
        for (sheet, other) in zip(book.sheets, same.sheets) {
            #expect(cells(sheet).mapValues(\.kind) == cells(other).mapValues(\.kind))
            #expect(cells(sheet).mapValues(\.text) == cells(other).mapValues(\.text))
        }
        #expect(cells(book.sheets.first)["C3"] == Cell(.number, "12.5", formula: ""))
    }

    /// The five tables of the national form: the same cells, whichever format they are in.
    @Test func readsTheWholeReportAsFromXLSX() throws {
        let read = try XLSReader.read(fixture("city.xls"))
        let same = try XLSXReader.read(ZipArchive(fixture("../city/input.xlsx")))
        #expect(read.sheets.map(\.name) == same.sheets.map(\.name))
        #expect(read.sheets.count > 3)
        // LibreOffice keeps fifteen digits of a number, others the noise of a binary fraction.
        func value(_ cell: Cell) -> String { Double(cell.text).map { String(format: "%.15g", $0) } ?? cell.text }
        for (sheet, other) in zip(read.sheets, same.sheets) {
            #expect(sheet.visibility == other.visibility)
            #expect(Set(sheet.merges) == Set(other.merges))
            #expect(cells(sheet).mapValues(value) == cells(other).mapValues(value))
            #expect(cells(sheet).mapValues(\.kind) == cells(other).mapValues(\.kind))
        }
    }

    @Test func readsTextsLongerThanARecordAndEveryKindOfCell() throws {
        let book = try XLSReader.read(fixture("legacy.xls"))
        #expect(book.sheets.map(\.name) == ["表一", "藏", "深藏"])
        // LibreOffice knows one kind of hidden sheet.
        #expect(book.sheets.map(\.visibility) == [.visible, .hidden, .hidden])
        #expect(Set(book.sheets.first?.merges.map(\.description) ?? []) == ["A1:C1", "A4:B6"])
        #expect(cells(book.sheets[1]) == ["A1": Cell(.number, "1")])
        let long = String(repeating: "abcdé", count: 2000)
        var expected: [String: Cell] = [
            "A1": Cell(.text, "政府信息公开年度报告"), "A2": Cell(.number, "3119"), "B2": Cell(.number, "72701.2578"),
            "C2": Cell(.number, "3119.57"), "D2": Cell(.number, "-0.5"), "E2": Cell(.number, "1e+21"),
            "F2": Cell(.number, "123456789012"), "G2": Cell(.number, "0"), "A3": Cell(.text, "3119件", formula: ""),
            "B3": Cell(.number, "6238", formula: ""), "C3": Cell(.boolean, "TRUE", formula: ""),
            "D3": Cell(.error, "#DIV/0!", formula: ""), "F3": Cell(.boolean, "TRUE", formula: ""),
            "A4": Cell(.text, String(repeating: "年报a1", count: 2000)), "C4": Cell(.text, long),
            "D4": Cell(.text, long + "长", formula: ""), "C5": Cell(.text, "甲乙丙"), "C6": Cell(.text, "两\n行"),
            "IV65536": Cell(.text, "角"), "G3": Cell(.error, "#REF!", formula: ""),
        ]
        for row in 7..<107 {
            expected["C\(row)"] = Cell(.text, String(repeating: "第\(row)行", count: 20))
            expected["D\(row)"] = Cell(.text, String(repeating: "row \(row) ", count: 20))
        }
        let read = cells(book.sheets.first)
        #expect(Set(read.keys) == Set(expected.keys))
        for (address, cell) in expected { #expect(read[address] == cell, "\(address)") }
    }

    @Test func readsCompactNumbers() throws {
        for (compact, text) in [
            (12_476 << 0 | 2, "3119"), (311_957 << 2 | 3, "3119.57"), (-1 << 2 | 2, "-1"), (0, "0"),
            (0x3FE0_0000, "0.5"), (0x40C8_5E00 | 1, "124.76"), (0x4008_0000, "3"),
        ] {
            #expect(try cells(cellRecord(0x027E, number(compact, 4)))["A1"] == Cell(.number, text), "\(text)")
        }
        let several = record(
            0x00BD, number(4, 2), number(1, 2), number(0, 2), number(1 << 2 | 2, 4), number(0, 2), number(2 << 2 | 2, 4),
            number(2, 2))
        #expect(try cells(several) == ["B5": Cell(.number, "1"), "C5": Cell(.number, "2")])
    }

    @Test func readsTheValuesOfFormulas() throws {
        func formula(_ value: [UInt8]) -> [UInt8] { cellRecord(0x0006, value, number(0, 6)) }
        func special(_ kind: UInt8, _ value: UInt8 = 0) -> [UInt8] { formula([kind, 0, value, 0, 0, 0, 0xFF, 0xFF]) }
        let text = record(0x0207, wideText("件"))
        let shared = record(0x04BC, number(0, 10))
        for (records, expected) in [
            (formula(number(0x4028_0000_0000_0000, 8)), Cell(.number, "12", formula: "")),
            (special(0) + text, Cell(.text, "件", formula: "")), (special(0) + shared + text, Cell(.text, "件", formula: "")),
            (special(0) + record(0x0207, wideText("")), nil), (special(0), Cell(.uncomputed, "", formula: "")),
            (special(1, 1), Cell(.boolean, "TRUE", formula: "")), (special(1), Cell(.boolean, "FALSE", formula: "")),
            (special(1) + text, Cell(.boolean, "FALSE", formula: "")),
            (special(2, 0x17), Cell(.error, "#REF!", formula: "")), (special(3), nil),
        ] as [([UInt8], Cell?)] {
            #expect(try cells(records)["A1"] == expected)
        }
    }

    @Test func readsTextsThatStandInTheirCells() throws {
        #expect(try cells(cellRecord(0x0204, wideText("甲\r\n乙")))["A1"] == Cell(.text, "甲\n乙"))
        #expect(try cells(cellRecord(0x0204, [1, 0, 0, 0xE9]))["A1"] == Cell(.text, "é"))
        #expect(
            try cells(cellRecord(0x00D6, wideText("甲乙"), number(1, 2), number(1, 2), number(0, 2)))["A1"] == Cell(.text, "甲乙"))
        #expect(try cells(cellRecord(0x0204, wideText(""))) == [:])
        #expect(try cells(cellRecord(0x0201) + record(0x00BE, number(0, 2), number(0, 2), number(0, 4), number(1, 2))) == [:])
        #expect(try cells(cellRecord(0x0205, [1, 0]))["A1"] == Cell(.boolean, "TRUE"))
        #expect(try cells(cellRecord(0x0205, [0x2A, 1]))["A1"] == Cell(.error, "#N/A"))
    }

    /// Each record that a text runs on in says anew whether it is UTF-16.
    @Test func readsSharedTextsAcrossRecords() throws {
        let continued = 0x003C
        #expect(
            try shared(sharedTexts([4, 0, 0, 0x61, 0x62]) + record(continued, [1], number(0x5E74, 2), number(0x62A5, 2)))
                == Cell(.text, "ab年报"))
        #expect(try shared(sharedTexts([2, 0, 1] + number(0x5E74, 2)) + record(continued, [0, 0x61])) == Cell(.text, "年a"))
        // Broken off before the first character, and in a record without any.
        #expect(try shared(sharedTexts([1, 0, 0]) + record(continued, [1]) + record(continued, [0, 0x61])) == Cell(.text, "a"))
        // Formats and phonetic hints, broken off where no flags follow.
        let runs = sharedTexts([2, 0, 12, 1, 0, 3, 0, 0, 0, 0x61, 0x62, 9]) + record(continued, [9, 9, 9, 7, 7], [7])
        #expect(try shared(runs) == Cell(.text, "ab"))
        let second =
            record(0x00FC, number(2, 4), number(2, 4), [2, 0, 8, 1, 0, 0x61, 0x62, 9, 9])
            + record(continued, [9, 9, 1, 0, 0, 0x63])
        #expect(try cells(cellRecord(0x00FD, number(1, 4)), before: second)["A1"] == Cell(.text, "c"))
    }

    @Test func readsMergesAndPassesOverCharts() throws {
        let merges = record(
            0x00E5, number(2, 2), number(0, 2), number(1, 2), number(0, 2), number(2, 2), number(65535, 2), number(65535, 2),
            number(254, 2), number(255, 2))
        let chart = beginRecord() + cellRecord(0x027E, number(6, 4)) + endRecord
        let sheet = try #require(
            try XLSReader.read(biffWorkbook(chart + merges + cellRecord(0x027E, number(10, 4)))).sheets.first)
        #expect(sheet.merges.map(\.description) == ["A1:C2", "IU65536:IV65536"])
        #expect(cells(sheet) == ["A1": Cell(.number, "2")])
    }

    @Test func readsEveryLayoutOfTheContainer() throws {
        let stream = biffStream(cellRecord(0x0204, wideText("甲")))
        for (sectorSize, isSmall, hasFarTable) in [
            (512, false, false), (512, true, false), (512, false, true), (4096, false, false), (4096, true, false),
            (4096, true, true),
        ] {
            var file = BIFFFile(stream)
            (file.sectorSize, file.isSmall, file.hasFarTable) = (sectorSize, isSmall, hasFarTable)
            #expect(try cells(XLSReader.read(file.bytes).sheets.first) == ["A1": Cell(.text, "甲")])
            #expect(try FileKind(of: file.bytes) == .xls)
        }
        var file = BIFFFile(stream)
        file.name = "WORKBOOK"
        #expect(try XLSReader.read(file.bytes).sheets.count == 1)
    }
}
