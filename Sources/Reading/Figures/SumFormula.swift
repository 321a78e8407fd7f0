import Foundation
import Model
import Text

/// A formula that adds cells of its own sheet: `SUM(D4:I4)`, `D4+E4`, or ours that shows nothing while its parts are
/// blank. Any other formula is not judged.
package struct SumFormula {
    private let ranges: [CellRange]
    /// Whether it shows nothing while its parts are blank.
    package private(set) var showsBlank = false

    /// More cells than any total of a form has parts.
    private static let cellLimit = 1_000

    /// Reads a formula, with or without `$` and blanks; nil where it is any other, or adds too many cells.
    package init?(_ formula: String) {
        var text = String(decoding: formula.utf8.filter { $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: " ") }, as: UTF8.self)
            .uppercased()
        if text.hasPrefix("IF(COUNT("), let sum = Self.startOfSum(in: text) {
            text = String(text[sum...].dropLast())
            showsBlank = true
        }
        let terms: [Substring]
        if text.hasPrefix("SUM("), text.hasSuffix(")") {
            terms = text.dropFirst(4).dropLast().split(separator: ",", omittingEmptySubsequences: false)
        } else {
            terms = text.split(separator: "+", omittingEmptySubsequences: false)
        }
        let ranges = terms.compactMap { CellRange(String($0)) }
        let cells = ranges.reduce(0) { $0 + $1.rows.count * $1.columns.count }
        guard !ranges.isEmpty, ranges.count == terms.count, cells <= Self.cellLimit else { return nil }
        self.ranges = ranges
    }

    /// Where `SUM(` stands as the last of several arguments.
    private static func startOfSum(in formula: String) -> String.Index? {
        formula.utf8.indices.lazy.filter { formula.utf8[$0] == UInt8(ascii: ",") }.map(formula.utf8.index(after:))
            .first { formula[$0...].hasPrefix("SUM(") }
    }

    /// What a spreadsheet computes over these cells: numbers only, texts passed over; nil in place of nothing. Throws
    /// where a part has no value itself.
    package func value(_ cell: (CellAddress) -> Cell?) throws(NoValue) -> Decimal? {
        var sum: Decimal?
        for range in ranges {
            for row in range.rows {
                for column in range.columns {
                    guard let cell = cell(CellAddress(row: row, column: column)) else { continue }
                    switch cell.kind {
                    case .number:
                        guard let value = NumberText.decimal(cell.text) else { throw NoValue() }
                        sum = (sum ?? 0) + value
                    case .text, .boolean: break
                    case .error, .uncomputed: throw NoValue()
                    }
                }
            }
        }
        return sum ?? (showsBlank ? nil : 0)
    }

    /// A part is an error, was never computed, or is no number.
    package struct NoValue: Error {}
}
