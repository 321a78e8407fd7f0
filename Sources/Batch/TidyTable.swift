import Messages
import Model

/// A table with one observation a row; CSV and SQLite have the same columns.
struct TidyTable: Sendable {
    let name: String
    /// The columns' names with SQLite's types.
    let columns: [(name: String, type: String)]

    static let figures = TidyTable(
        name: "figures",
        columns: [
            ("agency", "TEXT"), ("year", "INTEGER"), ("form", "TEXT"), ("table", "TEXT"), ("row", "TEXT"), ("column", "TEXT"),
            // Exact: SQLite turns a text into a number only if nothing is lost.
            ("value", "NUMERIC"), ("state", "TEXT"), ("sheet", "TEXT"), ("cell", "TEXT"), ("file", "TEXT"),
        ])

    static let findings = TidyTable(
        name: "findings",
        columns: [
            ("agency", "TEXT"), ("year", "INTEGER"), ("code", "TEXT"), ("severity", "TEXT"), ("table", "TEXT"),
            ("fields", "TEXT"), ("sheet", "TEXT"), ("cell", "TEXT"), ("found", "TEXT"), ("expected", "TEXT"),
            ("difference", "TEXT"), ("message", "TEXT"), ("file", "TEXT"),
        ])

    /// A row for every figure of the form, in its order. The first id of a path is the table, the last the column.
    static func figures(of document: ConvertedReport) -> [[String?]] {
        let report = document.report
        let head = [report.agencyName, report.year.map(String.init), report.form]
        return document.form.fields.map { field in
            let (figure, origin) = (report.figures[field.index], report.origin(field.path))
            let steps = field.path.steps
            let ids = [steps.prefix(1), steps.dropFirst().dropLast(), steps.suffix(1)].map { $0.joined(separator: ".") }
            return head + ids
                + [figure.value?.description, state(of: figure), origin?.sheet, origin?.cell.description, document.file]
        }
    }

    private static func state(of figure: Figure) -> String {
        switch figure {
        case .value(.zero): "zero"
        case .value: "value"
        case .mark: "mark"
        case .unreadable: "unreadable"
        case .blank: "blank"
        }
    }

    /// A row for each finding; `agency` and `year` are nil if the file could not be read.
    static func findings(
        _ findings: [Finding], of file: String, agency: String?, year: Int?, _ sentences: Sentences
    ) -> [[String?]] {
        findings.map { finding in
            let origin = finding.origins.first
            let fields = finding.fields.map(\.description)
            return [
                agency, year.map(String.init), finding.code.description, finding.severity.rawValue, finding.table,
                fields.isEmpty ? nil : fields.joined(separator: " "), origin?.sheet, origin?.cell.description, finding.found,
                finding.expected, finding.difference, sentences.sentence(finding), file,
            ]
        }
    }
}

/// The rows of both tables for one report.
struct TidyRows: Sendable {
    var figures: [[String?]] = []
    var findings: [[String?]] = []
}
