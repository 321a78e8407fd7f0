import Conversion
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

    /// A row for each finding; `agency` and `year` where the file could be read.
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

/// The rows of both tables for one document.
struct TidyRows: Sendable {
    /// A row of `figures`, but for what all rows of a document have in common.
    struct FigureRow: Sendable {
        /// The index of its field.
        let field: Int
        let value: FigureValue?
        let state: String
        let sheet: String?
        let cell: String?
    }

    let agency: String?
    let year: Int?
    let form: String
    let file: String
    /// The names of the form's fields, by index.
    let names: [FieldNames]
    /// A row for every figure of the form, in its order.
    let figures: [FigureRow]
    let findings: [[String?]]

    init(_ document: ConvertedReport, _ converter: Converter, _ sentences: Sentences) {
        let report = document.report
        (agency, year, form, file) = (report.agencyName, report.year, report.form, document.file)
        names = converter.tools(for: document.form).fieldNames
        figures = report.figures.enumerated().map { index, figure in
            let origin = report.origins.indices.contains(index) ? report.origins[index] : nil
            return FigureRow(
                field: index, value: figure.value, state: Self.state(of: figure), sheet: origin?.sheet,
                cell: origin?.cell.description)
        }
        findings = TidyTable.findings(document.findings, of: file, agency: agency, year: year, sentences)
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
}

extension ConversionOutcome {
    /// Rows of what is known only here: why it failed, or what it has to do with other inputs.
    func rows(unlessMade isMade: Bool, _ sentences: Sentences) -> [[String?]] {
        TidyTable.findings(
            (isMade ? [] : findings) + remarks, of: name, agency: identity?.agency, year: identity?.year,
            sentences)
    }
}
