import Batch
import Conversion
import Files
import Forms
import Foundation
import Model

/// What an office keeps of one file that came in: some kilobytes, however long the report is.
package struct Filing: Sendable {
    /// The path as it is shown; of a member of a zip, `a.zip/b.xlsx`.
    package let file: String
    /// When the file was changed last; nil where that is not known.
    package let modified: Date?
    /// Form, year, the agency's name and the figures; nil where the file could not be read.
    package var report: Report?
    private var stored: StoredFindings
    private let texts: TextPool

    /// A filing whose findings keep their texts in a pool, which the filings of one run share.
    package init(file: String, modified: Date? = nil, report: Report?, findings: [Finding], texts: TextPool = TextPool()) {
        self.file = file
        self.modified = modified
        self.report = report
        self.texts = texts
        stored = StoredFindings(findings, in: texts)
    }

    /// The filing of a submission, with every finding of its report.
    package init(_ submission: Submission, _ converter: Converter, expected: Expectation, texts: TextPool = TextPool()) {
        switch submission.outcome {
        case .failure(let refusal):
            self.init(
                file: submission.name, modified: submission.modified, report: nil, findings: [refusal], texts: texts)
        case .success(let reading):
            self.init(
                file: submission.name, modified: submission.modified, reading, converter, expected: expected, texts: texts)
        }
    }

    /// The filing of a report that was read, with every finding of it.
    package init(
        file: String, modified: Date? = nil, _ reading: ReportReading, _ converter: Converter, expected: Expectation,
        texts: TextPool = TextPool()
    ) {
        var report = reading.report.withoutOrigins
        report.narrative = [:]
        report.agency = report.agencyName.map { ["name": $0] } ?? [:]
        self.init(
            file: file, modified: modified, report: report,
            findings: expected.findings(of: reading.report) + converter.findings(of: reading), texts: texts)
    }

    /// Everything that was found, in the order of the form; of a file that could not be read, why. Made anew at every call.
    package var findings: [Finding] {
        get { stored.findings }
        set { stored = StoredFindings(newValue, in: texts) }
    }

    /// How many findings there are.
    package var findingCount: Int { stored.count }
    /// The finding at an index of `findings`, without making the others.
    func finding(at index: Int) -> Finding { stored.finding(at: index) }

    /// The name of the agency that the report gives.
    package var agency: String? { report?.agencyName }
    /// How many findings of a severity there are, but those with one of the codes.
    package func count(_ severity: Finding.Severity, except codes: [Finding.Code] = []) -> Int {
        stored.count(severity, except: codes)
    }
    /// Whether a finding has the code.
    package func has(_ code: Finding.Code) -> Bool { stored.contains(code) }

    /// Whether it is a template that nobody filled.
    package var isUntouched: Bool { has(.untouched) }

    /// The file's name without folders and ending.
    var baseName: String { FileName.stem(of: file) }
}

/// The year and the form that an office collects reports of.
package struct Expectation: Sendable {
    /// The year; nil for any.
    package let year: Int?
    /// The form's id; nil for any.
    package let form: String?

    /// Reports of a year, by the newest form for it.
    package init(year: Int?, _ converter: Converter) {
        self.year = year
        form = year.flatMap { converter.form(forYear: $0) }?.id
    }

    /// `H902` for another year and `H903` for another form.
    func findings(of report: Report) -> [Finding] {
        var findings: [Finding] = []
        if let year, report.year != year {
            findings.append(
                Finding(
                    .otherYear, phrase: report.year == nil ? "H902.none" : nil, found: report.year.map(String.init),
                    expected: "\(year)"))
        }
        if let form, report.form != form { findings.append(Finding(.otherForm, found: report.form, expected: form)) }
        return findings
    }
}
