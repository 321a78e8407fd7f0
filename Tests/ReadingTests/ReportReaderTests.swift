import Model
import TestSupport
import Testing

@testable import Forms

@Suite struct ReportReaderTests {
    @Test(arguments: [form2021, form2019]) func readsEveryFigureOfAForm(form: Form) throws {
        let values = numbered(form)
        let reading = try read(threeSheets(form, values))
        #expect(reading.report.form == form.id)
        #expect(differences(reading, from: values) == [])
        #expect(reading.findings.map(\.code) == [.yearMissing, .agencyMissing])
    }

    @Test func everyFigureKnowsItsCell() throws {
        let reading = try read(threeSheets(form2021, numbered(form2021)))
        // Corner at B3; three header rows and three label columns before the first figure.
        #expect(
            reading.report.origin("requests.received.naturalPerson") == Origin(sheet: "requests", cell: "E6", raw: "11"))
        #expect(reading.report.origin("proactive.fees.amount") == Origin(sheet: "proactive", cell: "C16", raw: "10"))
        #expect(
            reading.report.origin("disputes.litigationAfterReview.total")
                == Origin(sheet: "disputes", cell: "P6", raw: "200"))
    }

    @Test func readsTablesStackedOnOneSheetInAnyOrder() throws {
        let values = numbered(form2021)
        for order in [
            ["proactive", "requests", "disputes"], ["disputes", "requests", "proactive"], ["requests", "disputes", "proactive"],
        ] {
            var sheet = SheetOfTables("全部")
            var row = 3
            for table in order { row = sheet.put(table, of: form2021, at: .init(row: row, column: 2), values: values) + 2 }
            #expect(differences(try read(Workbook(sheets: [sheet.sheet])), from: values) == [])
        }
    }

    @Test func readsTablesSideBySide() throws {
        let values = numbered(form2021)
        var sheet = SheetOfTables("并排")
        sheet.put("proactive", of: form2021, at: .init(row: 1, column: 0), values: values)
        sheet.put("requests", of: form2021, at: .init(row: 1, column: 6), values: values)
        sheet.put("disputes", of: form2021, at: .init(row: 1, column: 20), values: values)
        #expect(differences(try read(Workbook(sheets: [sheet.sheet])), from: values) == [])
    }

    @Test(arguments: [form2021, form2019]) func mergesMayBeGone(form: Form) throws {
        let values = numbered(form)
        let sheets = form.tables.map { table in
            var sheet = SheetOfTables(table.definition.id)
            sheet.put(table.definition.id, of: form, at: .init(row: 0, column: 0), values: values, merged: false)
            return sheet.sheet
        }
        #expect(differences(try read(Workbook(sheets: sheets)), from: values) == [])
    }

    /// As a program leaves them that fills every cell of a merge it takes apart.
    @Test(arguments: [form2021, form2019]) func labelsMayStandInEveryCellOfALostMerge(form: Form) throws {
        let values = numbered(form)
        var workbook = threeSheets(form, values)
        for index in workbook.sheets.indices {
            for merge in workbook.sheets[index].merges {
                guard let cell = workbook.sheets[index].cells[merge.first] else { continue }
                for row in merge.rows {
                    for column in merge.columns { workbook.sheets[index].cells[.init(row: row, column: column)] = cell }
                }
            }
            workbook.sheets[index].merges = []
        }
        #expect(differences(try read(workbook), from: values) == [])
    }

    @Test func labelsMayBeRetyped() throws {
        let values = numbered(form2021)
        let workbook = threeSheets(form2021, values) { label in
            label.replacing("（", with: "(").replacing("）", with: ") ").replacing("1.", with: "1、").replacing("“", with: "\"")
                .replacing("企业", with: "\n企业").replacing("总计", with: "合 计").replacing("自然人", with: "自然人（件）")
        }
        #expect(differences(try read(workbook), from: values) == [])
    }

    /// Row 8 and column 4 of the sheet are pushed apart by empty ones.
    @Test func anInsertedRowAndColumnDoNoHarm() throws {
        let values = numbered(form2021)
        var workbook = threeSheets(form2021, values)
        for index in workbook.sheets.indices {
            func moved(_ address: CellAddress) -> CellAddress {
                CellAddress(row: address.row + (address.row >= 8 ? 1 : 0), column: address.column + (address.column >= 4 ? 1 : 0))
            }
            let sheet = workbook.sheets[index]
            workbook.sheets[index].cells = CellGrid(sheet.cells.map { (moved($0), $1) })
            workbook.sheets[index].merges = sheet.merges.map { CellRange(moved($0.first), moved($0.last)) }
        }
        #expect(differences(try read(workbook), from: values) == [])
    }

    @Test func aMissingTableIsNamed() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        workbook.sheets.removeLast()
        let finding = try #require(read(workbook).findings.first { $0.code == .tableMissing })
        #expect(finding.expected == "四、政府信息公开行政复议、行政诉讼情况")
    }

    @Test func aTableOfTheOtherFormIsNamedWithItsPlace() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        workbook.sheets[0] = threeSheets(form2019, numbered(form2019)).sheets[0]
        var cover = SheetOfTables("封面")
        cover.put("某局2024年政府信息公开工作年度报告", at: "A1")
        workbook.sheets.append(cover.sheet)
        let reading = try read(workbook)
        #expect(reading.report.form == "2021")
        let finding = try #require(reading.findings.first { $0.code == .tableOfOtherForm })
        #expect(finding.found == "2019")
        #expect(finding.origins.first?.sheet == "proactive")
    }

    @Test func aWholeReportOfTheOtherFormIsReadAsSuch() throws {
        var workbook = threeSheets(form2019, numbered(form2019))
        var cover = SheetOfTables("封面")
        cover.put("某局2024年政府信息公开工作年度报告", at: "A1")
        workbook.sheets.append(cover.sheet)
        let reading = try read(workbook)
        #expect(reading.report.form == "2019")
        #expect(reading.report.year == 2024)
        #expect(reading.findings == [])
    }

    @Test func aHiddenSheetComesAfterVisibleOnes() throws {
        let values = numbered(form2021)
        var workbook = threeSheets(form2021, values)
        workbook.sheets[1].visibility = .hidden
        let reading = try read(workbook)
        #expect(differences(reading, from: values) == [])
        #expect(reading.findings.first { $0.code == .tableHidden }?.origins.first?.sheet == "requests")
    }

    @Test func refusedFiguresAreNullWithTheirPlace() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        let cells: [(String, Cell, Finding.Code)] = [
            ("E6", Cell(.text, "详见附表"), .notFigure), ("F6", Cell(.error, "#REF!"), .errorCell),
            ("G6", Cell(.number, "3.5"), .fractionalCount),
            ("H6", Cell(.number, "-2"), .negativeCount), ("I6", Cell(.boolean, "TRUE"), .notFigure),
            ("J6", Cell(.uncomputed, "", formula: "A1"), .uncomputedFormula),
        ]
        for (reference, cell, _) in cells { workbook.sheets[1].cells[try #require(CellAddress(reference))] = cell }
        let findings = try read(workbook).findings.filter { $0.severity == .error }
        #expect(findings.map(\.code) == cells.map(\.2))
        #expect(findings.map { $0.origins.first?.cell.description } == cells.map(\.0))
    }

    @Test func aConvertedUnitIsNoted() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        workbook.sheets[0].cells["C16"] = Cell(.text, "251000元")
        let reading = try read(workbook)
        #expect(reading.report.value("proactive.fees.amount") == 25.1)
        #expect(reading.findings.first { $0.code == .convertedUnit }?.expected == "25.1")
    }

    @Test func withoutAnyTableThereIsNoReport() {
        var sheet = SheetOfTables("通讯录")
        sheet.put("总计", at: "A1")
        #expect(throws: Finding.self) { try read(Workbook(sheets: [sheet.sheet])) }
        #expect(throws: Finding.self) { try read(Workbook()) }
    }

    @Test func theFormCanBeGiven() throws {
        let reading = try read(threeSheets(form2021, numbered(form2021)), form: "2019", year: 2020)
        #expect(reading.report.form == "2019")
        #expect(reading.report.year == 2020)
        #expect(reading.findings.contains { $0.code == .tableOfOtherForm })
    }
}

/// Sheets made to keep a reader busy: what grows with their size must not grow with its square.
@Suite struct HostileSheetTests {
    @Test(.timeLimit(.minutes(1)), arguments: ["总计", "其他", "自然人", "结果维持", "一、总体情况", "单位名称", "（续）"])
    func oneLabelOverAndOver(label: String) throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        for row in 0..<1_000 {
            for column in 0..<100 { workbook.sheets[2].cells[CellAddress(row: row + 40, column: column)] = Cell(.text, label) }
        }
        #expect(try read(workbook).report.value("requests.received.total") == 17)
    }

    /// Headers that are much like those of a table that is not there, over rows that are and are not its own.
    @Test(.timeLimit(.minutes(1)), arguments: ["本年处理决定数", "本年处理决定数量", "本年收费总额"], ["行政许可", "行政许可件", "甲乙"])
    func likelyHeadersOverAndOver(header: String, label: String) throws {
        var sheet = SheetOfTables("多").sheet
        for column in 1..<200 {
            for row in 0..<5 { sheet.cells[CellAddress(row: row * 300, column: column)] = Cell(.text, header) }
        }
        for row in 0..<1_500 where row % 300 != 0 {
            sheet.cells[CellAddress(row: row, column: 0)] = Cell(.text, "\(label)\(row % 3 == 0 ? "" : "\(row)")")
        }
        var workbook = threeSheets(form2021, numbered(form2021))
        workbook.sheets[0] = sheet
        #expect(try read(workbook).report.value("requests.received.total") == 17)
    }

    @Test(.timeLimit(.minutes(1))) func tenThousandTallMerges() throws {
        let values = numbered(form2021)
        var workbook = threeSheets(form2021, values)
        workbook.sheets[1].merges += (0..<10_000).map {
            CellRange(CellAddress(row: 0, column: 20 + $0), CellAddress(row: 5_000, column: 20 + $0))
        }
        #expect(differences(try read(workbook), from: values) == [])
    }
}
