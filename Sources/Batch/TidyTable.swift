import Messages
import Model

/// A table with one thing a row; in SQLite and for people the columns are the same.
struct TidyTable: Sendable {
    let name: String
    /// By name, with SQLite's type.
    let columns: [(name: String, type: String)]

    static let figures = TidyTable(
        name: "figures",
        columns: [
            ("agency", "TEXT"), ("year", "INTEGER"), ("form", "TEXT"), ("table", "TEXT"), ("row", "TEXT"), ("column", "TEXT"),
            // Numbers stay exact: SQLite makes one of a text only where nothing is lost.
            ("value", "NUMERIC"), ("state", "TEXT"), ("sheet", "TEXT"), ("cell", "TEXT"), ("file", "TEXT"),
        ])

    static let findings = TidyTable(
        name: "findings",
        columns: [
            ("agency", "TEXT"), ("year", "INTEGER"), ("code", "TEXT"), ("severity", "TEXT"), ("table", "TEXT"),
            ("fields", "TEXT"), ("sheet", "TEXT"), ("cell", "TEXT"), ("found", "TEXT"), ("expected", "TEXT"),
            ("difference", "TEXT"), ("message", "TEXT"), ("file", "TEXT"),
        ])

    /// A row for every figure of the form, in its order. Of a path the first id is the table, the last the column.
    static func figures(of document: ConvertedReport) -> [[String?]] {
        let report = document.report
        let head = [report.agency["name"], report.year.map(String.init), report.form]
        return document.form.fields.map { field in
            let figure = report.figures[field.path]
            let steps = field.path.steps
            let place = [steps.prefix(1), steps.dropFirst().dropLast(), steps.suffix(1)].map { $0.joined(separator: ".") }
            return head + place
                + [figure?.value?.description, state(of: figure), figure?.origin?.sheet, figure?.origin?.cell, document.file]
        }
    }

    private static func state(of figure: Figure?) -> String {
        guard let figure else { return "blank" }
        if let value = figure.value { return value == 0 ? "zero" : "value" }
        if figure.mark != nil { return "mark" }
        return figure.isUnreadable ? "unreadable" : "blank"
    }

    /// A row for each finding; `agency` and `year` where the file could be read.
    static func findings(
        _ findings: [Finding], of file: String, agency: String?, year: Int?, _ sentences: Sentences
    ) -> [[String?]] {
        findings.map { finding in
            let origin = finding.origins.first
            let fields = finding.fields.map(\.description)
            return [
                agency, year.map(String.init), finding.code.description, finding.severity.rawValue, finding.table,
                fields.isEmpty ? nil : fields.joined(separator: " "), origin?.sheet, origin?.cell, finding.found,
                finding.expected, finding.difference, sentences.sentence(finding), file,
            ]
        }
    }
}

/// The rows of both tables.
struct TidyRows: Sendable {
    var figures: [[String?]] = []
    var findings: [[String?]] = []
}
