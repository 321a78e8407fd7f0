import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Checks

@Suite struct RuleTests {
    /// No code belongs to two rules, so that a code says which rule found it.
    @Test func everyCodeHasOneRule() {
        for form in Form.known {
            let codes = Rule.all.map { Set($0.codes(form)) }
            #expect(codes.allSatisfy { !$0.isEmpty })
            #expect(codes.reduce(0) { $0 + $1.count } == codes.reduce(Set()) { $0.union($1) }.count)
        }
    }

    /// Each rule finds only its own codes, and has a clause only for these.
    @Test(arguments: 0..<20) func rulesFindTheirCodes(seed: UInt64) {
        let form = Form.newest
        var random = SplitMix(seed: seed)
        let sound = RandomReport(form: form, seed: seed)
        var report = sound.report
        for field in form.fields.shuffled(using: &random).prefix(6) {
            report[field.path] = [.blank, .unreadable, Figure(987_654), .mark("/")].randomElement(using: &random) ?? .blank
        }
        report.agency["name"] = ["望川市财政局", "城关镇人民政府"].randomElement(using: &random)
        report.narrative = ["preface": "本报告由望川市审计局编制。统计期限为2022年1月1日至2022年12月31日。", "problems": "无"]
        report.year = [2020, 2024, 2026].randomElement(using: &random)
        let subject = Subject(form: form, report: report, previous: sound.previous, body: nil)
        for rule in Rule.all {
            #expect(Set(rule.check(subject).map(\.code)).isSubset(of: rule.codes(form)))
            #expect(Set(rule.bases(form).map(\.code)).isSubset(of: rule.codes(form)))
        }
    }

    /// Names of authors as a pattern finds them, in random text of the characters that matter.
    @Test func authorsAreWhatThePatternFinds() {
        let pieces = ["由", "编制", "编写", "编", "制", "，", "。", "、", "（", "(", ",", "\n", "局", "望川市", "办公室和城市建设管理委员会的机关党委"]
        var random = SplitMix(seed: 9)
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 0...16, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
                .joined()
            let wanted = text.matches(of: /由([^，。；、（）(),由]{2,40}?)(?:编制|编写)/).map { String($0.1) }
            #expect(Rule.authors(in: text) == wanted, "\(text)")
        }
    }
}
