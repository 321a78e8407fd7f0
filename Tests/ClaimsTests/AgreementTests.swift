import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Claims

/// Prose made from a report's own figures, piece by piece: words, then the figures whose sum follows, then a unit.
private struct Piece {
    let words: String, rows: [String], unit: String
    init(_ words: String, _ rows: String..., unit: String = "件") { (self.words, self.rows, self.unit) = (words, rows, unit) }
}

private let pieces = [
    Piece("2024年，全市行政机关共新收政府信息公开申请", "requests.received.total"),
    Piece("，上年度结转", "requests.carriedOver.total"),
    Piece("；办结", "requests.results.total.total"),
    Piece("，其中予以公开", "requests.results.granted.total", unit: "宗"),
    Piece("、部分公开", "requests.results.partial.total"),
    Piece("、不予公开", "requests.results.refused.#.total"),
    Piece("（其中国家秘密", "requests.results.refused.stateSecret.total"),
    Piece("）、无法提供", "requests.results.unavailable.#.total"),
    Piece("、不予处理", "requests.results.notProcessed.#.total", unit: "件次"),
    Piece("、其他处理", "requests.results.other.#.total"),
    Piece("；结转至2025年办理", "requests.carriedForward.total"),
    Piece("。\n新收自然人申请", "requests.received.naturalPerson"),
    Piece(
        "，法人或其他组织申请", "requests.received.business", "requests.received.research", "requests.received.publicInterest",
        "requests.received.legalService", "requests.received.otherOrganization"),
    Piece("。\n根据国办公开办函〔2021〕30号文件，开展培训3次、发布解读56条。发生行政复议", "disputes.review.total", unit: "起"),
    Piece("，维持", "disputes.review.upheld"),
    Piece("，未审结", "disputes.review.pending"),
    Piece("；行政诉讼", "disputes.litigationDirect.total", "disputes.litigationAfterReview.total"),
    Piece("，纠正", "disputes.litigationDirect.corrected", "disputes.litigationAfterReview.corrected"),
    Piece("。\n制发规章", "proactive.regulations.issued"),
    Piece("、行政规范性文件", "proactive.normativeDocuments.issued"),
    Piece("，现行有效行政规范性文件", "proactive.normativeDocuments.inForce"),
    Piece("。作出行政许可决定", "proactive.licensing.decisions"),
    Piece("、行政处罚决定", "proactive.penalties.decisions"),
    Piece("。行政事业性收费", "proactive.fees.amount", unit: "万元"),
]

@Suite struct AgreementTests {
    private let form: Form
    private let checker: ClaimChecker

    init() throws {
        form = Form.known[0]
        checker = ClaimChecker(form: form)
    }

    private func fields(_ piece: Piece) -> [FieldPath] {
        piece.rows.flatMap { pattern in
            let wanted = pattern.split(separator: ".")
            return form.fields.map(\.path).filter { path in
                let steps = path.description.split(separator: ".")
                return steps.count == wanted.count && zip(wanted, steps).allSatisfy { $0 == "#" || $0 == $1 }
            }
        }
    }

    /// A number in one of the ways that reports write it.
    private func spelt(_ number: Int, _ random: inout SplitMix) -> String {
        let plain = "\(number)"
        let grouped = number < 1000 ? plain : "\(number / 1000),\(String(format: "%03d", number % 1000))"
        let wide = String(String.UnicodeScalarView(plain.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        return [plain, grouped, wide, " \(plain) "].randomElement(using: &random) ?? plain
    }

    private func prose(_ numbers: [Int], _ random: inout SplitMix) -> String {
        zip(pieces, numbers).map { $0.words + spelt($1, &random) + $0.unit }.joined() + "。"
    }

    /// Figures and the numbers of the text that agree with them.
    private func random(_ random: inout SplitMix) -> (Report, [Int]) {
        var report = Report(form: form, year: 2024)
        for field in form.fields { report[field.path] = Figure(Decimal(Int.random(in: 0...2000, using: &random))) }
        let numbers = pieces.map { piece in
            fields(piece).reduce(0) { $0 + NSDecimalNumber(decimal: report.value($1) ?? 0).intValue }
        }
        return (report, numbers)
    }

    @Test(arguments: 0..<20) func proseThatAgreesHasNoFinding(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        var (report, numbers) = random(&generator)
        report.narrative["overview"] = prose(numbers, &generator)
        #expect(checker.findings(in: report) == [])
        #expect(checker.claims(in: report).count == pieces.count)
    }

    @Test(arguments: 0..<5) func eachNumberThatIsChangedIsOneFinding(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        var (report, numbers) = random(&generator)
        for (index, piece) in pieces.enumerated() {
            var changed = numbers
            changed[index] += Int.random(in: 1...9, using: &generator)
            report.narrative["overview"] = prose(changed, &generator)
            let all = checker.findings(in: report)
            #expect(all.map(\.code) == [.claimDiffers], "\(piece.words)")
            #expect(all.first?.fields == fields(piece))
            #expect(all.first?.found == "\(changed[index])")
            #expect(all.first?.expected == "\(numbers[index])")
        }
    }
}
