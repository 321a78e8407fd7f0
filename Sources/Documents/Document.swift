import Charts
import Forms
import Model
import Text

/// The published report before any file format: the title, then blocks in the form's order.
package struct Document: Sendable {
    /// A piece of the report; they follow each other down the page.
    package enum Block: Sendable {
        /// Level 1 is 一、, level 2 is （一）, level 3 is `1.`
        case heading(level: Int, String)
        case paragraph(String)
        /// The note in a section that has no text yet.
        case blank(String)
        /// The note before a section that was drafted, and that somebody has to go over.
        case draft
        case table(Table)
        case chart(Chart)
    }

    /// A table of the form with the report's figures.
    package struct Table: Sendable {
        /// The table as the form defines it.
        package let form: Form.Table
        /// The figures of the whole report, at the fields' indices.
        package let figures: [Figure]

        /// The text of the field's figure; empty for a blank.
        func text(_ field: Form.Field) -> String { figures[field.index].text ?? "" }
    }

    /// The lines of the title: the agency's name, if it is known, then the report's.
    package let title: [String]
    /// The agency's name; nil if none was given.
    package let agency: String?
    /// Everything below the title, in order.
    package let blocks: [Block]
    /// `D401` for each section that has no text yet.
    package let findings: [Finding]

    /// The document of a report. `drafts` are the ids of sections to mark as drafts; each of `charts` follows the table of its
    /// figures. Throws `D402` to `D405` for the template of the preface.
    package init(
        _ report: Report, form: Form, drafts: Set<String> = [], charts: [Chart] = [], templates: DocumentTemplates = .builtIn
    ) throws(Finding) {
        let definition = form.definition
        agency = report.agencyName
        title = report.titleLines(definition.title)
        let tables = form.tables.map { Table(form: $0, figures: report.figures) }
        var blocks: [Block] = []
        var findings: [Finding] = []

        func section(_ id: String) -> FormDefinition.Entry? { definition.narrative.first { $0.id == id } }
        func add(_ section: FormDefinition.Entry) {
            if drafts.contains(section.id) { blocks.append(.draft) }
            guard let text = report.narrative[section.id] else {
                blocks.append(.blank(definition.blankSection))
                findings.append(Finding(.sectionBlank, .warning, section: section.asSection))
                return
            }
            for line in text.split(separator: "\n") { blocks.append(Self.block(String(line), tables: tables)) }
        }

        for part in definition.document {
            switch part {
            case .table(let id):
                guard let table = tables.first(where: { $0.form.definition.id == id }) else { continue }
                blocks += [.heading(level: 1, table.form.definition.title), .table(table)]
                blocks += charts.filter { $0.table == id }.map { .chart($0) }
            case .section(let id):
                guard let section = section(id) else { continue }
                blocks.append(.heading(level: 1, section.label))
                add(section)
            case .preface(let id, let period):
                guard let section = section(id) else { continue }
                add(section)
                let facts = Self.facts(of: report, definition, period: period, beside: report.narrative[id] ?? "")
                let lines = try templates.text(of: "preface.txt", facts, escape: \.self)
                blocks += Prose.paragraphs(lines)?.split(separator: "\n").map { .paragraph(String($0)) } ?? []
            }
        }
        (self.blocks, self.findings) = (blocks, findings)
    }

    /// Its charts, in order.
    var charts: [Chart] { blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } } }

    /// What the preface must say and its text does not: the period and the contacts, for the template.
    private static func facts(
        of report: Report, _ definition: FormDefinition, period words: [String], beside text: String
    ) -> TemplateValues {
        let hasPeriod = words.contains(where: text.contains)
        let contacts = definition.agency.filter { $0.id != "name" }.compactMap { entry -> TemplateValues? in
            guard let value = report.agency[entry.id], !text.contains(value) else { return nil }
            return ["label": .text(entry.label), "value": .text(value)]
        }
        return [
            "agency": .text(report.agencyName),
            "period": hasPeriod ? nil : report.year.map { .group(["year": .text("\($0)")]) },
            "contact": contacts.isEmpty ? nil : .group(["entries": .list(contacts)]),
        ]
    }

    private static func block(_ line: String, tables: [Table]) -> Block {
        if let table = tables.first(where: { "{{表:\($0.form.definition.id)}}" == line }) { return .table(table) }
        return Headline.level(of: line).map { .heading(level: $0, line) } ?? .paragraph(line)
    }
}

/// Recognises lines of prose that are headings, by the numbering of official documents (GB/T 9704-2012 §7.3.3).
enum Headline {
    /// The most characters of a heading.
    private static let longest = 40
    private static let ordinals: Set<Unicode.Scalar> = Set("〇零一二三四五六七八九十百".unicodeScalars)
    private static let stops: Set<Unicode.Scalar> = Set("。；，：！？、…".unicodeScalars)

    /// 1 for `一、标题`, 2 for `（一）标题`, 3 for `1.标题`; nil for any other line, and where a sentence ends within it.
    static func level(of line: String) -> Int? {
        let scalars = Array(line.unicodeScalars.prefix(longest + 1))
        guard scalars.count <= longest, let last = scalars.last, !stops.contains(last), !scalars.contains("。") else { return nil }
        func run(from start: Int, _ belongs: (Unicode.Scalar) -> Bool) -> Int? {
            let end = scalars[start...].firstIndex { !belongs($0) } ?? scalars.count
            return end > start && end < scalars.count - 1 ? end : nil
        }
        if let end = run(from: 0, ordinals.contains) { return scalars[end] == "、" ? 1 : nil }
        if "（(".unicodeScalars.contains(scalars[0]), let end = run(from: 1, ordinals.contains) {
            return "）)".unicodeScalars.contains(scalars[end]) ? 2 : nil
        }
        let digits = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
        guard let end = run(from: 0, digits), "．.、".unicodeScalars.contains(scalars[end]) else { return nil }
        // 1.5万件 is a number.
        return digits(scalars[end + 1]) ? nil : 3
    }
}
