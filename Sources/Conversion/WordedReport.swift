import Model

/// A report as a document prints it.
package struct WordedReport: Sendable {
    /// The report with figures in place of the names in its prose. Where the prose asks for a table, a paragraph is
    /// `{{表:<id of the table>}}`.
    package let report: Report
    /// The ids of the sections that are drafts. A document must show that they are.
    package let drafts: Set<String>
    /// The findings about names in the prose.
    package let findings: [Finding]
}
