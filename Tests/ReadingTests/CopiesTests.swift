import Model
import TestSupport
import Testing

@testable import Forms

/// The same table on several sheets: told apart by year and by what is hidden, else a finding.
@Suite struct CopiesTests {
    @Test func copiesThatDifferAreAFinding() throws {
        let values = numbered(form2021)
        var copy = values
        copy["requests.received.business"] = "99"
        var workbook = threeSheets(form2021, values)
        var second = SheetOfTables("上年")
        second.put("requests", of: form2021, at: .init(row: 0, column: 0), values: copy)
        workbook.sheets.append(second.sheet)
        let reading = try read(workbook)
        let finding = try #require(reading.findings.first { $0.code == .tableTwice })
        #expect(finding.fields == ["requests.received.business"])
        #expect(finding.origins.map { "\($0.sheet)!\($0.cell)=\($0.raw)" } == ["requests!F6=12", "上年!E4=99"])
        #expect(finding.found == "1")
        #expect(finding.facts["copies"] == "requests!E4、上年!D2")
        #expect(finding.facts["pairs"] == "requests!F6=12 / 上年!E4=99")
        #expect(differences(reading, from: values) == [])

        workbook.sheets[3].cells[CellAddress(row: 3, column: 4)] = Cell(.number, "12")
        #expect(try !read(workbook).findings.contains { $0.code == .tableTwice })
    }

    @Test func someOfManyDifferencesAreNamed() throws {
        var workbook = threeSheets(form2021, numbered(form2021))
        var second = SheetOfTables("旧表")
        second.put("proactive", of: form2021, at: .init(row: 0, column: 0), values: numbered(form2021).mapValues { "1\($0)" })
        workbook.sheets.append(second.sheet)
        let finding = try #require(read(workbook).findings.first { $0.code == .tableTwice })
        #expect(finding.found == "10")
        #expect(finding.origins.count == 20)
        // The first block of each: 第二十条第（一）项.
        #expect(finding.facts["copies"] == "proactive!C4、旧表!B2")
        #expect(
            finding.facts["pairs"]
                == "proactive!C5=1 / 旧表!B3=11、proactive!D5=2 / 旧表!C3=12、proactive!E5=3 / 旧表!D3=13、"
                + "proactive!C6=4 / 旧表!B4=14、proactive!D6=5 / 旧表!C4=15…")
    }

    /// How a sheet may say of which year it is.
    enum Dating: String, CaseIterable { case title, tableTitle, tableTitleWithBrackets, label, colon, name }

    private func dated(_ sheets: [Sheet], _ year: Int, by dating: Dating) -> [Sheet] {
        sheets.map { sheet in
            var sheet = sheet
            let top = CellAddress(row: 0, column: 0)
            sheet.name = "\(sheet.name) \(year % 10)"
            switch dating {
            case .title: sheet.cells[top] = Cell(.text, "某局\(year)年政府信息公开工作年度报告")
            case .tableTitle: sheet.cells[top] = Cell(.text, "\(year)年度\(form2021.tables[1].definition.title.dropFirst(2))统计表")
            case .tableTitleWithBrackets: sheet.cells[top] = Cell(.text, "\(form2021.tables[0].definition.title)（\(year)年）")
            case .label:
                sheet.cells[top] = Cell(.text, "统计年度")
                sheet.cells[CellAddress(row: 0, column: 1)] = Cell(.number, "\(year)")
            case .colon: sheet.cells[top] = Cell(.text, "填报年度：\(year)年")
            case .name: sheet.name = "\(sheet.name)（\(year)）"
            }
            return sheet
        }
    }

    private func cover(_ year: Int) -> Sheet {
        var cover = SheetOfTables("封面")
        cover.put("年度", at: "A1")
        cover.put("\(year)", at: "B1")
        return cover.sheet
    }

    /// Last year's tables before this year's, with a cover and, where titles date them, without.
    @Test(arguments: Dating.allCases, [true, false]) func lastYearsTablesAreLeftAside(dating: Dating, covered: Bool) throws {
        guard covered || dating == .title else { return }
        let values = numbered(form2021)
        let old = threeSheets(form2021, values.mapValues { "1\($0)" }).sheets
        let new = threeSheets(form2021, values).sheets
        let workbook = Workbook(
            sheets: (covered ? [cover(2024)] : []) + dated(old, 2023, by: dating) + dated(new, 2024, by: dating))
        let reading = try read(workbook)
        #expect(reading.report.year == 2024)
        #expect(differences(reading, from: values) == [])
        #expect(!reading.findings.contains { $0.code == .tableTwice })
    }

    /// Only last year's copy says of which year it is.
    @Test(arguments: Dating.allCases) func aDatedCopyBesideAnUndatedTableIsLeftAside(dating: Dating) throws {
        let values = numbered(form2021)
        let old = threeSheets(form2021, values.mapValues { "1\($0)" }).sheets
        let reading = try read(
            Workbook(sheets: [cover(2024)] + dated(old, 2023, by: dating) + threeSheets(form2021, values).sheets))
        #expect(differences(reading, from: values) == [])
        #expect(!reading.findings.contains { $0.code == .tableTwice })
    }

    @Test func lastYearsTableIsReadWhereThereIsNoOther() throws {
        let values = numbered(form2021)
        var workbook = threeSheets(form2021, values)
        workbook.sheets[1].name = "2023年"
        #expect(differences(try read(Workbook(sheets: [cover(2024)] + workbook.sheets)), from: values) == [])
    }

    @Test(arguments: [Sheet.Visibility.hidden, .veryHidden]) func aHiddenCopyLosesSilently(visibility: Sheet.Visibility) throws {
        let values = numbered(form2021)
        var copies = threeSheets(form2021, values.mapValues { "1\($0)" }).sheets
        for index in copies.indices { (copies[index].name, copies[index].visibility) = ("旧\(index)", visibility) }
        let reading = try read(Workbook(sheets: copies + threeSheets(form2021, values).sheets))
        #expect(differences(reading, from: values) == [])
        #expect(reading.findings.map(\.code) == [.yearMissing, .agencyMissing])
    }

    /// The year counts before what is hidden.
    @Test func aHiddenTableOfThisYearCountsBeforeAVisibleOneOfLastYear() throws {
        let values = numbered(form2021)
        let old = dated(threeSheets(form2021, values.mapValues { "1\($0)" }).sheets, 2023, by: .name)
        var new = threeSheets(form2021, values).sheets
        for index in new.indices { new[index].visibility = .hidden }
        let reading = try read(Workbook(sheets: [cover(2024)] + old + new))
        #expect(differences(reading, from: values) == [])
        #expect(reading.findings.map(\.code) == [.tableHidden, .tableHidden, .tableHidden, .agencyMissing])
    }
}
