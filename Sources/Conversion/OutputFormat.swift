import Documents
import Files

/// A format for the data of one report.
package enum DataFormat: String, Sendable { case json, xlsx }

/// A format for the data of many reports in one output.
package enum ManyFormat: String, Sendable {
    /// One report per line, as JSON.
    case ndjson
    /// Tables of figures and findings.
    case csv, sqlite
}

/// A format for lists, such as the board or a comparison.
package enum ListFormat: String, CaseIterable, Sendable {
    case text, json, html, xlsx

    /// The format with a path's extension; nil if there is none.
    package init?(path: String) {
        guard let ending = FileName.ending(of: path) else { return nil }
        self.init(rawValue: ending)
    }

    /// The formats for files, as opposed to the terminal.
    package static let ofFiles: [ListFormat] = [.json, .html, .xlsx]

    /// The extension of its files, with the dot: `.html`.
    package var ending: String { "." + rawValue }
}

/// A format in which reports are written.
package enum OutputFormat: Hashable, Sendable {
    /// The data of one report.
    case data(DataFormat)
    /// The report for publication.
    case document(DocumentFormat)
    /// The report for publication, printed by LibreOffice from its Word document.
    case pdf
    /// The data of many reports.
    case many(ManyFormat)

    /// An entry in the table of formats.
    private struct Row {
        let format: OutputFormat
        /// The name in options, which is also the extension of its files.
        let name: String
        /// Another extension of its files.
        var otherEnding: String?
        /// The format of lists with the same extension.
        var list: ListFormat?
    }

    /// Every format, in the order of the help. A new format needs an entry here and a case in the code that writes it.
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

    /// Every format, in the order of the help.
    package static let all = table.map(\.format)

    /// The formats for one report.
    package static let ofOneReport = all.filter { $0.many == nil }

    /// The formats for publication.
    package static let ofDocuments = all.filter(\.isForPublication)

    /// The formats for many reports at once: their data, in one file or in a file for each.
    package static let ofManyReports = all.filter { !$0.isForPublication }

    /// The format with a name in options, such as `docx`; nil if there is none.
    package init?(name: String) {
        guard let row = Self.table.first(where: { $0.name == name }) else { return nil }
        self = row.format
    }

    /// The format with a path's extension; nil if there is none.
    package init?(path: String) {
        guard let ending = FileName.ending(of: path),
            let row = Self.table.first(where: { $0.name == ending || $0.otherEnding == ending })
        else { return nil }
        self = row.format
    }

    /// The format whose files have the extension of a list format; nil if there is none.
    package init?(_ list: ListFormat) {
        guard let row = Self.table.first(where: { $0.list == list }) else { return nil }
        self = row.format
    }

    /// The name in options, such as `docx`.
    package var name: String { Self.table.first { $0.format == self }?.name ?? "" }

    /// The usual extension of its files, with the dot: `.docx`.
    package var ending: String { "." + name }

    /// The format of one report's data; nil for other formats.
    package var data: DataFormat? { if case .data(let format) = self { format } else { nil } }

    /// The format of many reports' data; nil for other formats.
    package var many: ManyFormat? { if case .many(let format) = self { format } else { nil } }

    /// Whether the format is for publication.
    package var isForPublication: Bool { data == nil && many == nil }
}
