import Foundation
import Templates
import TestSupport
import Testing

@testable import Forms

@Suite struct DefinitionTests {
    @Test(arguments: [form2021, form2019]) func isSound(form: Form) { #expect(form.problems == []) }

    @Test func hasEveryFigureOfTheNotices() {
        #expect(form2021.fields.count == 200)
        #expect(form2019.fields.count == 198)
        #expect(form2021.field("requests.results.refused.stateSecret.naturalPerson")?.kind == .count)
        #expect(form2021.field("proactive.fees.amount")?.kind == .amount)
        #expect(form2019.field("proactive.licensing.change")?.kind == .signedCount)
        #expect(form2019.field("requests.results.other.total") != nil)
        #expect(form2019.field("requests.results.other.other.total") == nil)
    }

    @Test(arguments: [(form2021, 25, 2), (form2019, 23, nil)]) func relationsHoldInEveryRowAndColumn(
        form: Form, rows: Int, inForce: Int?
    ) {
        let counts = Dictionary(grouping: form.relations) { $0.rule.code }.mapValues(\.count)
        #expect(
            counts
                == ["R301": rows, "R302": 7, "R303": 7, "R401": 3, "Y801": 7].merging(inForce.map { ["Y802": $0] } ?? [:]) { $1 })
        #expect(form.relations.allSatisfy { $0.reachesBack == $0.rule.code.hasPrefix("Y") })
    }

    @Test func aGroupInARelationIsTheSumOfItsItems() throws {
        let results = try #require(form2021.relations.first { $0.total == "requests.results.total.business" })
        #expect(results.right.count == 21)
        #expect(results.right.contains("requests.results.notProcessed.reissue.business"))
        #expect(!results.right.contains("requests.results.total.business"))
    }

    @Test(arguments: [
        (#""id": "licensing""#, #""id": "penalties""#, "figure: proactive.penalties.decisions stands 2 times"),
        (#""requests.carriedOver.*""#, #""requests.carried.*""#, "R303: no figure requests.carried.total"),
        (#""disputes.*.total""#, #""disputes.*.sum""#, "R401: holds nowhere"),
        (#"["problems", "other"]"#, #"["problems", "else"]"#, "sheet 问题与其他: no section else"),
        (#""table": "disputes""#, #""table": "dispute""#, "sheet 复议诉讼: no table dispute"),
        (#"{"section": "other"}"#, #"{"section": "others"}"#, "document: no section others"),
        (#"{"table": "requests"}"#, #"{"table": "disputes"}"#, "document: disputes stands 2 times"),
    ])
    func saysWhatIsWrong(text: String, mistake: String, problem: String) throws {
        let url = repository.appendingPathComponent("Templates/Forms/form-2021.json")
        let json = try String(contentsOf: url, encoding: .utf8)
        #expect(json.contains(text))
        let form = try Form(json: [UInt8](json.replacingOccurrences(of: text, with: mistake).utf8))
        #expect(form.problems.contains(problem))
    }
}
