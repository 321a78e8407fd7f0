import Forms
import Model
import Wording

/// A report as a document prints it.
package struct WordedReport: Sendable {
    /// Its prose has figures for names; a table called for is a paragraph `{{表:<id of the table>}}`.
    package let report: Report
    /// The sections that are drafts: a document must show that they are.
    package let drafts: Set<String>
    /// What is wrong with the names in the prose.
    package let findings: [Finding]
}

extension Converter {
    /// The report for a document: names in its prose filled in and, if wanted, empty sections drafted. `previous` is the
    /// report of the year before.
    package func worded(_ reading: ReportReading, previous: Report? = nil, drafting: Bool = false) throws -> WordedReport {
        let (report, findings) = Narrative(form: reading.form, report: reading.report, previous: previous).filled()
        guard drafting else { return WordedReport(report: report, drafts: [], findings: findings) }
        let (drafted, drafts) = Narrative(form: reading.form, report: report, previous: previous).drafted()
        return WordedReport(report: drafted, drafts: drafts, findings: findings)
    }

    /// The report for people to go on with: names as they are written, empty sections drafted under a first line
    /// 【草稿】 that says so.
    package func drafted(_ reading: ReportReading, previous: Report? = nil) throws -> Report {
        Narrative(form: reading.form, report: reading.report, previous: previous).markedDrafts()
    }
}
