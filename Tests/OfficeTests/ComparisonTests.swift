import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Conversion
@testable import Office

@Suite struct WordDiffTests {
    private func shown(_ old: String, _ new: String) -> String { WordDiff.pieces(from: old, to: new).map(\.text).joined() }

    @Test(arguments: [
        ("", "", ""), ("甲", "甲", "甲"), ("", "甲", "{+甲+}"), ("甲", "", "[-甲-]"),
        ("收到申请3119件。", "收到申请3120件。", "收到申请[-3119-]{+3120+}件。"),
        ("一句。二句。三句。", "一句。三句。", "一句。[-二句。-]三句。"),
        ("公开办公室负责。", "政务公开办负责。", "{+政务+}公开办[-公室-]负责。"),
        ("第一段\n第二段", "第一段\n第2段", "第一段\n第[-二-]{+2+}段"),
    ])
    func showsWords(old: String, new: String, expected: String) { #expect(shown(old, new) == expected) }

    @Test func bothTextsCanBeReadFromThePieces() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            func text() -> String {
                String(
                    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                        "公开申请件。；\n12".randomElement(using: &generator) ?? "。"
                    })
            }
            let (old, new) = (text(), text())
            let pieces = WordDiff.pieces(from: old, to: new)
            #expect(pieces.map { if case .in = $0 { "" } else { $0.bare } }.joined() == old)
            #expect(pieces.map { if case .out = $0 { "" } else { $0.bare } }.joined() == new)
        }
    }

    @Test(.timeLimit(.minutes(1))) func longTextsTakeSeconds() {
        let old = String(repeating: "公开申请", count: 20_000)
        #expect(WordDiff.pieces(from: old, to: old + "甲").count == 2)
        let sentences = (0..<20_000).map { "第\($0)句。" }.joined()
        #expect(WordDiff.pieces(from: sentences, to: sentences.replacingOccurrences(of: "7", with: "八")).count > 1)
    }
}

extension WordDiff.Piece {
    fileprivate var bare: String {
        switch self {
        case .same(let text), .out(let text), .in(let text): text
        }
    }
}

@Suite struct ComparisonTests {
    private let form = Form.newest

    private func reading(_ figures: [FieldPath: Figure], _ narrative: [String: String] = [:]) throws -> ReportReading {
        let converter = Converter()
        return try converter.read(
            converter.bytes(
                of: Report(form: form, year: 2024, narrative: narrative, figures: figures), as: .json, scratchBeside: "-"))
    }

    @Test func blankZeroAndMarkDiffer() throws {
        let path: FieldPath = "proactive.licensing.decisions"
        let figures = [Figure.blank, Figure(0), Figure.mark("/")]
        for (a, before) in figures.enumerated() {
            for (b, after) in figures.enumerated() {
                let comparison = Comparison(try reading([path: before]), findings: [], try reading([path: after]), findings: [])
                #expect(comparison.figures.map(\.path) == (a == b ? [] : [path]))
                #expect(comparison.isSame == (a == b))
            }
        }
    }

    @Test func findingsAreToldApartByWhatTheyAreAbout() throws {
        let (one, other) = (Finding(.init("R301"), fields: ["a"], found: "1"), Finding(.init("R301"), fields: ["b"], found: "1"))
        var moved = one
        moved.origins = [Origin(sheet: "表", cell: "D7", raw: "1")]
        let comparison = Comparison(try reading([:]), findings: [one], try reading([:]), findings: [moved, other])
        #expect(comparison.new == [other] && comparison.gone == [])
    }

    @Test func reportsOfTwoFormsMeetByTheNamesOfTheirFigures() throws {
        let converter = Converter()
        let path: FieldPath = "requests.received.total"
        let old = try converter.read(
            converter.bytes(
                of: Report(
                    form: converter.form("2019"), year: 2020,
                    figures: [path: Figure(3), "proactive.procurement.projects": Figure(2)]), as: .json, scratchBeside: "-"))
        let comparison = Comparison(old, findings: [], try reading([path: Figure(5)]), findings: [])
        #expect(comparison.figures.map(\.path) == [path, "proactive.procurement.projects"])
        #expect(comparison.figures[0].difference == 2 && comparison.figures[1].difference == nil)
        #expect(comparison.texts.map(\.id) == ["form", "year"])
    }
}
