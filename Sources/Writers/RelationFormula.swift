import Forms
import Foundation
import Model

/// A relation as formulas over the cells of its figures, and what these give for a report.
struct RelationFormula: Sendable {
    let relation: Relation
    /// The cells that turn red: the total where there is one, else every term.
    let suspects: [CellRange]
    /// The rows and columns from the first to the last of its terms.
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
    /// The formula of the total, which gives "" while its parts are blank.
    let total: String
    /// The formula that is true while every term is filled and the sides differ.
    let isBroken: String
    /// The formula that gives 相符, 待填, or by how much the left side exceeds the right; "" while all is blank.
    let status: String

    /// Nil where one of its figures has no cell.
    init?(_ relation: Relation, cells: [FieldPath: CellAddress]) {
        let left = relation.left.compactMap { cells[$0] }
        let right = relation.right.compactMap { cells[$0] }
        guard left.count == relation.left.count, right.count == relation.right.count else { return nil }
        self.relation = relation
        let (leftRuns, rightRuns) = (Self.runs(left), Self.runs(right))
        suspects = relation.total == nil ? leftRuns + rightRuns : leftRuns
        rows = Self.bounds((left + right).map(\.row))
        columns = Self.bounds((left + right).map(\.column))
        let (leftList, rightList) = (Self.list(leftRuns), Self.list(rightRuns))
        let blanks = (leftRuns + rightRuns).map { "COUNTBLANK(\(Self.absolute($0)))" }.joined(separator: "+")
        total = "IF(COUNT(\(rightList))=0,\"\",SUM(\(rightList)))"
        isBroken = "AND(\(blanks)=0,SUM(\(leftList))<>SUM(\(rightList)))"
        let difference = "SUM(\(leftList))-SUM(\(rightList))"
        status =
            "IF(\(blanks)=\(relation.terms.count),\"\",IF(\(blanks)>0,\"\(Self.open)\",IF(\(difference)=0,\"\(Self.holds)\",\"\(Self.off)\"&TEXT(\(difference),\"+0;-0\"))))"
    }

    static let open = "待填"
    static let holds = "相符"
    static let off = "差 "

    /// What `status` gives for a report.
    func status(in report: Report) -> String {
        let evaluation = evaluation(in: report)
        if evaluation.isAllBlank { return "" }
        if evaluation.blankCount > 0 { return Self.open }
        let difference = evaluation.difference
        return difference == .zero ? Self.holds : "\(Self.off)\(difference > .zero ? "+" : "")\(difference)"
    }

    /// What `total` gives for a report; nil for "".
    func total(in report: Report) -> FigureValue? {
        let parts = evaluation(in: report).right
        return parts.hasValue ? parts.value : nil
    }

    private func evaluation(in report: Report) -> Relation.Evaluation { relation.evaluation { report[$0] } }

    private static func bounds(_ places: [Int]) -> ClosedRange<Int> { (places.min() ?? 0)...(places.max() ?? 0) }

    /// The cells as ranges, neighbours in a row or a column joined.
    private static func runs(_ cells: [CellAddress]) -> [CellRange] {
        cells.reduce(into: []) { runs, cell in
            if let run = runs.last, Self.extends(run, to: cell) {
                runs[runs.count - 1].last = cell
            } else {
                runs.append(CellRange(cell, cell))
            }
        }
    }

    private static func extends(_ run: CellRange, to cell: CellAddress) -> Bool {
        let isRow = run.first.row == run.last.row && cell.row == run.last.row && cell.column == run.last.column + 1
        let isColumn = run.first.column == run.last.column && cell.column == run.last.column && cell.row == run.last.row + 1
        return isRow || isColumn
    }

    private static func list(_ ranges: [CellRange]) -> String { ranges.map(absolute).joined(separator: ",") }

    static func absolute(_ range: CellRange) -> String {
        func absolute(_ address: CellAddress) -> String { "$\(CellAddress.letters(ofColumn: address.column))$\(address.row + 1)" }
        return range.first == range.last ? absolute(range.first) : "\(absolute(range.first)):\(absolute(range.last))"
    }
}
