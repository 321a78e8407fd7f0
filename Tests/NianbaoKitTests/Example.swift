import NianbaoKit

/// The errors of a report as lines, and its figures as a workbook in the national template.
func examined(_ file: [UInt8]) throws -> (lines: [String], workbook: [UInt8]) {
    let reports = AnnualReports()
    let reading = try reports.read(file)

    var lines: [String] = []
    for finding in reports.check(reading) where finding.severity == .error {
        let cells = finding.origins.map(\.location).joined(separator: ", ")
        lines.append("\(finding.code) \(cells): \(reports.sentence(finding, language: "en"))")
    }

    let received: FieldPath = "requests.received.total"
    if let value = reading.report.value(received), let label = reading.form.field(received)?.label {
        lines.append("\(label): \(value), from \(reading.report.origin(received)?.location ?? "JSON")")
    }
    return (lines, try reports.workbook(reading.report))
}
