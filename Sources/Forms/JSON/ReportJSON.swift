import Foundation
import JSON
import Model
import Text

/// Reports of one form as JSON: identity and prose, then the figures nested along their paths.
package struct ReportJSON: Sendable {
    /// The form of the reports.
    package let form: Form
    let figureTree: FigureTree

    /// Makes a writer for reports of a form.
    package init(form: Form) {
        self.form = form
        figureTree = FigureTree(form.fields.map(\.path))
    }

    /// A report as JSON. Every figure of the form is there, null if it has no value. Marks stand under `marks` by their path,
    /// and cells under `origins` if `origins` is true.
    package func json(_ report: Report, origins: Bool = false) -> JSONValue {
        let definition = form.definition
        var members: [(key: String, value: JSONValue)] = [
            ("form", .string(report.form)),
            ("year", JSONValue(report.year)),
            ("agency", .object(definition.agency.map { ($0.id, JSONValue(report.agency[$0.id])) })),
            ("narrative", .object(definition.narrative.map { ($0.id, JSONValue(report.narrative[$0.id])) })),
        ]
        var marks: [(key: String, value: JSONValue)] = []
        members += figureTree.json { path in
            switch report[path] {
            case .blank, .unreadable: return .null
            case .value(.whole(let count)): return .integer(count)
            case .value(.decimal(let amount)): return .number(amount)
            case .mark(let mark):
                marks.append((path.description, .string(mark)))
                return .null
            }
        }
        if !marks.isEmpty { members.append(("marks", .object(marks))) }
        if origins { members.append(("origins", .object(form.fields.compactMap { Self.origin(of: $0.path, in: report) }))) }
        return .object(members)
    }

    private static func origin(of path: FieldPath, in report: Report) -> (key: String, value: JSONValue)? {
        report.origin(path).map { (path.description, $0.json) }
    }
}

extension Origin {
    /// An object with `sheet`, `cell`, `raw` and, if there is one, `formula`.
    package var json: JSONValue {
        let members: [(key: String, value: JSONValue)] = [
            ("sheet", .string(sheet)), ("cell", .string(cell.description)), ("raw", .string(raw)),
        ]
        return .object(members + (formula.map { [("formula", .string($0))] } ?? []))
    }
}

extension ReportJSON {
    /// In bytes: far more than the longest report has, and little enough to decode in memory.
    static let sizeLimit = 8 << 20

    /// Reads a report from JSON. `wanted` and `year`, if given, replace the form and the year that the JSON names.
    /// Throws `J601` if the bytes are not a JSON object, `J602` if no form has that id, `J603` if they are too large.
    package static func read(_ bytes: [UInt8], forms: [Form], form wanted: String? = nil, year: Int? = nil) throws(Finding)
        -> ReportReading
    {
        guard bytes.count <= sizeLimit else { throw Finding(.jsonTooLarge, found: "\(bytes.count)", expected: "\(sizeLimit)") }
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch { throw Finding(.notJSON) }
        guard let members = json.members else { throw Finding(.notJSON) }
        let named = members.first { $0.key == "form" }?.value
        let id = wanted ?? named?.string
        guard let form = forms.first(where: { $0.id == id }) else {
            throw Finding(.unknownForm, found: id, expected: forms.map(\.id).joined(separator: "、"))
        }
        var reader = Reader(form: form, year: year)
        for (key, value) in members { reader.read(value, of: key) }
        reader.settle()
        return ReportReading(report: reader.report, form: form, findings: reader.findings)
    }

    private struct Reader {
        let form: Form
        var report: Report
        var findings: [Finding] = []
        private var origins: [FieldPath: Origin] = [:]
        private let givenYear: Int?

        init(form: Form, year: Int?) {
            self.form = form
            givenYear = year
            report = Report(form: form)
        }

        mutating func read(_ value: JSONValue, of key: String) {
            switch key {
            // `file` stands in each line that a batch writes.
            case "form", "file": break
            case "year": readYear(value)
            case "agency": report.agency = texts(value, of: key, form.definition.agency, Prose.line)
            case "narrative": report.narrative = texts(value, of: key, form.definition.narrative, Prose.paragraphs)
            case "marks":
                for (path, mark) in members(value, of: key) { read(mark: mark, of: FieldPath(path)) }
            case "origins":
                for (path, origin) in members(value, of: key) { read(origin: origin, of: FieldPath(path)) }
            case _ where form.tables.contains(where: { $0.definition.id == key }): readFigures(value, at: key)
            default: unknown(key)
            }
        }

        /// Applies origins and the year given, after all members were read: they may stand in any order.
        mutating func settle() {
            for (path, origin) in origins {
                report.setOrigin(origin, of: path)
                if report[path] == .blank, !Prose.isBlank(origin.raw) { report[path] = .unreadable }
            }
            report.year = givenYear ?? report.year
        }

        private mutating func readYear(_ value: JSONValue) {
            switch value {
            case .null: break
            case .number(let year) where year.isWhole && year >= 1900 && year < 2200: report.year = Int(year.description)
            default: wrong(value, at: "year")
            }
        }

        private mutating func texts(
            _ value: JSONValue, of key: String, _ entries: [FormDefinition.Entry], _ spelling: (String) -> String?
        ) -> [String: String] {
            var texts: [String: String] = [:]
            for (id, text) in members(value, of: key) {
                guard entries.contains(where: { $0.id == id }) else {
                    unknown("\(key).\(id)")
                    continue
                }
                switch text {
                case .null: break
                case .string(let text): texts[id] = spelling(text)
                default: wrong(text, at: "\(key).\(id)")
                }
            }
            return texts
        }

        private mutating func readFigures(_ value: JSONValue, at path: String) {
            if case .object(let members) = value {
                for (key, inner) in members { readFigures(inner, at: "\(path).\(key)") }
                return
            }
            guard let field = form.field(FieldPath(path)) else {
                if value != .null { unknown(path) }
                return
            }
            let reading: FigureText
            switch value {
            case .null: return
            case .number(let number): reading = FigureText(number, kind: field.kind)
            case .string(let text): reading = FigureText(text, kind: field.kind)
            default: reading = .refused(.notNumber)
            }
            switch reading {
            case .blank: break
            case .mark(let mark): report[field.path] = .mark(mark)
            case .value(let value, _): report[field.path] = .value(value)
            case .refused(let refusal):
                findings.append(
                    Finding(
                        refusal.code, fields: [field.path], found: Prose.brief(value.string ?? value.text, to: 60),
                        facts: ["label": field.label]))
            }
        }

        private mutating func read(mark: JSONValue, of path: FieldPath) {
            guard let field = form.field(path) else { return unknown("marks.\(path)") }
            guard let text = mark.string, case .mark(let mark) = FigureText(text, kind: field.kind) else {
                return wrong(mark, at: "marks.\(path)")
            }
            if report[path].value == nil { report[path] = .mark(mark) }
        }

        private mutating func read(origin: JSONValue, of path: FieldPath) {
            guard form.field(path) != nil else { return unknown("origins.\(path)") }
            func text(_ key: String) -> String { origin[key]?.string ?? "" }
            guard origin.members != nil, let cell = CellAddress(text("cell")) else { return wrong(origin, at: "origins.\(path)") }
            origins[path] = Origin(sheet: text("sheet"), cell: cell, raw: text("raw"), formula: origin["formula"]?.string)
        }

        private mutating func members(_ value: JSONValue, of key: String) -> [(key: String, value: JSONValue)] {
            if value != .null, value.members == nil { wrong(value, at: key) }
            return value.members ?? []
        }

        private mutating func unknown(_ path: String) { findings.append(Finding(.unknownMember, .warning, found: path)) }

        private mutating func wrong(_ value: JSONValue, at path: String) {
            findings.append(Finding(.wrongMember, found: Prose.brief(value.string ?? value.text, to: 60), facts: ["path": path]))
        }
    }
}
