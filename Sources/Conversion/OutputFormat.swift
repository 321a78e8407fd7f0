import Documents
import Files

/// The formats of a report's data.
package enum DataFormat: String, Sendable { case json, xlsx }

/// The formats that hold the data of many reports.
package enum ManyFormat: String, Sendable {
    /// A report a line.
    case ndjson
    /// Tables of figures and findings.
    case csv, sqlite
}

/// The formats of lists: the board, a comparison.
package enum ListFormat: String, CaseIterable, Sendable {
    case text, json, html, xlsx

    /// The format that a file name's ending says; nil if it says none of these.
    package init?(path: String) {
        guard let ending = FileName.ending(of: path) else { return nil }
        self.init(rawValue: ending)
    }

    /// The formats that are written to files, as against a terminal.
    package static let ofFiles: [ListFormat] = [.json, .html, .xlsx]

    /// The ending of its files, such as `.html`.
    package var ending: String { "." + rawValue }
}

/// A format that reports are written in.
package enum OutputFormat: Hashable, Sendable {
    case data(DataFormat)
    /// The report for publication.
    case document(DocumentFormat)
    /// The Word document, printed by LibreOffice.
    case pdf
    case many(ManyFormat)

    /// What there is to know of a format.
    private struct Row {
        let format: OutputFormat
        /// What options call it; also the ending of its files.
        let name: String
        /// Another ending that says the same.
        var otherEnding: String?
        /// The format of lists that is written to such files.
        var list: ListFormat?
    }

    /// Every format, in the order in which help lists them. A new one is a line here and a case in what writes it.
    private static let table = [
        Row(format: .data(.json), name: "json", list: .json),
        Row(format: .data(.xlsx), name: "xlsx", list: .xlsx),
        Row(format: .document(.word), name: "docx"),
        Row(format: .document(.html), name: "html", otherEnding: "htm", list: .html),
        Row(format: .document(.markdown), name: "md"),
        Row(format: .document(.text), name: "txt", list: .text),
        Row(format: .pdf, name: "pdf"),
        Row(format: .many(.ndjson), name: "ndjson"),
        Row(format: .many(.csv), name: "csv"),
        Row(format: .many(.sqlite), name: "sqlite"),
    ]

    /// Every format, in the order in which help lists them.
    package static let all = table.map(\.format)

    /// The formats that one report is written in.
    package static let ofOneReport = all.filter { $0.many == nil }

    /// The formats of the report for publication.
    package static let ofDocuments = all.filter(\.isForPublication)

    /// The formats that many reports at once are written in: their data, in one file or a file for each.
    package static let ofManyReports = all.filter { !$0.isForPublication }

    /// Returns nil if no format has that name.
    package init?(name: String) {
        guard let row = Self.table.first(where: { $0.name == name }) else { return nil }
        self = row.format
    }

    /// The format that a file name's ending says; nil if it says none.
    package init?(path: String) {
        guard let ending = FileName.ending(of: path),
            let row = Self.table.first(where: { $0.name == ending || $0.otherEnding == ending })
        else { return nil }
        self = row.format
    }

    /// The format of the files that lists of a format are written to.
    package init?(_ list: ListFormat) {
        guard let row = Self.table.first(where: { $0.list == list }) else { return nil }
        self = row.format
    }

    /// What options call it, such as `docx`.
    package var name: String { Self.table.first { $0.format == self }?.name ?? "" }

    /// Its usual ending, such as `.docx`.
    package var ending: String { "." + name }

    /// The format of the report's data, if it is one.
    package var data: DataFormat? { if case .data(let format) = self { format } else { nil } }

    /// The format for many reports, if it is one.
    package var many: ManyFormat? { if case .many(let format) = self { format } else { nil } }

    /// Whether it is a format of the report for publication.
    package var isForPublication: Bool { data == nil && many == nil }
}
