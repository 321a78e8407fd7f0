import Forms
import Foundation
import Messages
import Model
import TestSupport
import Testing

@testable import Conversion

@Suite struct FindingsOutputTests {
    private let converter = Converter()
    private let sentences = Sentences(.zh)

    /// The case with broken sums: its findings in order.
    private func broken() throws -> [Finding] {
        let bytes = try [UInt8](Data(contentsOf: repository.appending(path: "Fixtures/broken-sums/input.xlsx")))
        return try converter.findings(of: converter.read(bytes))
    }

    @Test func findingsComeInTheOrderOfTheForm() throws {
        #expect(try broken().map(\.code.description) == ["C511", "R303", "R301", "R303", "R302", "R301", "R401"])
    }

    @Test func theCulpritStandsWithEachRelationThatItBreaks() throws {
        let culprits = try broken().compactMap(\.culprit).map {
            "\($0.origin?.sheet ?? "")!\($0.origin?.cell ?? "") \($0.found) \($0.value)"
        }
        #expect(culprits == ["表2!G31 6 5", "表2!L8 48 47", "表2!L8 48 47", "表2!G31 6 5", "表2!G31 6 5"])
        let json = try #require(sentences.json(try broken())["findings"])
        guard case .array(let items) = json else {
            Issue.record("no array")
            return
        }
        #expect(items[1]["culprit"]?["field"]?.string == "requests.results.total.business")
        #expect(items[1]["culprit"]?["value"] == .number(5))
        #expect(items[1]["table"]?.string == "requests")
        #expect(items[1]["difference"]?.string == "-1")
        #expect(items[6]["culprit"] == nil)
    }

    @Test func aCauseIsOneBlockOfAtMostAHundredColumns() throws {
        let text = sentences.text(try broken(), file: "甲.xlsx")
        #expect(text.components(separatedBy: "\n\n").count == 5)
        for line in text.split(separator: "\n") {
            // A closing mark may hang over.
            #expect(line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } <= 102, "\(line)")
        }
        #expect(!text.contains("\u{1B}"))
        #expect(sentences.text(try broken(), file: "甲.xlsx", isColoured: true).contains("\u{1B}[1;31m错误 R303\u{1B}[0m"))
    }

    @Test(arguments: [
        ("一二三四五六", 8, ["一二三四", "五六"]), ("一二三四，五", 8, ["一二三四，", "五"]), ("一 R301 二", 6, ["一", "R301", "二"]), ("", 8, []),
        ("aaaaaaaaaaaa", 5, ["aaaaaaaaaaaa"]),
    ])
    func wrapsByColumns(text: String, width: Int, lines: [String]) { #expect(Sentences.wrapped(text, width: width) == lines) }

    @Test func sarifNamesRuleLevelAndCell() throws {
        let run = sentences.sarif(try broken(), file: "收件/甲 1.xlsx", version: "1")["runs"]
        guard case .array(let runs)? = run, case .array(let results)? = runs.first?["results"], let last = results.last else {
            Issue.record("no results")
            return
        }
        #expect(last["ruleId"]?.string == "R401")
        #expect(last["level"]?.string == "error")
        guard case .array(let locations)? = last["locations"] else {
            Issue.record("no locations")
            return
        }
        #expect(locations[0]["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "%E6%94%B6%E4%BB%B6/%E7%94%B2%201.xlsx")
        guard case .array(let cells)? = locations[0]["logicalLocations"] else {
            Issue.record("no cells")
            return
        }
        #expect(cells.first?["fullyQualifiedName"]?.string == "表3!G8")
    }

    @Test func anAcceptedFindingReturnsWhenItsValuesChange() throws {
        var finding = Finding(.init("Y801"), fields: ["a", "b"], found: "34", expected: "33")
        let list = #"[{"code": "Y801", "fields": ["b", "a"], "found": "34", "expected": "33", "reason": "漏记"}]"#
        let acceptances = try Acceptances([UInt8](list.utf8))
        #expect(acceptances.applied(to: [finding]).map(\.accepted) == ["漏记"])
        #expect(sentences.text(acceptances.applied(to: [finding]), file: "甲").contains("已说明 1 处"))
        finding.found = "35"
        #expect(acceptances.applied(to: [finding]).map(\.accepted) == [nil])
    }

    @Test(arguments: ["", "{}", "[1]", #"[{"code": "Y801"}]"#, #"[{"reason": "x"}]"#]) func otherListsAreRefused(text: String) {
        #expect { try Acceptances([UInt8](text.utf8)) } throws: { ($0 as? Finding)?.code == .notAcceptances }
    }

    @Test func lastYearsCellsAreNamedWithTheirFile() throws {
        let bytes = try [UInt8](Data(contentsOf: repository.appending(path: "Fixtures/city/input.xlsx")))
        let reading = try converter.read(bytes)
        var before = reading
        before.report.year = 2023
        let findings = converter.findings(of: reading, previous: (before, "2023.xlsx")).filter {
            $0.code.description == "Y801"
        }
        #expect(findings.map(\.fields.first) == ["requests.carriedOver.naturalPerson", "requests.carriedOver.total"])
        #expect(findings.first?.origins.last?.sheet == "[2023.xlsx]" + (findings.first?.origins.first?.sheet ?? ""))
    }

    @Test(arguments: [("zh", "docs/rules.md"), ("en", "docs/rules.en.md")]) func thePageOfRulesIsWhatRulesPrints(
        language: String, path: String
    ) throws {
        let page = try String(contentsOf: repository.appending(path: path), encoding: .utf8)
        let sentences = Sentences(try #require(Language(rawValue: language)))
        #expect(page.hasPrefix(sentences.rulesDocument(Form.known)))
        #expect(!page.contains("{"))
    }
}
