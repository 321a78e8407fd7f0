import Forms
import Foundation
import Model
import Text

/// Reads the figures of one form from a workbook's sheets. A field may have several candidates, where a table stands twice.
struct FigureReader {
    /// A cell where a row and a column of a found block cross, so that it may hold the figure of a field.
    struct Candidate {
        /// The index of the sheet in `sheets`.
        let sheet: Int
        let address: CellAddress
        /// The cell; nil if nothing is stored there.
        let cell: Cell?
        /// The cell's text as a figure.
        let reading: FigureText
    }

    /// A block of a table with its placement on a sheet.
    struct PlacedBlock {
        /// The id of the table.
        let table: String
        let block: Form.Block
        /// The index of the sheet in `sheets`.
        let sheet: Int
        fileprivate(set) var placement: Placement
    }

    let form: Form
    let sheets: [LabelledSheet]
    /// The first candidate of each field, by the field's index.
    private var first: [Candidate?]
    /// The candidates after the first, by the field's index. Few fields have any.
    private var further: [Int: [Candidate]] = [:]
    /// The blocks that were found, in the form's order; the copies of one block in the order of the sheets.
    private(set) var placedBlocks: [PlacedBlock] = []

    init(_ reader: FormReader, on sheets: [LabelledSheet], ofOtherYears: Set<Int> = []) {
        form = reader.form
        self.sheets = sheets
        first = Array(repeating: nil, count: form.fields.count)
        for (table, finders) in zip(form.tables, reader.finders) {
            for (block, finder) in zip(table.blocks, finders) {
                placedBlocks += Self.placedBlocks(of: block, finder, in: table.definition.id, on: sheets, ofOtherYears)
            }
        }
        for placed in placedBlocks { claim(placed, assumed: false) }
    }

    /// Makes candidates under assumed labels too, except in the tables with these ids and under labels with these keys.
    mutating func assume(exceptTables: Set<String>, exceptLabels: Set<LabelKey>) {
        guard placedBlocks.contains(where: \.placement.isAssumed) else { return }
        for (p, placed) in placedBlocks.enumerated() where placed.placement.isAssumed {
            placedBlocks[p].placement.leaveOut { exceptTables.contains(placed.table) || exceptLabels.contains($0.label.key) }
        }
        first = Array(repeating: nil, count: form.fields.count)
        further = [:]
        for placed in placedBlocks { claim(placed, assumed: true) }
    }

    /// The number of fields that have a candidate.
    var claimed: Int { first.count { $0 != nil } }

    func isClaimed(_ field: Form.Field) -> Bool { first[field.index] != nil }

    /// Whether any field has several candidates.
    var hasRivals: Bool { !further.isEmpty }

    /// The candidates of a field if there are several; empty if there is one or none.
    func rivals(of field: Form.Field) -> [Candidate] {
        further[field.index].map { (first[field.index].map { [$0] } ?? []) + $0 } ?? []
    }

    /// The candidate that the figure is read from: the first that is not blank, else the first.
    func chosen(_ field: Form.Field) -> Candidate? {
        rivals(of: field).first { $0.reading != .blank } ?? first[field.index]
    }

    /// The share of a table's fields that have a candidate, 0 to 1; 0 if the form has no such table.
    func coverage(of table: String) -> Double {
        guard let fields = form.tables.first(where: { $0.definition.id == table })?.fields, !fields.isEmpty else { return 0 }
        return Double(fields.count(where: isClaimed)) / Double(fields.count)
    }

    /// The origin of a candidate's cell.
    func origin(_ candidate: Candidate) -> Origin {
        Origin(
            sheet: sheets[candidate.sheet].sheet.name, cell: candidate.address, raw: candidate.cell?.shown ?? "",
            formula: candidate.cell?.formula)
    }

    /// The first header cell of a table; nil if no block of it was found.
    func headerOrigin(of table: String) -> Origin? { placedBlocks.first { $0.table == table }.map(headerOrigin) }

    func headerOrigin(of placed: PlacedBlock) -> Origin { origin(of: placed.placement.header, sheet: placed.sheet) }

    /// The origin of a label's cell on the sheet with that index.
    func origin(of label: CellRange, sheet s: Int) -> Origin {
        Origin(
            sheet: sheets[s].sheet.name, cell: label.first, raw: sheets[s].cell(at: label.first)?.text ?? "")
    }

    /// The placements of a block: on sheets of the report's year if there are any, else of other years; among these, on
    /// visible sheets if there are any, else on hidden ones.
    private static func placedBlocks(
        of block: Form.Block, _ finder: BlockFinder, in table: String, on sheets: [LabelledSheet], _ ofOtherYears: Set<Int>
    ) -> [PlacedBlock] {
        func all(_ placements: (LabelledSheet) -> [Placement]) -> [PlacedBlock] {
            sheets.indices.flatMap { s in
                placements(sheets[s]).map { PlacedBlock(table: table, block: block, sheet: s, placement: $0) }
            }
        }
        var found = all(finder.placements)
        if found.isEmpty { found = all(finder.likelyPlacements) }
        // A header word elsewhere on the sheet gives a placement of few cells; a real table has many times as many.
        func size(_ placed: PlacedBlock) -> Int { placed.placement.rows.count * placed.placement.columns.count }
        let largest = found.map(size).max() ?? 0
        let real = found.filter { size($0) * 4 > largest }
        func rank(_ placed: PlacedBlock) -> Int {
            (ofOtherYears.contains(placed.sheet) ? 2 : 0) + (sheets[placed.sheet].sheet.visibility == .visible ? 0 : 1)
        }
        let best = real.map(rank).min()
        return real.filter { rank($0) == best }
    }

    private mutating func claim(_ placed: PlacedBlock, assumed: Bool) {
        func lines(_ lines: [Line]) -> [Line] { assumed ? lines : lines.filter { $0.match == .spelt } }
        let sheet = sheets[placed.sheet]
        let (columns, start) = (lines(placed.placement.columns), placed.placement.firstColumn)
        for row in lines(placed.placement.rows) {
            for column in columns {
                let field = placed.block.fields[row.leaf][column.leaf]
                let address = Self.crossing(row: row.label.range.first.row, column.label.range.columns, from: start, on: sheet)
                let cell = sheet.cell(at: address)
                let candidate = Candidate(
                    sheet: placed.sheet, address: address, cell: cell, reading: Self.reading(of: cell, kind: field.kind))
                if first[field.index] == nil {
                    first[field.index] = candidate
                } else {
                    further[field.index, default: []].append(candidate)
                }
            }
        }
    }

    /// The address of a figure: the first filled cell under a header, which may span several columns.
    private static func crossing(row: Int, _ columns: ClosedRange<Int>, from start: Int, on sheet: LabelledSheet) -> CellAddress {
        var first: CellAddress?
        var blank: CellAddress?
        for column in columns.prefix(64) {
            let address = sheet.shown(at: .init(row: row, column: column))
            guard address.column >= start else { continue }
            first = first ?? address
            guard let cell = sheet.cell(at: address) else { continue }
            if !cell.isBlank { return address }
            blank = blank ?? address
        }
        return blank ?? first ?? CellAddress(row: row, column: columns.lowerBound)
    }

    /// Whether the cell where a row crosses the columns of a header holds a value.
    func holdsFigures(row: Int, columns: ClosedRange<Int>, of placed: PlacedBlock) -> Bool {
        let sheet = sheets[placed.sheet]
        let cell = sheet.cell(at: Self.crossing(row: row, columns, from: placed.placement.firstColumn, on: sheet))
        if case .value = Self.reading(of: cell, kind: .amount) { return true }
        return false
    }

    private static func reading(of cell: Cell?, kind: Form.Kind) -> FigureText {
        switch cell?.kind {
        case nil: .blank
        case .number: FigureText(stored: cell?.text ?? "", kind: kind)
        case .text: FigureText(cell?.text ?? "", kind: kind)
        case .boolean: .refused(.notNumber)
        case .error: .refused(.errorValue)
        case .uncomputed: .refused(.uncomputed)
        }
    }
}

extension FigureReader {
    /// Puts the figures into a report, with their origins if `origins` is true. Returns findings about the cells that they
    /// were read from.
    func fill(_ report: inout Report, origins: Bool) -> [Finding] {
        if origins { report.origins = Array(repeating: nil, count: form.fields.count) }
        var findings: [Finding] = []
        for field in form.fields {
            guard let candidate = chosen(field) else { continue }
            report.figures[field.index] = Self.figure(candidate)
            if origins { report.origins[field.index] = origin(candidate) }
            switch candidate.reading {
            case .blank, .mark: break
            case .value(let value, let converted):
                if converted { findings.append(finding(.convertedUnit, .note, field, candidate, expected: "\(value)")) }
            case .refused(let refusal): findings.append(finding(refusal.code, .error, field, candidate, expected: nil))
            }
            if let stale = stale(field, candidate) { findings.append(stale) }
        }
        return findings
    }

    private static func figure(_ candidate: Candidate) -> Figure {
        switch candidate.reading {
        case .blank: .blank
        case .refused: .unreadable
        case .mark(let mark): .mark(mark)
        case .value(let value, _): .value(value)
        }
    }

    /// The finding if a cell's stored value differs from the result of its formula, as where a program changed the parts
    /// without computing the total anew.
    private func stale(_ field: Form.Field, _ candidate: Candidate) -> Finding? {
        guard case .value(let value, _) = candidate.reading, candidate.cell?.kind == .number,
            let formula = candidate.cell?.formula.flatMap(SumFormula.init),
            let computed = (try? formula.value(sheets[candidate.sheet].cell) ?? 0)?.roundedToStored, computed != value.decimal
        else { return nil }
        return finding(.staleFormula, .warning, field, candidate, expected: "\(computed)")
    }

    private func finding(
        _ code: Finding.Code, _ severity: Finding.Severity, _ field: Form.Field, _ candidate: Candidate, expected: String?
    ) -> Finding {
        Finding(
            code, severity, fields: [field.path], origins: [origin(candidate)], found: candidate.cell?.shown, expected: expected,
            facts: ["label": field.label])
    }
}

extension Cell {
    /// The stored text, or the formula with `=` if it was saved without its value.
    fileprivate var shown: String { kind == .uncomputed ? "=" + (formula ?? "") : text }
}
