import Forms
import Model

/// Reads a report from a workbook. Cells are found by labels, wherever the tables stand.
package struct ReportReader {
    let newest: FormReader
    private let older: () -> [FormReader]
    /// The id of the form to read the workbook as; nil for the form that its tables follow.
    package var form: String?
    /// The year of the report; nil for the one that the workbook gives.
    package var year: Int?
    /// Whether the report keeps the origin of each figure. Checks and cells in messages need them.
    package var origins = true

    /// Makes a reader. `older` gives the forms before the newest, newest first; it is called only where the newest form
    /// does not explain the whole workbook.
    package init(newest: FormReader, older: @escaping () -> [FormReader], form: String? = nil, year: Int? = nil) {
        self.newest = newest
        self.older = older
        self.form = form
        self.year = year
    }

    /// Reads the report and the findings about the workbook. Throws `F300` if no table of any form is found.
    package func read(_ workbook: Workbook) throws(Finding) -> ReportReading {
        let sheets = Self.visibleFirst(workbook.sheets).map(LabelledSheet.init)
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

    /// The sheets, visible ones before hidden ones.
    static func visibleFirst(_ sheets: [Sheet]) -> [Sheet] {
        sheets.filter { $0.visibility == .visible } + sheets.filter { $0.visibility != .visible }
    }

    /// A reader for each form, newest first; only the newest form's if it finds every field.
    private func readers(on sheets: [LabelledSheet], ofOtherYears: Set<Int>) -> [FigureReader] {
        let reader = FigureReader(newest, on: sheets, ofOtherYears: ofOtherYears)
        if reader.claimed == newest.form.fields.count, form == nil || form == newest.form.id { return [reader] }
        return [reader] + older().map { FigureReader($0, on: sheets, ofOtherYears: ofOtherYears) }
    }

    /// The reader of the form that most tables follow; among equals that of the year's form, then that with most fields
    /// found. Nil if no form has a field here.
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
