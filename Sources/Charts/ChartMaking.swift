import Forms
import Foundation
import Model

extension Chart {
    /// The most years in a chart of years, the report's own included.
    static let years = 5

    /// The charts of a report, in the order of `Templates/Charts`, without those whose figures are all blank or zero, and those of
    /// years where just one year is known. `earlier` are reports of the same agency; the findings name those that no chart shows
    /// (`D421`) and those of another agency (`D422`).
    package static func all(
        of reading: ReportReading, earlier: [(reading: ReportReading, file: String)] = []
    ) -> (charts: [Chart], findings: [Finding]) {
        let (years, findings) = years(of: reading, earlier: earlier)
        let year = reading.report.year.map { "\($0)年" } ?? ""
        let charts = ChartDefinition.known.compactMap { definition -> Chart? in
            let bars =
                definition.years.map { barsOfYears($0, years, of: reading) }
                ?? (definition.bars ?? []).compactMap { bar($0.figures, label: $0.label, of: reading) }
            guard bars.contains(where: { $0.value ?? 0 > 0 }) else { return nil }
            if definition.years != nil, bars.count(where: { $0.value != nil }) < 2 { return nil }
            return Chart(
                id: definition.id, table: definition.table, title: definition.title.replacing("{year}", with: year), bars: bars,
                isUpright: definition.years != nil)
        }
        return (charts, findings)
    }

    /// The bar of some figures; nil where the form has none of them.
    private static func bar(_ patterns: [String], label: String, of reading: ReportReading) -> Bar? {
        let figures = patterns.flatMap(reading.form.figures)
        return figures.isEmpty ? nil : Bar(label: label, value: reading.report.sum(figures), figures: figures)
    }

    /// A bar a year, from the first known one on; years without a report have no value.
    private static func barsOfYears(_ patterns: [String], _ years: [Int: ReportReading], of reading: ReportReading) -> [Bar] {
        guard let year = reading.report.year, let first = years.keys.min() else { return [] }
        return (first...year).map { shown in
            let label = "\(shown)年"
            if shown == year { return bar(patterns, label: label, of: reading) ?? Bar(label: label, value: nil) }
            return Bar(label: label, value: years[shown].flatMap { bar(patterns, label: label, of: $0)?.value })
        }
    }

    /// The reports by their years: of a year the first, and none before the last `years`.
    private static func years(
        of reading: ReportReading, earlier: [(reading: ReportReading, file: String)]
    ) -> (years: [Int: ReportReading], findings: [Finding]) {
        guard let year = reading.report.year else {
            let findings = earlier.map { Finding(.earlierNotDrawn, .warning, phrase: "D421.noYear", facts: ["file": $0.file]) }
            return ([:], findings)
        }
        var years = [year: reading]
        var findings: [Finding] = []
        let first = year - Self.years + 1
        for (earlier, file) in earlier {
            guard let its = earlier.report.year, its >= first, its <= year, years[its] == nil else {
                findings.append(
                    Finding(
                        .earlierNotDrawn, .warning, found: earlier.report.year.map { "\($0)" } ?? "",
                        expected: "\(first)—\(year - 1)", facts: ["file": file]))
                continue
            }
            years[its] = earlier
            if let name = reading.report.agencyName, let other = earlier.report.agencyName, name != other {
                findings.append(
                    Finding(.earlierOfOtherAgency, .warning, found: other, expected: name, facts: ["file": file]))
            }
        }
        return (years, findings)
    }
}
