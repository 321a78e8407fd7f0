import Archive
import Charts
import Documents
import Forms
import Foundation
import Model
import Reading
import Templates
import Testing

@testable import Conversion

/// A form of 2027 is one more file: form 2021 with a row more, another section heading, and nothing else in the program.
@Suite struct NewFormTests {
    private static let row = "6.以自动化程序批量提交的申请"
    private static let heading = "一、年度工作概述"
    private static let added: FieldPath = "requests.results.notProcessed.automated.naturalPerson"

    private let form: Form
    private let converter: Converter

    init() throws {
        let known = try #require(Templates.forms.first)
        var text = String(decoding: known, as: UTF8.self)
        let last = #"{"id": "reissue", "label": "5.要求行政机关确认或重新出具已获取信息"}"#
        for (old, new) in [
            (#""id": "2021""#, #""id": "2027""#), (#""from": 2021"#, #""from": 2027"#),
            (#""label": "一、总体情况""#, #""label": "\#(Self.heading)""#),
            (last, last + #", {"id": "automated", "label": "\#(Self.row)"}"#),
        ] {
            try #require(text.components(separatedBy: old).count == 2, "\(old)")
            text.replace(old, with: new)
        }
        let form = try Form(json: [UInt8](text.utf8))
        self.form = form
        converter = Converter(forms: FormToolbox(newest: form) { Form.known })
    }

    /// A report with a figure in every field, prose in every section, and relations that hold.
    private func sound() -> Report {
        var report = Report(form: form, year: 2027)
        for field in form.fields { report[field.path] = Figure(Decimal(field.index % 5 + 1)) }
        for code in ["R302", "R303", "R301", "R401"] {
            for relation in form.relations where relation.rule.code == code {
                let others = relation.left.dropFirst().reduce(0) { $0 + (report.value($1) ?? 0) }
                report[relation.left[0]] = Figure(relation.right.reduce(-others) { $0 + (report.value($1) ?? 0) })
            }
        }
        for contact in form.definition.agency { report.agency[contact.id] = "望川市人民政府" }
        for section in form.definition.narrative {
            report.narrative[section.id] = "本年度依法办理政府信息公开申请，没有收取信息处理费，各项工作按照要求进行，情况良好。"
        }
        return report
    }

    private func bytes(_ report: Report, as format: DataFormat) throws -> [UInt8] {
        try converter.bytes(of: report, as: format, scratchBeside: "-")
    }

    private func findings(_ report: Report) throws -> [Finding] {
        try converter.findings(of: converter.read(bytes(report, as: .xlsx)))
    }

    @Test func itIsTheFormOfItsYears() throws {
        #expect(form.problems == [])
        #expect(converter.form(forYear: 2027)?.id == "2027")
        #expect(converter.form(forYear: 2026)?.id == Form.newest.id)
        #expect(try converter.form("2027").fields.count == Form.newest.fields.count + 7)
    }

    /// Though the file of the form before says no end.
    @Test func theFormBeforeEnds() throws {
        #expect(try converter.form(Form.newest.id).definition.years.through == 2026)
        let report = Report(form: .newest, year: 2027, figures: ["requests.received.total": Figure(3)])
        let codes = try findings(report).map(\.code.description)
        #expect(codes.contains("C503"), "\(codes)")
    }

    @Test(arguments: [DataFormat.xlsx, .json]) func blankAndFilledReportsComeBack(format: DataFormat) throws {
        for report in [Report(form: form, year: 2027), sound()] {
            let reading = try converter.read(bytes(report, as: format))
            #expect(reading.form.id == "2027")
            #expect(reading.findings.filter { $0.code != .agencyMissing } == [])
            #expect(reading.report.withoutOrigins == report)
        }
    }

    @Test func workbooksOfTheFormBeforeAreReadAsThatForm() throws {
        let report = Report(form: .newest, year: 2026, agency: ["name": "甲局"], figures: ["requests.received.total": Figure(3)])
        let reading = try converter.read(bytes(report, as: .xlsx))
        #expect(reading.form.id == Form.newest.id)
        #expect(reading.report.withoutOrigins == report)
    }

    @Test func soundReportsHaveNoErrorAndBrokenSumsHaveTheirs() throws {
        var report = sound()
        #expect(try findings(report).filter { $0.severity == .error } == [])
        report[Self.added] = Figure((report.value(Self.added) ?? 0) + 9)
        let errors = try findings(report).filter { $0.severity == .error }
        #expect(Set(errors.map(\.code.description)) == ["R301", "R302"])
        #expect(errors.allSatisfy { $0.culprit?.field == Self.added })
    }

    /// Templates/Prose and Templates/Charts speak of groups, so the row counts there without an entry.
    @Test func proseAndChartsCountTheNewRow() throws {
        var report = sound()
        let group = form.fields.map(\.path).filter {
            $0.description.hasPrefix("requests.results.notProcessed.") && $0.description.hasSuffix(".total")
        }
        let count = try #require(report.sum(group))
        for (stated, codes) in [(count, []), (count - 1, ["T601"])] {
            report.narrative["overview"] = "本年度办理政府信息公开申请，其中不予处理\(stated)件，各项工作按照要求进行，情况良好。"
            #expect(try findings(report).map(\.code.description).filter { $0.hasPrefix("T") } == codes)
        }
        let reading = try converter.read(bytes(report, as: .json))
        let bars = Chart.all(of: reading).charts.first { $0.id == "results" }?.bars
        #expect(bars?.first { $0.label == "不予处理" }?.value == count)
        let drafted = try converter.worded(converter.read(bytes(Report(form: form, year: 2027), as: .json)), drafting: true)
        #expect(drafted.drafts.contains("overview") && drafted.findings == [])
    }

    @Test func publishedReportsHaveTheNewRowAndSection() throws {
        let report = sound()
        let reading = try converter.read(bytes(report, as: .json))
        let document = try converter.document(of: converter.worded(reading), charts: Chart.all(of: reading).charts)
        for format in [DocumentFormat.html, .markdown, .word] {
            let bytes = try format.bytes(of: document)
            let text = String(decoding: try format == .word ? ZipArchive(bytes).read("word/document.xml") : bytes, as: UTF8.self)
            #expect(text.contains(Self.row.dropFirst(2)) && text.contains(Self.heading.dropFirst(2)), "\(format)")
            guard format != .markdown else { continue }
            let read = try converter.read(bytes)
            #expect(read.form.id == "2027" && read.report.figures == report.figures, "\(format)")
        }
    }
}
