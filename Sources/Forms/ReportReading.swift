import Model

/// A report as it was read from an input, with the form that the input follows.
public struct ReportReading: Sendable {
    /// The report that was read.
    public var report: Report
    /// The form that the report follows.
    public var form: Form
    /// Figures that could not be read, and those whose text or label had to be interpreted.
    public var findings: [Finding]
    /// The cell where each written section begins, by the section's id; empty for JSON.
    public var sections: [String: Origin]

    /// Makes a reading of its parts.
    package init(report: Report, form: Form, findings: [Finding], sections: [String: Origin] = [:]) {
        self.report = report
        self.form = form
        self.findings = findings
        self.sections = sections
    }
}
