import Claims
import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Wording

@Suite struct DraftTests {
    private func fixture(_ name: String) throws -> (form: Form, report: Report) {
        let bytes = Array(try Data(contentsOf: repository.appending(path: "Fixtures/\(name)/report.json")))
        let reading = try ReportJSON.read(bytes, forms: Form.known)
        return (reading.form, reading.report)
    }

    /// The report with all its prose drafted.
    private func drafted(_ form: Form, _ report: Report, previous: Report? = nil) throws -> Report {
        var report = report
        report.narrative = [:]
        let (drafted, sections) = Narrative(form: form, report: report, previous: previous).drafted()
        #expect(sections == Set(form.definition.narrative.map(\.id)))
        return drafted
    }

    private func overview(_ values: [FieldPath: Decimal], previous: [FieldPath: Decimal]? = nil) throws -> String {
        let form = Form.newest
        func report(_ values: [FieldPath: Decimal], _ year: Int) -> Report {
            Report(form: form, year: year, figures: values.mapValues { Figure($0) })
        }
        return try drafted(form, report(values, 2024), previous: previous.map { report($0, 2023) }).narrative["overview"] ?? ""
    }

    private func requests(_ values: [FieldPath: Decimal], previous: [FieldPath: Decimal]? = nil) throws -> String {
        let lines = try overview(values, previous: previous).split(separator: "\n")
        return String(lines.first { $0.hasPrefix("（二）") } ?? "")
    }

    @Test(arguments: ["city", "bureau-zeros", "town-2019", "broken-sums", "form-of-2019-for-2022"])
    func aDraftAgreesWithItsTables(name: String) throws {
        let (form, report) = try fixture(name)
        let draft = try drafted(form, report)
        let checker = ClaimChecker(form: form)
        #expect(checker.findings(in: draft) == [])
        let claims = checker.claims(in: draft)
        #expect(claims.count > 2)
        // The check does read them: each is found once its figure is another.
        for claim in claims {
            var other = draft
            for path in claim.fields.prefix(1) { other[path] = Figure((other.value(path) ?? 0) + 1) }
            #expect(!checker.findings(in: other).isEmpty, "\(claim.quote)")
        }
    }

    /// Totals that are sums or not, blanks, marks, zeros, with the year before and without.
    @Test(arguments: ["2021", "2019"]) func draftsOfRandomReportsAgree(id: String) throws {
        let form = try #require(Form.known.first { $0.id == id })
        let checker = ClaimChecker(form: form)
        var random = SplitMix(seed: 42)
        let totals = form.relations.filter { !$0.reachesBack && $0.total != nil }
        var claims = 0
        for seed in 0..<500 {
            let blanks = [0, 0, 2, 5][seed % 4]
            let report = RandomFigures(form: form, year: 2020, blanks: blanks, totals: seed % 3 == 0 ? [] : totals, &random)
                .report
            let previous =
                seed % 2 == 0 ? RandomFigures(form: form, year: 2019, blanks: blanks, totals: totals, &random).report : nil
            let draft = try drafted(form, report, previous: previous)
            let found = checker.findings(in: draft, previous: previous)
            #expect(found == [], "\(seed): \(draft.narrative["overview"] ?? "")")
            if seed % 10 == 0 { claims += checker.claims(in: draft).count }
        }
        // So that silence is not for want of statements.
        #expect(claims > 50 * 10)
    }

    @Test func whatWasReceived() throws {
        #expect(try requests(["requests.received.total": 0]) == "（二）依申请公开。未收到政府信息公开申请。")
        #expect(
            try requests(["requests.received.total": 1, "requests.received.naturalPerson": 1])
                == "（二）依申请公开。新收政府信息公开申请1件。申请人均为自然人。")
        let mixed: [FieldPath: Decimal] = [
            "requests.received.total": 3, "requests.received.naturalPerson": 2, "requests.received.business": 1,
        ]
        #expect(try requests(mixed) == "（二）依申请公开。新收政府信息公开申请3件。按申请人分，自然人2件、商业企业1件。")
        #expect(try requests([:]) == "（二）依申请公开。【请填写依申请公开情况】")
    }

    /// One item that is not all of it is not said to be.
    @Test func oneApplicantOfSeveral() throws {
        let values: [FieldPath: Decimal] = ["requests.received.total": 3, "requests.received.naturalPerson": 2]
        #expect(try requests(values) == "（二）依申请公开。新收政府信息公开申请3件。按申请人分，自然人2件。")
    }

    @Test func comparedWithTheYearBefore() throws {
        let now: [FieldPath: Decimal] = ["requests.received.total": 5]
        for (before, text) in [(4, "，同比增长25%"), (5, "，同比持平"), (10, "，同比下降50%"), (0, "，同比增加5件")] as [(Decimal, String)] {
            #expect(try requests(now, previous: ["requests.received.total": before]) == "（二）依申请公开。新收政府信息公开申请5件\(text)。")
        }
        #expect(try requests(now, previous: [:]) == "（二）依申请公开。新收政府信息公开申请5件。")
    }

    @Test func whatWasAnsweredAndWhatRemains() throws {
        let granted: FieldPath = "requests.results.granted.total"
        let total: FieldPath = "requests.results.total.total"
        #expect(try requests([total: 2, granted: 2]) == "（二）依申请公开。办结2件，均为予以公开。")
        let partial: FieldPath = "requests.results.partial.total"
        #expect(
            try requests([total: 3, granted: 2, partial: 1, "requests.results.refused.stateSecret.total": 0])
                == "（二）依申请公开。办结3件，其中予以公开2件、部分公开1件。")
        #expect(
            try requests(["requests.carriedOver.total": 0, "requests.carriedForward.total": 0])
                == "（二）依申请公开。没有上年结转的申请。没有结转下年度继续办理的申请。")
        #expect(try requests(["requests.carriedForward.total": 2]) == "（二）依申请公开。结转下年度继续办理2件。")
    }

    @Test func reviewsAndSuits() throws {
        func line(_ values: [FieldPath: Decimal]) throws -> String {
            String(try overview(values).split(separator: "\n").last ?? "")
        }
        let none: [FieldPath: Decimal] = [
            "disputes.review.total": 0, "disputes.litigationDirect.total": 0, "disputes.litigationAfterReview.total": 0,
        ]
        #expect(try line([:]) == "（五）监督保障。【请填写监督保障情况】")
        let all = Form.newest.fields.map(\.path).filter { $0.description.hasPrefix("disputes.") }
        let zeros = Dictionary(uniqueKeysWithValues: all.map { ($0, Decimal(0)) })
        #expect(try line(zeros) == "（五）监督保障。未发生行政复议、行政诉讼案件。")
        #expect(try line(none) == "（五）监督保障。未发生行政复议、行政诉讼案件。")
        let one = zeros.merging(["disputes.review.total": 1, "disputes.review.upheld": 1]) { $1 }
        #expect(try line(one) == "（五）监督保障。行政复议案件1件，均为“结果维持”。没有行政诉讼案件。")
    }

    @Test func aPrefaceSaysWhatIsGiven() throws {
        let form = Form.newest
        var report = Report(form: form)
        #expect(
            Narrative(form: form, report: report).drafted().report.narrative["preface"]
                == "本报告依照《中华人民共和国政府信息公开条例》编制。对本报告有疑问的，请与本机关联系。")
        report.year = 2024
        report.agency = ["name": "望川市财政局", "phone": "0790-1"]
        #expect(
            Narrative(form: form, report: report).drafted().report.narrative["preface"]
                == "本报告由望川市财政局依照《中华人民共和国政府信息公开条例》编制。统计期限为2024年1月1日至12月31日。对本报告有疑问的，请与望川市财政局联系，电话：0790-1。")
    }

    @Test func onlyEmptySectionsAreDraftedAndDraftsAreTold() throws {
        let (form, report) = try fixture("city")
        #expect(Narrative(form: form, report: report).drafted().sections == [])
        #expect(Narrative(form: form, report: report).unreadDrafts == [])
        var half = report
        half.narrative["problems"] = nil
        let marked = Narrative(form: form, report: half).markedDrafts()
        #expect(
            marked.narrative["problems"]?.hasPrefix("【草稿】") == true
                && marked.narrative["overview"] == report.narrative["overview"])
        let findings = Narrative(form: form, report: marked).unreadDrafts
        #expect(findings.map(\.code) == [.draftUnread] && findings.first?.section?.label == "五、存在的主要问题及改进情况")
        // Deleting the first line is not enough where places are left to fill.
        half.narrative["problems"] = marked.narrative["problems"]?.split(separator: "\n").dropFirst().joined(separator: "\n")
        #expect(Narrative(form: form, report: half).unreadDrafts.count == 1)
    }

    /// Each name in the drafts is one of at least one form.
    @Test func everyNameInADraftIsKnown() throws {
        let draft = Draft.known
        let forms = Form.known.map { FigureNames(form: $0) }
        for clause in draft.sections.values.joined().flatMap({ $0.sentences.joined() }) {
            let names = (clause.zero ?? []) + (clause.above ?? []) + (clause.list?.of.map { [$0] } ?? [])
            let items = clause.list.map { list in list.items.map { list.name.replacing("*", with: $0) } } ?? []
            for name in names + items {
                let isKnown = forms.contains { if case .figures = $0.meaning(of: name) { true } else { false } }
                #expect(isKnown, "\(name)")
            }
        }
        #expect(Set(draft.sections.keys) == Set(Form.newest.definition.narrative.map(\.id)))
    }
}

/// Figures at random: many zeros, some blanks and marks, the totals given as sums of their parts.
private struct RandomFigures {
    var report: Report

    init(form: Form, year: Int, blanks: Int, totals: [Relation], _ random: inout SplitMix) {
        report = Report(form: form, year: year, agency: ["name": "望川市人民政府"])
        for field in form.fields {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<blanks: break
            case 5: report[field.path] = blanks > 0 ? Figure.mark("/") : Figure(0)
            case 6..<13: report[field.path] = Figure(0)
            default:
                let value = Decimal(Int.random(in: 0...[3, 400, 90_000][Int.random(in: 0...2, using: &random)], using: &random))
                report[field.path] = Figure(field.kind == .amount ? value / 10_000 : value)
            }
        }
        for _ in 0..<2 {
            for relation in totals {
                guard let total = relation.total else { continue }
                report[total] = Figure(relation.right.reduce(0) { $0 + (report.value($1) ?? 0) })
            }
        }
    }
}
