import Editing
import Forms
import Foundation
import Model
import Readers
import Reading

/// The changes that put a report into somebody else's workbook, in place.
package struct Filling {
    /// A cell that changes.
    package struct Change {
        /// The name of the sheet.
        package let sheet: String
        /// The address on the sheet.
        package let cell: CellAddress
        /// The text before the change; empty for a blank cell.
        package let before: String
        /// The text after the change; empty for a blank cell.
        package let after: String
        /// The label of the figure, contact or section, for a person.
        package let label: String
    }

    /// The cells that change, in the order of the workbook.
    package let changes: [Change]
    /// The formulas that are replaced by figures (`O709`).
    package let findings: [Finding]
    fileprivate let contents: [String: [CellAddress: CellContent]]
}

extension Converter {
    /// The changes that put a report into a workbook. Throws `O706` if the workbook is not .xlsx, and any finding that keeps
    /// it from being read.
    package func filling(of template: [UInt8], with report: Report) throws -> Filling {
        let file = try InputFile(template, limits: limits)
        guard file.kind == .xlsx else { throw Finding(.templateNotWorkbook) }
        let workbook = try agencySheets(of: file)
        let reader = reader(form: report.form)
        let reading = try reader.read(workbook)
        var draft = FillingDraft(workbook, reading: reading, report: report)
        draft.putFigures()
        draft.putWriting(reader.writingSlots(in: workbook, form: reading.form))
        return draft.filling
    }

    /// The filled workbook, and findings about the parts of the report that are missing when it is read back. `path` is that
    /// of the output. Throws `O705` if its extension does not fit the workbook.
    package func filled(
        _ template: [UInt8], with report: Report, _ filling: Filling, to path: String
    ) throws -> (bytes: [UInt8], lost: [Finding]) {
        var editor = try WorkbookEditor(template, limits: limits)
        try check(path, fits: editor)
        try editor.fill(filling.contents)
        let bytes = try editor.bytes()
        var reader = own
        reader.form = report.form
        return (bytes, Self.lost(from: report, in: try reader.read(bytes)))
    }

    /// The findings about figures (`O707`) and about contacts and sections (`O708`) that the filled workbook does not give.
    private static func lost(from report: Report, in reading: ReportReading) -> [Finding] {
        let (found, form) = (reading.report, reading.form)
        let fields = form.fields.filter { field in
            let (wanted, got) = (report[field.path], found[field.path])
            return wanted.value != got.value || wanted.mark != got.mark
        }
        let definition = form.definition
        var names = definition.agency.filter { report.agency[$0.id] != found.agency[$0.id] }.map(\.label)
        if report.year != found.year { names.append(definition.year.label) }
        names += definition.narrative.filter { report.narrative[$0.id] != found.narrative[$0.id] }.map(\.label)
        var findings: [Finding] = []
        if !fields.isEmpty {
            findings.append(
                Finding(
                    .figuresNotPlaced, fields: fields.map(\.path), found: "\(fields.count)",
                    expected: form.lines(of: fields).joined(separator: "、")))
        }
        if !names.isEmpty { findings.append(Finding(.writingNotPlaced, .warning, expected: names.joined(separator: "、"))) }
        return findings
    }
}

/// The state while a filling is put together.
private struct FillingDraft {
    private let sheets: [String: Sheet]
    private let order: [String]
    private let reading: ReportReading
    private let report: Report
    private var contents: [String: [CellAddress: CellContent]] = [:]
    private var labels: [String: [CellAddress: String]] = [:]
    private var findings: [Finding] = []

    init(_ workbook: Workbook, reading: ReportReading, report: Report) {
        sheets = Dictionary(workbook.sheets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        order = workbook.sheets.map(\.name)
        self.reading = reading
        self.report = report
    }

    /// The finished filling. Cells that hold the same already are left out, so that they stay as they are written.
    var filling: Filling {
        var changes: [Filling.Change] = []
        var changed: [String: [CellAddress: CellContent]] = [:]
        for sheet in order {
            for (address, content) in (contents[sheet] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let before = sheets[sheet]?.cells[address]
                guard !content.isSame(as: before) else { continue }
                changed[sheet, default: [:]][address] = content
                changes.append(
                    .init(
                        sheet: sheet, cell: address, before: before?.text ?? "", after: content.shown,
                        label: labels[sheet]?[address] ?? ""))
            }
        }
        return Filling(changes: changes, findings: findings, contents: changed)
    }

    private mutating func put(_ content: CellContent, _ sheet: String, _ cell: CellAddress, label: String) {
        contents[sheet, default: [:]][cell] = content
        labels[sheet, default: [:]][cell] = label
    }

    /// Puts all figures first, then decides about cells with a formula: the formula stays if it gives the report's figure
    /// from the figures around it.
    mutating func putFigures() {
        let located = reading.form.fields.compactMap { field in
            reading.report.origin(field.path).map { (field: field, origin: $0, cell: $0.cell) }
        }
        for (field, origin, cell) in located {
            put(CellContent(report[field.path]), origin.sheet, cell, label: field.label)
        }
        for (field, origin, cell) in located {
            guard let formula = origin.formula else { continue }
            let figure = report[field.path]
            if figure.mark == nil, gives(formula, figure.value?.decimal, on: origin.sheet) {
                put(
                    .cached(figure.value?.description ?? "", isNumber: figure.value != nil), origin.sheet, cell,
                    label: field.label)
            } else {
                findings.append(
                    Finding(
                        .formulaReplaced, .warning, fields: [field.path], origins: [origin], found: "=" + formula,
                        expected: figure.text ?? "", facts: ["label": field.label]))
            }
        }
    }

    /// Whether a formula gives a value after the sheet is filled.
    private func gives(_ formula: String, _ value: Decimal?, on name: String) -> Bool {
        guard let sheet = sheets[name], let sum = SumFormula(formula) else { return false }
        let given = try? sum.value { address in
            switch contents[name]?[address] {
            case nil: sheet.cells[address]
            case .blank: nil
            case .number(let digits), .cached(let digits, isNumber: true): Cell(.number, digits)
            case .text(let text), .cached(let text, isNumber: false): Cell(.text, text)
            }
        }
        return given == .some(value)
    }

    mutating func putWriting(_ slots: [WritingSlot]) {
        let definition = reading.form.definition
        for slot in slots {
            guard let cell = slot.cells.first else { continue }
            switch slot.value {
            case .agency(let id):
                let text = slot.lead + (report.agency[id] ?? "")
                put(
                    text.isEmpty ? .blank : .text(text), slot.sheet, cell,
                    label: definition.agency.first { $0.id == id }?.label ?? id)
            case .year:
                let year = report.year.map { "\($0)" } ?? ""
                let content: CellContent = slot.lead.isEmpty ? year.isEmpty ? .blank : .number(year) : .text(slot.lead + year)
                put(content, slot.sheet, cell, label: definition.year.label)
            case .title(let title):
                put(.text(report.titleLines(title).joined()), slot.sheet, cell, label: definition.title)
            case .section(let id):
                putSection(report.narrative[id], at: slot, label: definition.narrative.first { $0.id == id }?.label ?? id)
            }
        }
    }

    private mutating func putSection(_ text: String?, at slot: WritingSlot, label: String) {
        let pieces = CellText.pieces(of: text ?? "")
        for (index, cell) in slot.cells.enumerated() {
            let piece = index < pieces.count ? pieces[index] : ""
            put(piece.isEmpty ? .blank : .text(piece), slot.sheet, cell, label: label)
        }
        for cell in slot.cleared { put(.blank, slot.sheet, cell, label: label) }
    }
}

extension CellContent {
    fileprivate func isSame(as cell: Cell?) -> Bool {
        switch self {
        case .blank: cell == nil
        case .number(let digits):
            cell?.kind == .number && cell?.formula == nil && Decimal(string: cell?.text ?? "") == Decimal(string: digits)
        case .text(let text): cell?.kind == .text && cell?.formula == nil && cell?.text == text
        case .cached(let value, _):
            cell?.text == value || Decimal(string: cell?.text ?? "") == Decimal(string: value) && !value.isEmpty
        }
    }

    fileprivate var shown: String {
        switch self {
        case .blank: ""
        case .number(let text), .text(let text), .cached(let text, _): text
        }
    }
}
