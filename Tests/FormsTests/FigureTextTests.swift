import Foundation
import Model
import TestSupport
import Testing
import Text

@testable import Forms

@Suite struct FigureTextTests {
    @Test(arguments: [
        ("0", "0"), ("0 ", "0"), (" 0", "0"), ("０", "0"), ("0件", "0"), ("1,288", "1288"), ("１２件", "12"), ("3.001E3", "3001"),
        ("3001.0", "3001"), ("1 288", "1288"), ("1，288", "1288"), ("+1036", "1036"), ("12 件", "12"), ("\u{3000}7\u{A0}", "7"),
        ("3119宗", "3119"), ("5人次", "5"), ("999999999999999", "999999999999999"), ("007", "7"), ("1e3", "1000"),
    ])
    func readsCounts(text: String, value: String) {
        #expect(FigureText(text, kind: .count) == .value(FigureValue(Decimal(string: value)!), converted: false))
    }

    @Test(arguments: [
        ("96171.6", "96171.6"), ("72701.2578", "72701.2578"), ("251000元", "25.1"), ("25.1万元", "25.1"), ("25.1万", "25.1"),
        ("1.2亿元", "12000"), ("0.10", "0.1"), ("1,234.5", "1234.5"), ("123456789.123456789", "123456789.123456789"),
    ])
    func readsAmounts(text: String, value: String) {
        let converted = text.hasSuffix("元") && !text.hasSuffix("万元") || text.hasSuffix("亿元")
        #expect(FigureText(text, kind: .amount) == .value(FigureValue(Decimal(string: value)!), converted: converted))
    }

    @Test func readsSignedCounts() {
        #expect(FigureText("-5", kind: .signedCount) == .value(-5, converted: false))
        #expect(FigureText("＋1036", kind: .signedCount) == .value(1036, converted: false))
        #expect(FigureText("−3", kind: .signedCount) == .value(-3, converted: false))
    }

    @Test func convertsTenThousands() { #expect(FigureText("1.2万件", kind: .count) == .value(12000, converted: true)) }

    @Test(arguments: ["", " ", "\u{3000}", "\n", "\u{200B}"]) func blankIsBlank(text: String) {
        #expect(FigureText(text, kind: .count) == .blank)
    }

    @Test(arguments: ["/", "-", "—", "——", "不适用", "无", "／"]) func marksAreKept(text: String) {
        #expect(FigureText(" \(text) ", kind: .count) == .mark(text))
    }

    @Test(arguments: [
        ("详见附表", FigureText.Refusal.notNumber), ("#REF!", .notNumber), ("3.5", .fractional), ("-2", .negative),
        ("NaN", .notNumber),
        ("inf", .notNumber), ("0x10", .notNumber), ("1e309", .notNumber), ("1e99", .notNumber), ("1,28", .notNumber),
        ("1,2345", .notNumber), ("12,", .notNumber),
        ("1.", .notNumber), (".5", .notNumber), ("1e", .notNumber), ("1 2", .notNumber), ("--1", .notNumber),
        ("1000000000000000", .tooLarge),
        ("约300", .notNumber), ("3-5", .notNumber), ("٣", .notNumber),
        ("99999999999999999999999999999999999999999999", .notNumber),
    ])
    func refuses(text: String, refusal: FigureText.Refusal) { #expect(FigureText(text, kind: .count) == .refused(refusal)) }

    @Test(arguments: [
        ("72701.257799999995", "72701.2578"), ("0.30000000000000004", "0.3"), ("25.100000000000001", "25.1"), ("1.0E-3", "0.001"),
        ("96171.600000000006", "96171.6"),
    ])
    func storedNumbersLoseTheNoiseOfBinary(text: String, value: String) {
        #expect(FigureText(stored: text, kind: .amount) == .value(FigureValue(Decimal(string: value)!), converted: false))
    }

    @Test func aStoredSumIsWhole() {
        #expect(FigureText(stored: "1288.0000000000002", kind: .count) == .value(1288, converted: false))
    }
}

@Suite struct LabelKeyTests {
    @Test(arguments: [
        ("（三）不予公开", "不予公开"), ("(三) 不予公开", "不予公开"), ("三、不予 公开", "不予公开"), ("3．危及\"三安全一稳定\"", "危及三安全一稳定"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"), ("商业\n企业", "商业企业"), ("总　计", "总计"), ("第二十条 第（一）项", "第二十条第一项"),
        ("本年增/减", "本年增减"), ("①属于国家秘密", "属于国家秘密"), ("１、属于国家秘密", "属于国家秘密"), ("1.", "1"), ("三安全", "三安全"), ("", ""),
        ("本年收费金额(单位：万元)", "本年收费金额"), ("自然人（件）", "自然人"), ("其他（含个人）", "其他含个人"), ("（件）", ""),
    ])
    func spellsAlike(text: String, key: String) { #expect(LabelKey(text).text == key) }

    @Test func keysOfRowsAndColumnsAreDistinctWithinABlock() {
        for block in [form2021, form2019].flatMap(\.tables).flatMap(\.blocks) {
            let keys = block.rows.flatMap { $0.node.keys }
            #expect(Set(keys).count == keys.count)
        }
    }
}
