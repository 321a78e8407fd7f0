import Batch
import Conversion
import Files
import Forms
import Foundation
import Model

/// What an office keeps of one file that came in.
package struct Filing: Sendable {
    /// As it is shown: a path, or one in a zip file.
    package let file: String
    package let modified: Date?
    /// Without prose and origins; nil where the file could not be read.
    package var report: Report?
    /// In the order of the form; why the file could not be read, where it could not.
    package var findings: [Finding]

    package init(file: String, modified: Date? = nil, report: Report?, findings: [Finding]) {
        self.file = file
        self.modified = modified
        self.report = report
        self.findings = findings
    }

    /// Reads the findings of a submission, and those that an office has whose reports are all of one year and form.
    package init(_ submission: Submission, _ converter: Converter, expected: Expectation) throws {
        switch submission.outcome {
        case .failure(let refusal):
            self.init(file: submission.name, modified: submission.modified, report: nil, findings: [refusal])
        case .success(let reading):
            try self.init(
                file: submission.name, modified: submission.modified, reading, converter, expected: expected)
        }
    }

    package init(
        file: String, modified: Date? = nil, _ reading: ReportReading, _ converter: Converter, expected: Expectation
    ) throws {
        var report = reading.report.withoutOrigins
        report.narrative = [:]
        self.init(
            file: file, modified: modified, report: report,
            findings: expected.findings(of: reading.report) + (try converter.findings(of: reading)))
    }

    /// The name of the agency that the report gives.
    package var agency: String? { report?.agencyName }
    package func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
    package func has(_ code: Finding.Code) -> Bool { findings.contains { $0.code == code } }

    /// It is a template that nobody filled.
    package var isUntouched: Bool { has(.untouched) }

    /// The file's name without folders and ending.
    var baseName: String { FileName.stem(of: file) }
}

/// The year and the form that an office collects reports of.
package struct Expectation: Sendable {
    /// nil for any.
    package let year: Int?
    package let form: String?

    /// The form is the newest one for the year.
    package init(year: Int?, _ converter: Converter) {
        self.year = year
        form = year.flatMap { converter.form(forYear: $0) }?.id
    }

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
