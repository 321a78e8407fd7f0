import Forms
import Model
import Wording

extension Converter {
    /// The report as a document prints it: names in its prose are replaced by figures and, with `drafting`, empty sections
    /// are drafted. `previous` is the report of the year before.
    package func worded(_ reading: ReportReading, previous: Report? = nil, drafting: Bool = false) throws -> WordedReport {
        let (report, findings) = Narrative(form: reading.form, report: reading.report, previous: previous).filled()
        guard drafting else { return WordedReport(report: report, drafts: [], findings: findings) }
        let (drafted, drafts) = Narrative(form: reading.form, report: report, previous: previous).drafted()
        return WordedReport(report: drafted, drafts: drafts, findings: findings)
    }

    /// The report for people to continue writing: names stay as they are written, and empty sections are drafted below a
    /// first line 【草稿】.
    package func drafted(_ reading: ReportReading, previous: Report? = nil) throws -> Report {
        Narrative(form: reading.form, report: reading.report, previous: previous).markedDrafts()
    }
}
