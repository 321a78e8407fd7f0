import Findings
import Foundation
import Grid
import ReportModel

/// The figures of one form as a workbook's sheets give them, with every place that claims each.
struct FigureReader {
    /// A place that claims to be a figure's.
    struct Claim {
        let sheet: Int
        let address: CellAddress
        let cell: Cell?
        let reading: FigureText
    }

    let form: Form
    let sheets: [LabelledSheet]
    private(set) var claims: [FieldPath: [Claim]] = [:]
    /// Where the headers of each table's blocks begin, by the table's id.
    private var headers: [String: [(sheet: Int, range: CellRange)]] = [:]
    /// The sheets that say they are of another year: asked only for what no other sheet has.
    private let ofOtherYears: Set<Int>

    init(_ form: Form, on sheets: [LabelledSheet], ofOtherYears: Set<Int> = []) {
        self.form = form
        self.sheets = sheets
        self.ofOtherYears = ofOtherYears
        for table in form.tables {
            for block in table.blocks { claim(block, of: table.definition.id) }
        }
    }

    /// The share of a table's figures that have a place; 0 for a table that the form has not.
    func coverage(of table: String) -> Double {
        guard let fields = form.tables.first(where: { $0.definition.id == table })?.fields, !fields.isEmpty else { return 0 }
        return Double(fields.count { claims[$0.path] != nil }) / Double(fields.count)
    }

    /// A cell as the report remembers it.
    func origin(_ claim: Claim) -> Origin {
        Origin(
            sheet: sheets[claim.sheet].sheet.name, cell: claim.address.description, raw: claim.cell?.shown ?? "",
            formula: claim.cell?.formula)
    }

    /// The header cell where a table begins.
    func headerOrigin(of table: String) -> Origin? {
        headers[table]?.first.map { place in
            let sheet = sheets[place.sheet]
            return Origin(
                sheet: sheet.sheet.name, cell: place.range.first.description,
                raw: sheet.cell(at: place.range.first)?.text ?? "")
        }
    }

    private mutating func claim(_ block: Form.Block, of table: String) {
        let finder = BlockFinder(block)
        let everywhere = sheets.indices.flatMap { s in finder.placements(on: sheets[s]).map { (sheet: s, placement: $0) } }
        let ofTheYear = everywhere.filter { !ofOtherYears.contains($0.sheet) }
        let found = ofTheYear.isEmpty ? everywhere : ofTheYear
        // A header word that stands elsewhere makes a sliver of a table; the real ones are many times its size.
        func size(_ placement: Placement) -> Int { placement.rows.count * placement.columns.count }
        let largest = found.map { size($0.placement) }.max() ?? 0
        for (s, placement) in found where size(placement) * 4 > largest {
            headers[table, default: []].append((s, placement.header))
            for row in placement.rows {
                for column in placement.columns {
                    let field = block.fields[row.leaf][column.leaf]
                    claims[field.path, default: []].append(claim(field, row: row.row, column: column, of: placement, sheet: s))
                }
            }
        }
    }

    /// The cell at a crossing: the first that holds something under a header that spans several columns.
    private func claim(
        _ field: Form.Field, row: Int, column: Placement.Column, of placement: Placement, sheet s: Int
    ) -> Claim {
        let sheet = sheets[s]
        let addresses = column.columns.prefix(64).map { sheet.shown(at: .init(row: row, column: $0)) }
            .filter { $0.column >= placement.firstColumn }
        let address =
            addresses.first { sheet.cell(at: $0) != nil } ?? addresses.first
            ?? CellAddress(row: row, column: column.columns.lowerBound)
        let cell = sheet.cell(at: address)
        return Claim(sheet: s, address: address, cell: cell, reading: Self.reading(of: cell, kind: field.kind))
    }

    private static func reading(of cell: Cell?, kind: FormDefinition.Kind) -> FigureText {
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
    /// The figures, and what is wrong with the cells they came from.
    func figures() -> (figures: [FieldPath: Figure], findings: [Finding]) {
        var figures: [FieldPath: Figure] = [:]
        var findings: [Finding] = []
        for field in form.fields {
            guard let claims = claims[field.path], let claim = Self.chosen(claims) else { continue }
            var figure = Figure(origin: origin(claim))
            switch claim.reading {
            case .blank: break
            case .mark(let mark): figure.mark = mark
            case .value(let value, let converted):
                figure.value = value
                if converted { findings.append(finding(.convertedUnit, .note, field, claim, expected: "\(value)")) }
            case .refused(let refusal):
                findings.append(finding(refusal.code, .error, field, claim, expected: nil))
            }
            if let stale = stale(field, claim, value: figure.value) { findings.append(stale) }
            figures[field.path] = figure
        }
        return (figures, findings)
    }

    /// A stored value that is not what its formula gives: the parts were changed by a program that does not compute.
    private func stale(_ field: Form.Field, _ claim: Claim, value: Decimal?) -> Finding? {
        guard let value, claim.cell?.kind == .number, let formula = claim.cell?.formula.flatMap(SumFormula.init),
            let computed = (try? formula.value(sheets[claim.sheet].cell) ?? 0)?.roundedToStored, computed != value
        else { return nil }
        return finding(.staleFormula, .warning, field, claim, expected: "\(computed)")
    }

    /// The first place that holds something.
    private static func chosen(_ claims: [Claim]) -> Claim? { claims.first { $0.reading != .blank } ?? claims.first }

    private func finding(
        _ code: Finding.Code, _ severity: Finding.Severity, _ field: Form.Field, _ claim: Claim, expected: String?
    ) -> Finding {
        Finding(
            code, severity, fields: [field.path], origins: [origin(claim)], found: claim.cell?.shown, expected: expected,
            facts: ["label": field.label])
    }

    /// Tables that are missing, incomplete, claimed twice with different figures, hidden, or of another form.
    func tableFindings(others: [FigureReader]) -> [Finding] {
        form.tables.flatMap { table -> [Finding] in
            let (id, title) = (table.definition.id, table.definition.title)
            let own = coverage(of: id)
            // A lost row is a lost row; only a clearly better fit is another form's table.
            if let better = others.first(where: { $0.coverage(of: id) > own + 0.1 }) {
                let origins = better.headerOrigin(of: id).map { [$0] } ?? []
                return [
                    Finding(
                        .tableOfOtherForm, origins: origins, found: better.form.id, expected: form.id, facts: ["table": title])
                ]
            }
            if own == 0 { return [Finding(.tableMissing, expected: title, facts: ["table": title])] }
            return incomplete(table) + conflicting(table) + hidden(table)
        }
    }

    private func incomplete(_ table: Form.Table) -> [Finding] {
        let missing = table.fields.filter { claims[$0.path] == nil }
        guard !missing.isEmpty else { return [] }
        return [
            Finding(
                .tableIncomplete, fields: missing.map(\.path), origins: headerOrigin(of: table.definition.id).map { [$0] } ?? [],
                expected: form.lines(of: missing).joined(separator: "、"), facts: ["table": table.definition.title])
        ]
    }

    private func conflicting(_ table: Form.Table) -> [Finding] {
        let fields = table.fields.filter { field in
            let held = (claims[field.path] ?? []).filter { $0.reading != .blank }
            return held.contains { $0.reading != held[0].reading }
        }
        guard !fields.isEmpty else { return [] }
        let origins = fields.flatMap { field in (claims[field.path] ?? []).filter { $0.reading != .blank }.map(origin) }
        return [
            Finding(
                .tableTwice, fields: fields.map(\.path), origins: origins, found: "\(fields.count)",
                facts: ["table": table.definition.title])
        ]
    }

    private func hidden(_ table: Form.Table) -> [Finding] {
        let chosen = table.fields.compactMap { claims[$0.path].flatMap(Self.chosen) }
        guard let claim = chosen.first(where: { sheets[$0.sheet].sheet.visibility != .visible }) else { return [] }
        return [Finding(.tableHidden, .note, origins: [origin(claim)], facts: ["table": table.definition.title])]
    }
}

extension Form {
    /// The rows and columns that figures stand in, by label: whole rows first, then what is left as columns.
    public func lines(of missing: [Field]) -> [String] {
        let paths = Set(missing.map(\.path))
        var lines: [String] = []
        for block in tables.flatMap(\.blocks) {
            let gone = block.fields.map { row in row.allSatisfy { paths.contains($0.path) } }
            if gone.allSatisfy({ $0 }) && block.rows.count == 1 && block.rows[0].labels.isEmpty { continue }
            lines += zip(block.rows, gone).filter(\.1).map { $0.0.node.label }
            for (c, column) in block.columns.enumerated() {
                let left = zip(block.fields, gone).filter { !$0.1 && paths.contains($0.0[c].path) }
                if !left.isEmpty { lines.append(column.labels.suffix(2).joined(separator: " / ")) }
            }
        }
        return lines
    }
}

extension Form.Field {
    /// Row and column for a person: `一、本年新收政府信息公开申请数量，自然人`.
    public var label: String {
        let columns = column.labels.count > 2 ? Array(column.labels.suffix(2)) : column.labels.suffix(row.labels.isEmpty ? 2 : 1)
        return (row.labels.suffix(1) + columns).joined(separator: "，")
    }
}

extension FigureText.Refusal {
    var code: Finding.Code {
        switch self {
        case .notNumber: .notFigure
        case .negative: .negativeCount
        case .fractional: .fractionalCount
        case .tooLarge: .figureTooLarge
        case .errorValue: .errorCell
        case .uncomputed: .uncomputedFormula
        }
    }
}

extension Cell {
    /// The stored text; for a formula without a value the formula itself.
    fileprivate var shown: String { kind == .uncomputed ? "=" + (formula ?? "") : text }
}
