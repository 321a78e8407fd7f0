import Foundation
import Model
import Text

/// A formula that adds cells of its own sheet: `SUM(D4:I4)`, `D4+E4`, or `IF(COUNT(D4:I4)=0,"",SUM(D4:I4))` as this program
/// writes it. No other formula is evaluated.
package struct SumFormula {
    private let ranges: [CellRange]
    /// Whether the formula shows nothing while its parts are blank, instead of 0.
    package private(set) var showsBlank = false

    /// More cells than any total of a form has parts.
    private static let cellLimit = 1_000

    /// Parses a formula without its `=`; `$` and blanks are ignored. Returns nil if it is not such a sum or adds more than
    /// 1,000 cells.
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

    /// The index of `SUM(` as a later argument of the function.
    private static func startOfSum(in formula: String) -> String.Index? {
        formula.utf8.indices.lazy.filter { formula.utf8[$0] == UInt8(ascii: ",") }.map(formula.utf8.index(after:))
            .first { formula[$0...].hasPrefix("SUM(") }
    }

    /// The value that a spreadsheet computes: the sum of the numbers, texts passed over. Nil if the formula shows nothing.
    /// `cell` gives the cell at an address. Throws `NoValue` if a cell has no value itself.
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

    /// A cell of the sum is an error, a formula without a stored value, or a number that cannot be parsed.
    package struct NoValue: Error {}
}
