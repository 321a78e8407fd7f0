import Model

/// What an input says, by the form it follows.
public struct ReportReading: Sendable {
    public var report: Report
    public var form: Form
    /// What kept figures from being read, and how others were read.
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
