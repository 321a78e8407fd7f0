import Model

/// A report as it was read from a file, with what reading it found.
public struct ReportReading: Sendable {
    /// The report; its figures have origins if a workbook, a text document or a web page gave them.
    public var report: Report
    /// The form that the file follows.
    public var form: Form
    /// Why figures could not be read, and what was assumed for others. What the rules say of the figures is not among them.
    public var findings: [Finding]
    /// The cell where each written section begins, by the section's id; empty for JSON.
    public var sections: [String: Origin]

    package init(report: Report, form: Form, findings: [Finding], sections: [String: Origin] = [:]) {
        self.report = report
        self.form = form
        self.findings = findings
        self.sections = sections
    }
}
