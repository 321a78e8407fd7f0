import Forms
import Model

/// Reads a workbook into a report: labels find the cells, wherever the tables stand.
package struct ReportReader {
    let newest: FormReader
    private let older: () -> [FormReader]
    /// Reads the workbook as this form instead of the one it shows.
    package var form: String?
    package var year: Int?
    /// Whether the report keeps the origin of each figure: checks and cells in messages need them.
    package var origins = true

    /// `older` gives the forms before the newest, and is asked only where that does not explain the whole workbook.
    package init(newest: FormReader, older: @escaping () -> [FormReader], form: String? = nil, year: Int? = nil) {
        self.newest = newest
        self.older = older
        self.form = form
        self.year = year
    }

    /// Throws `F300` where no table of any form stands on any sheet.
    package func read(_ workbook: Workbook) throws(Finding) -> ReportReading {
        let sheets = Self.inOrder(workbook.sheets).map(LabelledSheet.init)
        var identity = IdentityReader(newest, on: sheets)
        let shownYear = year ?? identity.year()
        let others = sheets.indices.filter { s in shownYear != nil && identity.year(ofSheet: s).map { $0 != shownYear } == true }
        let readers = readers(on: sheets, ofOtherYears: Set(others))
        guard var reader = chosen(among: readers, year: shownYear) else {
            throw Finding(.noReport, facts: ["sheets": workbook.sheets.map(\.name).joined(separator: "、")])
        }
        if reader.form.id != newest.form.id, let other = older().first(where: { $0.form.id == reader.form.id }) {
            identity = IdentityReader(other, on: sheets)
        }
        reader.assume(besides: readers)
        let sections = identity.sections()
        var report = Report(
            form: reader.form, year: shownYear, agency: identity.agency(), narrative: sections.mapValues(\.text))
        let figureFindings = reader.fill(&report, origins: origins)
        var findings = reader.tableFindings(others: readers) + figureFindings
        findings += identity.conflicts()
        if report.year == nil { findings.append(Finding(.yearMissing, .warning, expected: reader.form.definition.year.label)) }
        if report.agencyName == nil {
            findings.append(Finding(.agencyMissing, .warning, expected: reader.form.definition.agency.first?.label))
        }
        return ReportReading(
            report: report, form: reader.form, findings: findings, sections: sections.compactMapValues(\.origin))
    }

    /// Visible sheets before hidden ones.
    static func inOrder(_ sheets: [Sheet]) -> [Sheet] {
        sheets.filter { $0.visibility == .visible } + sheets.filter { $0.visibility != .visible }
    }

    /// A reader for each form, newest first; for it alone where it finds a place for every figure.
    private func readers(on sheets: [LabelledSheet], ofOtherYears: Set<Int>) -> [FigureReader] {
        let reader = FigureReader(newest, on: sheets, ofOtherYears: ofOtherYears)
        if reader.claimed == newest.form.fields.count, form == nil || form == newest.form.id { return [reader] }
        return [reader] + older().map { FigureReader($0, on: sheets, ofOtherYears: ofOtherYears) }
    }

    /// The form that most tables follow; among equals the one for the year, then the one with most figures here.
    private func chosen(among readers: [FigureReader], year: Int?) -> FigureReader? {
        let fitting = readers.filter { (form == nil || form == $0.form.id) && $0.claimed > 0 }
        func rank(_ reader: FigureReader) -> (Int, Int, Int) {
            let followed = reader.form.tables.map(\.definition.id).count { table in
                let own = reader.coverage(of: table)
                return own > 0 && fitting.allSatisfy { $0.coverage(of: table) <= own }
            }
            return (followed, year.map(reader.form.definition.years.contains) == true ? 1 : 0, reader.claimed)
        }
        return fitting.reduce(nil) { best, reader in best.map { rank($0) >= rank(reader) } == true ? best : reader }
    }
}
