import Findings
import Grid
import ReportModel

/// What a workbook says, by the form it follows.
public struct ReportReading: Sendable {
    public var report: Report
    public var form: Form
    /// What kept figures from being read, and what the reader should know of how they were.
    public var findings: [Finding]
}

/// Reads a workbook into a report: labels find the cells, wherever the tables stand.
public struct ReportReader {
    public var forms: [Form]
    /// Reads the workbook as this form instead of the one it shows.
    public var form: String?
    public var year: Int?

    public init(forms: [Form], form: String? = nil, year: Int? = nil) {
        self.forms = forms
        self.form = form
        self.year = year
    }

    /// Throws `F300` where no table of any form stands on any sheet.
    public func read(_ workbook: Workbook) throws -> ReportReading {
        let visible = workbook.sheets.filter { $0.visibility == .visible }
        let hidden = workbook.sheets.filter { $0.visibility != .visible }
        let sheets = (visible + hidden).map(LabelledSheet.init)
        let readers = forms.map { FigureReader($0, on: sheets) }
        guard let definition = forms.first?.definition else { throw Finding(.noReport) }
        let shownYear = year ?? IdentityReader(definition, on: sheets).year()
        guard let reader = chosen(among: readers, year: shownYear) else {
            throw Finding(.noReport, facts: ["sheets": workbook.sheets.map(\.name).joined(separator: "、")])
        }
        let identity = IdentityReader(reader.form.definition, on: sheets)
        let (figures, figureFindings) = reader.figures()
        let report = Report(
            form: reader.form.id, year: shownYear, agency: identity.agency(), narrative: identity.narrative(), figures: figures)
        var findings = reader.tableFindings(others: readers) + figureFindings
        if report.year == nil { findings.append(Finding(.yearMissing, .warning, expected: reader.form.definition.year.label)) }
        if report.agency["name"] == nil {
            findings.append(Finding(.agencyMissing, .warning, expected: reader.form.definition.agency.first?.label))
        }
        return ReportReading(report: report, form: reader.form, findings: findings)
    }

    /// The form with most figures in place; among equals the one for the year, then the newest.
    private func chosen(among readers: [FigureReader], year: Int?) -> FigureReader? {
        let fitting = readers.filter { reader in
            form.map { $0 == reader.form.id } ?? true
        }
        guard let most = fitting.map(\.claims.count).max(), most > 0 else { return nil }
        let best = fitting.filter { $0.claims.count == most }
        return best.first { reader in year.map(reader.form.definition.years.contains) ?? false } ?? best.first
    }
}
