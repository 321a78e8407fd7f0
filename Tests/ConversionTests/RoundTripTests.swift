import Forms
import Foundation
import Model
import Templates
import TestSupport
import Testing
import Text

@testable import Conversion

@Suite struct RoundTripTests {
    private let converter = Converter()

    /// Blank, zero, marks, totals that hold and totals that do not, decimals, awkward prose.
    private func random(_ form: Form, _ generator: inout some RandomNumberGenerator) -> Report {
        var report = Report(form: form, year: Int.random(in: 2019...2030, using: &generator))
        for field in form.fields {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0, 1: break
            case 2: report[field.path] = Figure.mark(["/", "—", "不适用", "无"].randomElement(using: &generator) ?? "/")
            case 3, 4: report[field.path] = Figure(0)
            default:
                let value = Int.random(in: (field.kind == .signedCount ? -9_999 : 0)...99_999, using: &generator)
                let shift = field.kind == .amount ? Int.random(in: -12...0, using: &generator) : 0
                report[field.path] = Figure(Decimal(value) * Decimal(sign: .plus, exponent: shift, significand: 1))
            }
        }
        for relation in form.relations where Bool.random(using: &generator) {
            guard let total = relation.total else { continue }
            report[total] = Figure(relation.right.reduce(0) { $0 + (report.value($1) ?? 0) })
        }
        let texts = [
            "=1+1", "-5", "@甲", "+86", "_x0041_ 与 _x005F_", "甲\n乙", "\"引\" <号> & '单'", "😀\t制表", "0012", "1e5", "TRUE", "#N/A",
        ]
        for id in form.definition.agency.map(\.id) {
            report.agency[id] = texts.randomElement(using: &generator).flatMap(Prose.line)
        }
        for id in form.definition.narrative.map(\.id) {
            report.narrative[id] = texts.randomElement(using: &generator).flatMap(Prose.paragraphs)
        }
        return report
    }

    @Test(arguments: 0..<30) func aReportComesBackFromAWorkbookAndFromJSON(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let report = random(Form.known[Int(seed) % 2], &generator)
        let workbook = try converter.bytes(of: report, as: .xlsx, scratchBeside: "-")
        #expect(try converter.read(workbook).report.withoutOrigins == report.withoutOrigins)
        let json = try converter.bytes(of: report, as: .json, scratchBeside: "-")
        #expect(try converter.read(json).report == report)
    }

    @Test func sameInputSameBytes() throws {
        var generator = SplitMix(seed: 7)
        let report = random(Form.newest, &generator)
        #expect(
            try converter.bytes(of: report, as: .xlsx, scratchBeside: "-")
                == converter.bytes(of: report, as: .xlsx, scratchBeside: "-"))
    }

    @Test func longProseComesBackAsOneText() throws {
        var report = Report(form: .newest, year: 2024)
        report.narrative["overview"] = (0..<9_000).map { "第\($0)段😀" }.joined(separator: "\n")
        report.narrative["problems"] = String(repeating: "长", count: 70_000)
        #expect(
            try converter.read(converter.bytes(of: report, as: .xlsx, scratchBeside: "-")).report.narrative == report.narrative)
    }

    @Test(arguments: ["2021", "2019"]) func theBlankWorkbooksInTemplatesAreWhatIsWritten(form: String) throws {
        let written = try converter.bytes(of: Report(form: converter.form(form)), as: .xlsx, scratchBeside: "-")
        let kept = repository.appendingPathComponent("Templates/Workbooks/政府信息公开年报-\(form).xlsx")
        #expect(try [UInt8](Data(contentsOf: kept)) == written)
    }
}
