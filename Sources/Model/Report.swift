import Foundation
import Text

/// One annual report: who, which year, the figures of the three tables, the prose.
package struct Report: Equatable, Sendable {
    /// The id of its form: `2021`, `2019`.
    package var form: String
    /// The year reported on, nil where none was given.
    package var year: Int?
    /// Identity and contact data by id (`name`, `phone`); what is not given is absent.
    package var agency: [String: String]
    /// The written sections by id (`overview`), paragraphs joined by "\n"; what is empty is absent.
    package var narrative: [String: String]
    /// Every figure that holds something or has an origin; a path without one is not filled.
    package var figures: [FieldPath: Figure]

    package init(
        form: String, year: Int? = nil, agency: [String: String] = [:], narrative: [String: String] = [:],
        figures: [FieldPath: Figure] = [:]
    ) {
        self.form = form
        self.year = year
        self.agency = agency
        self.narrative = narrative
        self.figures = figures
    }

    /// The value of a figure; nil where it is not filled or not applicable.
    package func value(_ path: FieldPath) -> Decimal? { figures[path]?.value }

    /// What figures add up to, marks adding nothing; nil where one is not filled, or none has a value.
    package func sum(_ paths: [FieldPath]) -> Decimal? {
        guard paths.allSatisfy({ figures[$0]?.isBlank == false }), paths.contains(where: { value($0) != nil }) else { return nil }
        return paths.reduce(0) { $0 + (value($1) ?? 0) }
    }

    /// The same report without its origins: what JSON and workbooks must keep.
    package var withoutOrigins: Report {
        var report = self
        for (path, figure) in figures where figure.isBlank || figure.origin != nil {
            if figure.isBlank { report.figures[path] = nil } else { report.figures[path]?.origin = nil }
        }
        return report
    }
}

/// One figure: a value, a mark that says the row does not apply, or nothing yet.
package struct Figure: Equatable, Sendable {
    package var value: Decimal? { didSet { whole = value?.whole } }
    /// The value where it is a whole number, as nearly all are: adding and writing such costs a hundredth.
    package private(set) var whole: Int?
    /// `/`, `—`, `不适用` … as it was written, where that stands in the figure's place.
    package var mark: String?
    /// Where it was read; nil for what no workbook gave.
    package var origin: Origin?

    package init(value: Decimal? = nil, mark: String? = nil, origin: Origin? = nil) {
        self.value = value
        whole = value?.whole
        self.mark = mark
        self.origin = origin
    }

    /// A whole number below `limit`.
    package init(count: Int, origin: Origin? = nil) {
        value = Decimal(count)
        whole = count
        self.origin = origin
    }

    package var isBlank: Bool { value == nil && mark == nil }

    /// What is as large or larger is taken for a slip: fifteen digits are also what a spreadsheet keeps.
    package static let limit = Decimal(sign: .plus, exponent: 15, significand: 1)

    /// Something stands in its cell that is no figure.
    package var isUnreadable: Bool { isBlank && origin.map { !Prose.isBlank($0.raw) } == true }
}
