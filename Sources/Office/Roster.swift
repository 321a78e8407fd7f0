import Conversion
import Findings
import Forms
import Grid
import ReportModel

/// The agencies that are to report, in the order of a list that an office keeps.
public struct Roster: Sendable {
    /// Each once.
    public let agencies: [String]

    public init(agencies: [String]) { self.agencies = agencies }

    private static let headings = Set(
        ["单位", "单位名称", "机关", "机关名称", "部门", "部门名称", "填报单位", "报送单位"].map { LabelKey($0) })
    /// Far more agencies than a province has.
    private static let limit = 100_000

    /// Takes the columns under 单位, 单位名称 or 机关 of all sheets, those side by side too; else the only column of texts of
    /// the first sheet that has but one.
    /// Throws `H908` where there is neither.
    public init(_ workbook: Workbook) throws(Finding) {
        let headed = workbook.sheets.flatMap(Self.headedColumns)
        let names = headed.isEmpty ? workbook.sheets.lazy.map(Self.onlyColumn).first { !$0.isEmpty } ?? [] : headed
        var seen = Set<LabelKey>()
        agencies = names.filter { seen.insert(LabelKey($0)).inserted }
        guard !agencies.isEmpty else {
            throw Finding(.rosterEmpty, facts: ["sheets": workbook.sheets.map(\.name).joined(separator: "、")])
        }
    }

    /// Below the first heading, and below those beside it that say the same: a long list may stand in several columns.
    private static func headedColumns(of sheet: Sheet) -> [String] {
        let places = sheet.cells.filter { headings.contains(LabelKey($0.value.text)) }
        guard let first = places.min(by: { $0.key < $1.key }) else { return [] }
        let same = places.filter { $0.key.row == first.key.row && LabelKey($0.value.text) == LabelKey(first.value.text) }
        return same.keys.sorted().flatMap { names(on: sheet, column: $0.column, below: $0.row) }
    }

    private static func onlyColumn(of sheet: Sheet) -> [String] {
        let texts = sheet.cells.filter { $0.value.kind == .text && !LabelKey($0.value.text).isEmpty }
        let columns = Set(texts.keys.map(\.column))
        guard columns.count == 1, let column = columns.first else { return [] }
        return names(on: sheet, column: column, below: -1)
    }

    private static func names(on sheet: Sheet, column: Int, below row: Int) -> [String] {
        let cells = sheet.cells.filter { $0.key.column == column && $0.key.row > row && $0.value.kind == .text }
        return cells.sorted { $0.key < $1.key }.prefix(limit).compactMap { Prose.line($0.value.text) }.filter {
            let key = LabelKey($0)
            return !key.isEmpty && !headings.contains(key)
        }
    }
}
