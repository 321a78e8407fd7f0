import TestSupport
import Testing

@testable import Forms

/// The notice's merges and places, written down by hand from its printed tables.
@Suite struct TableLayoutTests {
    private func ranges(_ table: Int, _ form: Form) -> [String: [String]] {
        Dictionary(grouping: TableLayout(form.tables[table]).cells.filter { !$0.text.isEmpty }, by: \.text).mapValues {
            $0.map(\.range.description)
        }
    }

    @Test func proactive() {
        let ranges = ranges(0, form2021)
        #expect(ranges["第二十条第（一）项"] == ["A1:D1"])
        #expect(ranges["信息内容"] == ["A2", "A6", "A9", "A13"])
        #expect(ranges["现行有效件数"] == ["D2"])
        #expect(ranges["本年处理决定数量"] == ["B6:D6", "B9:D9"])
        #expect(ranges["行政事业性收费"] == ["A14"])
        #expect(self.ranges(0, form2019)["采购总金额"] == ["C17:D17"])
    }

    @Test func requests() {
        let ranges = ranges(1, form2021)
        #expect(ranges["申请人情况"] == ["D1:J1"])
        #expect(ranges["自然人"] == ["D2:D3"])
        #expect(ranges["法人或其他组织"] == ["E2:I2"])
        #expect(ranges["总计"] == ["J2:J3"])
        #expect(ranges["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == ["A1:C3"])
        #expect(ranges["一、本年新收政府信息公开申请数量"] == ["A4:C4"])
        #expect(ranges["三、本年度办理结果"] == ["A6:A27"])
        #expect(ranges["（一）予以公开"] == ["B6:C6"])
        #expect(ranges["（三）不予公开"] == ["B8:B15"])
        #expect(ranges["8.属于行政查询事项"] == ["C15"])
        #expect(ranges["四、结转下年度继续办理"] == ["A28:C28"])
        #expect(self.ranges(1, form2019)["（六）其他处理"] == ["B24:C24"])
    }

    @Test func disputes() {
        let ranges = ranges(2, form2021)
        #expect(ranges["行政复议"] == ["A1:E1"])
        #expect(ranges["行政诉讼"] == ["F1:O1"])
        #expect(ranges["复议后起诉"] == ["K2:O2"])
        #expect(ranges["结果维持"] == ["A2:A3", "F3", "K3"])
        #expect(TableLayout(form2021.tables[2]).figures.map(\.range.first.row) == Array(repeating: 3, count: 15))
    }
}
