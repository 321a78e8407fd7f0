import Model
import TestSupport
import Testing

@testable import Forms

/// Rows and columns that the filler renamed, inserted or deleted.
@Suite struct AlteredTablesTests {
    private let values = numbered(form2021)
    private static let stability = "3.危及“三安全一稳定”"

    private func workbook() -> Workbook { threeSheets(form2021, values) }

    /// Code, text found, label expected and cell of each finding on the tables' lines.
    private func lines(_ reading: ReportReading) -> [String] {
        reading.findings.filter { ["F303", "F306", "F307"].contains($0.code.description) }.map { finding in
            let cells = finding.origins.map(\.cell.description).joined(separator: " ")
            return "\(finding.phrase) \(finding.found ?? "")|\(finding.expected ?? "")|\(cells)"
        }
    }

    private func figures(_ path: String) -> [FieldPath] {
        form2021.fields.map(\.path).filter { $0.description.hasPrefix(path + ".") }
    }

    @Test(arguments: [("3.涉及公共安全", "inPlace"), ("3.危及三安全", "alike"), ("其中：三", "inPlace")])
    func aRenamedRowIsReadAndNamed(text: String, match: String) throws {
        var workbook = workbook()
        workbook.rename(Self.stability, to: text, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.\(match) \(text)|\(Self.stability)|D12"])
        let finding = try #require(reading.findings.first { $0.code == .lineRenamed })
        #expect(finding.severity == .warning)
        #expect(finding.fields == figures("requests.results.refused.threeSecuritiesOneStability"))
        #expect(differences(reading, from: values) == [])
    }

    @Test func renamedNeighboursAreReadInOrder() throws {
        var workbook = workbook()
        workbook.rename(Self.stability, to: "3.甲类", on: 1)
        workbook.rename("4.保护第三方合法权益", to: "4.乙类", on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.inPlace 3.甲类|\(Self.stability)|D12", "F306.inPlace 4.乙类|4.保护第三方合法权益|D13"])
        #expect(differences(reading, from: values) == [])
    }

    /// Likeness says another order than place: neither is believed.
    @Test func renamedNeighboursThatChangedPlacesGoByTheirLabels() throws {
        var workbook = workbook()
        workbook.rename(Self.stability, to: "3.保护第三方的合法权益", on: 1)
        workbook.rename("4.保护第三方合法权益", to: "4.危及三安全一个稳定", on: 1)
        let reading = try read(workbook)
        #expect(
            lines(reading) == [
                "F306.alike 4.危及三安全一个稳定|\(Self.stability)|D13", "F306.alike 3.保护第三方的合法权益|4.保护第三方合法权益|D12",
            ])
    }

    @Test(arguments: ["四、结转下一年度继续办理", "四、结转下年度办理"]) func theLastRowIsReadWhereItsLabelIsMuchTheSame(text: String) throws {
        var workbook = workbook()
        workbook.rename("四、结转下年度继续办理", to: text, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.alike \(text)|四、结转下年度继续办理|B30"])
        #expect(differences(reading, from: values) == [])
    }

    @Test(arguments: ["校验", "注：第一项加第二项之和，等于第三项加第四项之和", "填表人：李明"])
    func whatStandsBelowIsNotTheLastRow(text: String) throws {
        var workbook = workbook()
        workbook.rename("四、结转下年度继续办理", to: text, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F303.row.after |四、结转下年度继续办理|C29"])
        #expect(reading.report.value("requests.carriedForward.total") == nil)
    }

    @Test func aDeletedRowIsNamedWithItsNeighbours() throws {
        var workbook = workbook()
        workbook.delete(Self.stability, on: 1)
        let reading = try read(workbook)
        let finding = try #require(reading.findings.first { $0.code == .tableIncomplete })
        #expect(lines(reading) == ["F303.row.between |\(Self.stability)|D11 D12"])
        #expect(finding.facts["count"] == "1")
        #expect(finding.fields == figures("requests.results.refused.threeSecuritiesOneStability"))
        #expect(differences(reading, from: values).count == 7)
    }

    @Test func deletedNeighboursAreOneFinding() throws {
        var workbook = workbook()
        for label in ["2.其他法律行政法规禁止公开", Self.stability, "4.保护第三方合法权益", "2.重复申请"] { workbook.delete(label, on: 1) }
        let found = try read(workbook).findings.filter { $0.code == .tableIncomplete }
        #expect(found.map { $0.facts["count"] } == ["3", "1"])
        #expect(found.map(\.origins).map { $0.map(\.raw) } == [["1.属于国家秘密", "5.属于三类内部事务信息"], ["1.信访举报投诉类申请", "3.要求提供公开出版物"]])
    }

    @Test func anInsertedRowIsLeftOutAndNamed() throws {
        var workbook = workbook()
        workbook.insert("3.其他情形", before: Self.stability, figures: 5, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F307 3.其他情形||D12"])
        #expect(differences(reading, from: values) == [])
    }

    /// 其他 is also the last item of （六）; its own row must stay.
    @Test func anInsertedRowSpeltLikeOneOfAnotherGroupIsLeftOut() throws {
        var workbook = workbook()
        workbook.insert("9.其他", before: "8.属于行政查询事项", figures: 5, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F307 9.其他||D17"])
        #expect(differences(reading, from: values) == [])

        // … also where its own row is not called so.
        let own = workbook.cell("3.其他", on: 1)
        workbook.sheets[1].cells[own] = Cell(.text, "3.余下的")
        let renamed = try read(workbook)
        #expect(lines(renamed) == ["F306.inPlace 3.余下的|3.其他|D29", "F307 9.其他||D17"])
        #expect(differences(renamed, from: values) == [])
    }

    @Test(arguments: [nil, "/"]) func anInsertedRowWithoutFiguresIsNoFinding(mark: String?) throws {
        var workbook = workbook()
        workbook.insert("其中：", before: Self.stability, figures: nil, on: 1)
        workbook.sheets[1].cells[CellAddress(row: 11, column: 5)] = mark.map { Cell(.text, $0) }
        let reading = try read(workbook)
        #expect(lines(reading) == [])
        #expect(differences(reading, from: values) == [])
    }

    /// One label for two missing rows: the one it is much like, or none.
    @Test func anAmbiguousCountGoesByTheLabelOrNotAtAll() throws {
        var workbook = workbook()
        workbook.delete(Self.stability, on: 1)
        workbook.rename("4.保护第三方合法权益", to: "3.保护第三方权益", on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F303.row.between |\(Self.stability)|D11 D12", "F306.alike 3.保护第三方权益|4.保护第三方合法权益|D12"])
        #expect(differences(reading, from: values).count == 7)

        workbook.rename("3.保护第三方权益", to: "3.甲类", on: 1)
        let doubtful = try read(workbook)
        #expect(lines(doubtful) == ["F303.row.between |\(Self.stability)、4.保护第三方合法权益|D11 D13", "F307 3.甲类||D12"])
        #expect(differences(doubtful, from: values).count == 14)
    }

    /// A row that is spelt almost like its neighbour is no renamed one.
    @Test func aRowLikeOneThatStandsIsNotTheMissingOne() throws {
        var workbook = workbook()
        workbook.rename(Self.stability, to: "3.其他法律行政法规所禁止公开", on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F303.row.between |\(Self.stability)|D11 D13", "F307 3.其他法律行政法规所禁止公开||D12"])
        #expect(reading.report.value("requests.results.refused.threeSecuritiesOneStability.total") == nil)
    }

    @Test func theOnlyRowOfABlockMayBeRenamed() throws {
        var workbook = workbook()
        workbook.rename("行政许可", to: "行政许可事项", on: 0)
        workbook.rename("行政强制", to: "行政强制执行", on: 0)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.alike 行政许可事项|行政许可|B9", "F306.alike 行政强制执行|行政强制|B13"])
        #expect(differences(reading, from: values) == [])
    }

    @Test(arguments: [("公司", "inPlace"), ("商业企业类", "alike")]) func aRenamedColumnIsReadAndNamed(text: String, match: String)
        throws
    {
        var workbook = workbook()
        workbook.rename("商业企业", to: text, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.\(match) \(text)|法人或其他组织 / 商业企业|F5"])
        #expect(differences(reading, from: values) == [])
    }

    /// Two blocks have this header, and one only that.
    @Test(arguments: [0, 1]) func theOnlyColumnOfABlockMayBeRenamed(which: Int) throws {
        var workbook = workbook()
        let cells = workbook.sheets[0].cells.filter { $0.value.text == "本年处理决定数量" }.map(\.key)
        workbook.sheets[0].cells[cells[which]] = Cell(.text, "本年度处理决定数")
        workbook.rename("本年收费金额（单位：万元）", to: "本年收费的金额（万元）", on: 0)
        let reading = try read(workbook)
        // The rows of the lower block stand under the header of the upper one too.
        let upper = which == 0 ? ["F306.alike 本年度处理决定数|本年处理决定数量|C8"] : []
        #expect(lines(reading) == upper + ["F306.alike 本年收费的金额（万元）|本年收费金额（单位：万元）|C15"])
        #expect(differences(reading, from: values) == [])
    }

    @Test func aDeletedColumnIsNamedWithItsNeighbours() throws {
        var workbook = workbook()
        workbook.shift(\.column, at: 6, by: -1, on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F303.column.between |法人或其他组织 / 科研机构|F5 G5"])
        #expect(differences(reading, from: values).count == 25)
    }

    @Test func anInsertedColumnIsLeftOutAndNamed() throws {
        var workbook = workbook()
        let total = workbook.cell("社会公益组织", on: 1)
        workbook.shift(\.column, at: total.column, by: 1, on: 1)
        workbook.sheets[1].cells[total] = Cell(.text, "合作社")
        workbook.sheets[1].cells[CellAddress(row: 9, column: total.column)] = Cell(.number, "3")
        let reading = try read(workbook)
        #expect(lines(reading) == ["F307 合作社||H5"])
        #expect(differences(reading, from: values) == [])
    }

    /// The five columns under a renamed group are still called as ever, but belong to none.
    @Test(arguments: ["未经复议直接起诉", "复议后起诉"]) func columnsOfARenamedGroupAreRead(group: String) throws {
        var workbook = workbook()
        workbook.rename(group, to: "甲类诉讼", on: 2)
        let reading = try read(workbook)
        #expect(reading.findings.filter { $0.code == .lineRenamed }.map(\.found) == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])
        #expect(reading.findings.first { $0.code == .lineRenamed }?.expected == "\(group) / 结果维持")
        #expect(differences(reading, from: values) == [])
    }

    /// A table of the other form is not bent into this one.
    @Test func aTableOfTheOtherFormIsNotAssumed() throws {
        var workbook = workbook()
        workbook.sheets[1] = threeSheets(form2019, numbered(form2019)).sheets[1]
        #expect(try read(workbook).findings.contains { $0.code == .lineRenamed } == false)
        var old = threeSheets(form2019, numbered(form2019))
        old.sheets[1] = threeSheets(form2021, values).sheets[1]
        #expect(try read(old).findings.contains { $0.code == .lineRenamed } == false)
    }

    /// A visible table with a renamed row counts before a hidden copy with the right one.
    @Test func aHiddenCopyDoesNotFillARenamedRow() throws {
        var workbook = workbook()
        var copy = threeSheets(form2021, values.mapValues { "1\($0)" }).sheets[1]
        (copy.name, copy.visibility) = ("旧表", .hidden)
        workbook.sheets.append(copy)
        workbook.rename(Self.stability, to: "3.涉及公共安全", on: 1)
        let reading = try read(workbook)
        #expect(lines(reading) == ["F306.inPlace 3.涉及公共安全|\(Self.stability)|D12"])
        #expect(!reading.findings.contains { $0.code == .tableTwice || $0.code == .tableHidden })
        #expect(differences(reading, from: values) == [])
    }

    /// One to four rows renamed, deleted and inserted at random: no figure of another row is read, but where a finding says
    /// that a row was taken for the missing one by its place alone.
    @Test(arguments: 0..<60) func noRowIsTakenForAnotherSilently(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        var workbook = workbook()
        // A row spelt 其他 in the place of the one that was deleted is that one.
        let labels = form2021.tables[1].blocks[0].rows.map(\.node.label).filter { !["3.其他", "（七）总计"].contains($0) }
            .shuffled(using: &generator)
        for (number, label) in labels.prefix(Int.random(in: 1...4, using: &generator)).enumerated() {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: workbook.rename(label, to: "甲\(number)类", on: 1)
            case 1:
                var shorter = label
                shorter.remove(at: shorter.index(shorter.endIndex, offsetBy: -Int.random(in: 1...2, using: &generator)))
                workbook.rename(label, to: shorter, on: 1)
            case 2: workbook.delete(label, on: 1)
            default:
                let other = labels.randomElement(using: &generator) ?? label
                let text =
                    ["小计", "9.其他", "其中：", "总计", "10.\(other.dropFirst(2))件数", "9.乙类"].randomElement(using: &generator) ?? ""
                workbook.insert(text, before: label, figures: 900 + number, on: 1)
            }
        }
        let reading = try read(workbook)
        let assumed = Set(reading.findings.filter { $0.phrase == "F306.inPlace" }.flatMap(\.fields))
        let wrong = form2021.fields.filter { field in
            guard let value = reading.report.value(field.path), !assumed.contains(field.path) else { return false }
            return "\(value)" != values[field.path]
        }
        #expect(wrong.map(\.path) == [], "\(lines(reading))")
    }
}
