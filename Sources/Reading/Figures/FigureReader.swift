import Forms
import Foundation
import Model
import Text

/// The figures of one form as a workbook's sheets give them, with every place that claims each.
struct FigureReader {
    /// A place that claims to be a figure's.
    struct Claim {
        let sheet: Int
        let address: CellAddress
        let cell: Cell?
        let reading: FigureText
    }

    /// A block of a table on a sheet.
    struct Place {
        let table: String
        let block: Form.Block
        let sheet: Int
        fileprivate(set) var placement: Placement
    }

    let form: Form
    let sheets: [LabelledSheet]
    /// The first claim of each figure, by its index, and those after it, which few figures have.
    private var first: [Claim?]
    private var further: [Int: [Claim]] = [:]
    /// Where the blocks of each table stand, in the order in which they are asked.
    private(set) var places: [Place] = []

    init(_ reader: FormReader, on sheets: [LabelledSheet], ofOtherYears: Set<Int> = []) {
        form = reader.form
        self.sheets = sheets
        first = Array(repeating: nil, count: form.fields.count)
        for (table, finders) in zip(form.tables, reader.finders) {
            for (block, finder) in zip(table.blocks, finders) {
                places += Self.places(of: block, finder, in: table.definition.id, on: sheets, ofOtherYears)
            }
        }
        for place in places { claim(place, assumed: false) }
    }

    /// Claims what stands under assumed labels too, but for the tables of these ids and labels of these spellings.
    mutating func assume(exceptTables: Set<String>, exceptLabels: Set<LabelKey>) {
        guard places.contains(where: \.placement.isAssumed) else { return }
        for (p, place) in places.enumerated() where place.placement.isAssumed {
            places[p].placement.leaveOut { exceptTables.contains(place.table) || exceptLabels.contains($0.label.key) }
        }
        first = Array(repeating: nil, count: form.fields.count)
        further = [:]
        for place in places { claim(place, assumed: true) }
    }

    /// How many figures have a place.
    var claimed: Int { first.count { $0 != nil } }

    func isClaimed(_ field: Form.Field) -> Bool { first[field.index] != nil }

    /// Whether any figure has several claims.
    var hasRivals: Bool { !further.isEmpty }

    /// The claims of a figure, where there are several.
    func rivals(of field: Form.Field) -> [Claim] {
        further[field.index].map { (first[field.index].map { [$0] } ?? []) + $0 } ?? []
    }

    /// The first place that holds something.
    func chosen(_ field: Form.Field) -> Claim? {
        rivals(of: field).first { $0.reading != .blank } ?? first[field.index]
    }

    /// The share of a table's figures that have a place; 0 for a table that the form has not.
    func coverage(of table: String) -> Double {
        guard let fields = form.tables.first(where: { $0.definition.id == table })?.fields, !fields.isEmpty else { return 0 }
        return Double(fields.count(where: isClaimed)) / Double(fields.count)
    }

    /// A cell as the report remembers it.
    func origin(_ claim: Claim) -> Origin {
        Origin(
            sheet: sheets[claim.sheet].sheet.name, cell: claim.address, raw: claim.cell?.shown ?? "",
            formula: claim.cell?.formula)
    }

    /// The header cell where a table begins.
    func headerOrigin(of table: String) -> Origin? { places.first { $0.table == table }.map(headerOrigin) }

    func headerOrigin(of place: Place) -> Origin { origin(of: place.placement.header, sheet: place.sheet) }

    /// The cell of a label as the report remembers it.
    func origin(of label: CellRange, sheet s: Int) -> Origin {
        Origin(
            sheet: sheets[s].sheet.name, cell: label.first, raw: sheets[s].cell(at: label.first)?.text ?? "")
    }

    /// Where a block stands: on sheets of the report's year before those of another, on visible ones before hidden ones.
    private static func places(
        of block: Form.Block, _ finder: BlockFinder, in table: String, on sheets: [LabelledSheet], _ ofOtherYears: Set<Int>
    ) -> [Place] {
        func all(_ placements: (LabelledSheet) -> [Placement]) -> [Place] {
            sheets.indices.flatMap { s in
                placements(sheets[s]).map { Place(table: table, block: block, sheet: s, placement: $0) }
            }
        }
        var found = all(finder.placements)
        if found.isEmpty { found = all(finder.likelyPlacements) }
        // A header word that stands elsewhere makes a sliver of a table; the real ones are many times its size.
        func size(_ place: Place) -> Int { place.placement.rows.count * place.placement.columns.count }
        let largest = found.map(size).max() ?? 0
        let real = found.filter { size($0) * 4 > largest }
        func standing(_ place: Place) -> Int {
            (ofOtherYears.contains(place.sheet) ? 2 : 0) + (sheets[place.sheet].sheet.visibility == .visible ? 0 : 1)
        }
        let best = real.map(standing).min()
        return real.filter { standing($0) == best }
    }

    private mutating func claim(_ place: Place, assumed: Bool) {
        func lines(_ lines: [Line]) -> [Line] { assumed ? lines : lines.filter { $0.match == .spelt } }
        let sheet = sheets[place.sheet]
        let (columns, start) = (lines(place.placement.columns), place.placement.firstColumn)
        for row in lines(place.placement.rows) {
            for column in columns {
                let field = place.block.fields[row.leaf][column.leaf]
                let address = Self.crossing(row: row.label.range.first.row, column.label.range.columns, from: start, on: sheet)
                let cell = sheet.cell(at: address)
                let claim = Claim(
                    sheet: place.sheet, address: address, cell: cell, reading: Self.reading(of: cell, kind: field.kind))
                if first[field.index] == nil {
                    first[field.index] = claim
                } else {
                    further[field.index, default: []].append(claim)
                }
            }
        }
    }

    /// The cell of a figure: the first that holds something under a header that spans several columns.
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

    /// Whether a figure stands where the lines of a label and of the table cross.
    func holdsFigures(row: Int, columns: ClosedRange<Int>, of place: Place) -> Bool {
        let sheet = sheets[place.sheet]
        let cell = sheet.cell(at: Self.crossing(row: row, columns, from: place.placement.firstColumn, on: sheet))
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
    /// Puts the figures into a report, with their origins if they are wanted. Returns what is wrong with the cells that they
    /// came from.
    func fill(_ report: inout Report, origins: Bool) -> [Finding] {
        if origins { report.origins = Array(repeating: nil, count: form.fields.count) }
        var findings: [Finding] = []
        for field in form.fields {
            guard let claim = chosen(field) else { continue }
            report.figures[field.index] = Self.figure(claim)
            if origins { report.origins[field.index] = origin(claim) }
            switch claim.reading {
            case .blank, .mark: break
            case .value(let value, let converted):
                if converted { findings.append(finding(.convertedUnit, .note, field, claim, expected: "\(value)")) }
            case .refused(let refusal): findings.append(finding(refusal.code, .error, field, claim, expected: nil))
            }
            if let stale = stale(field, claim) { findings.append(stale) }
        }
        return findings
    }

    private static func figure(_ claim: Claim) -> Figure {
        switch claim.reading {
        case .blank: .blank
        case .refused: .unreadable
        case .mark(let mark): .mark(mark)
        case .value(let value, _): .value(value)
        }
    }

    /// A stored value that is not what its formula gives: the parts were changed by a program that does not compute.
    private func stale(_ field: Form.Field, _ claim: Claim) -> Finding? {
        guard case .value(let value, _) = claim.reading, claim.cell?.kind == .number,
            let formula = claim.cell?.formula.flatMap(SumFormula.init),
            let computed = (try? formula.value(sheets[claim.sheet].cell) ?? 0)?.roundedToStored, computed != value.decimal
        else { return nil }
        return finding(.staleFormula, .warning, field, claim, expected: "\(computed)")
    }

    private func finding(
        _ code: Finding.Code, _ severity: Finding.Severity, _ field: Form.Field, _ claim: Claim, expected: String?
    ) -> Finding {
        Finding(
            code, severity, fields: [field.path], origins: [origin(claim)], found: claim.cell?.shown, expected: expected,
            facts: ["label": field.label])
    }
}

extension Cell {
    /// The stored text; for a formula without a value the formula itself.
    fileprivate var shown: String { kind == .uncomputed ? "=" + (formula ?? "") : text }
}
