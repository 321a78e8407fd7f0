import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Claims

/// Prose made to cost time or to break what reads it.
@Suite struct HostileTests {
    private let checker: ClaimChecker

    init() throws { checker = ClaimChecker(form: Form.known[0]) }

    private static func texts(_ count: Int) -> [(name: String, text: String)] {
        func many(_ text: String) -> String { String(repeating: text, count: max(count / text.unicodeScalars.count, 1)) }
        return [
            ("digits", many("7")), ("groups", many("1,234")), ("commas", many(",")), ("list marks", many("、")),
            ("numerals", many("一百")),
            ("zeros", many("〇")), ("open brackets", many("（")), ("closed brackets", many("）")),
            ("brackets", many("（收到") + many("）")),
            ("titles", many("《")), ("rows", many("行政复议、")), ("verbs", many("收到")), ("none", many("无、")),
            ("none of rows", many("无行政复议、")),
            ("years", many("2024年")), ("claims", many("行政复议1件，")), ("claims in brackets", many("（行政复议1件")),
            ("list of claims", many("行政复议1件、")),
            ("statements without stops", many("行政复议1件")), ("agency", many("清河县")), ("blanks", many("1 ")),
            ("percent", many("百分之")),
            ("shares", many("，占5%")), ("rivals", many("答复1件不予受理")), ("loose", many("依申请公开答复1件，")), ("paragraphs", many("收到\n")),
        ]
    }

    /// What took the square of its length would not end within the limit.
    @Test(.timeLimit(.minutes(1)), arguments: texts(200_000).map(\.name)) func longTextsEnd(name: String) throws {
        let text = try #require(Self.texts(200_000).first { $0.name == name }?.text)
        let report = Report(form: .newest, year: 2024, agency: ["name": "清河县人民政府"], narrative: ["overview": text])
        #expect(checker.claims(in: report).allSatisfy { $0.section == "overview" })
    }

    @Test(.timeLimit(.minutes(1))) func aMegabyteOfDigitsIsNoFigure() {
        let text = "收到政府信息公开申请" + String(repeating: "7", count: 1_000_000) + "件。"
        let report = Report(form: .newest, year: 2024, narrative: ["overview": text])
        #expect(checker.claims(in: report).isEmpty)
    }

    /// Whatever the words, quotes are of the text, and a second reading gives the same.
    @Test func wordsInAnyOrder() throws {
        let words = [
            "收到", "答复", "政府信息公开申请", "申请", "予以公开", "不予公开", "国家秘密", "行政复议", "行政诉讼", "维持", "纠正", "自然人", "规章", "制发",
            "上年", "2023年", "2024年", "较", "同比", "增长", "下降", "增加到", "占", "无", "未", "和", "均", "其中", "含", "约", "近", "余", "12",
            "3,119", "一",
            "百", "0", "5.5", "件", "万", "亿元", "%", "，", "、", "；", "。", "（", "）", "：", "\n", "《", "》", "全市", "市公安局", "网上", "不予受理",
            "某",
        ]
        var random = SplitMix(seed: 7)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 1...40, using: &random)).compactMap { _ in words.randomElement(using: &random) }
                .joined()
            let report = Report(form: .newest, year: 2024, narrative: ["overview": text])
            let claims = checker.claims(in: report)
            #expect(claims == checker.claims(in: report))
            for claim in claims {
                #expect(!claim.quote.isEmpty && text.contains(claim.quote) && !claim.fields.isEmpty, "\(text)")
            }
        }
    }

    @Test func aHugeNumberIsNoClaim() {
        let digits = String(repeating: "9", count: 40)
        for number in [digits, "0.\(digits)", "三亿亿亿", "九千亿亿", "九千九百九十九万亿亿"] {
            let report = Report(form: .newest, year: 2024, narrative: ["overview": "收到政府信息公开申请\(number)件。"])
            #expect(checker.claims(in: report).isEmpty, "\(number)")
        }
    }

    @Test func aLongNameOfAnAgency() {
        let name = String(repeating: "甲", count: 100_000)
        let report = Report(
            form: .newest, year: 2024, agency: ["name": name], narrative: ["overview": String(repeating: "甲，", count: 50_000)])
        #expect(checker.claims(in: report).isEmpty)
    }

    @Test(arguments: ["", " ", "件", "0", "％", "（", "）", "《", "年", "2024年", "1件", "百分之", "三点", "1.", "1,", "无", "约", "😀件", "é12件"])
    func scraps(text: String) {
        let report = Report(form: .newest, year: 2024, narrative: ["overview": text])
        #expect(checker.claims(in: report).isEmpty)
    }

    @Test(arguments: [nil, 0, -1, 1, .max, .min] as [Int?]) func strangeYears(year: Int?) {
        let report = Report(form: .newest, year: year, narrative: ["overview": "2024年，收到政府信息公开申请1件。收到政府信息公开申请2件。"])
        #expect(checker.claims(in: report).last?.number == 2)
    }
}
