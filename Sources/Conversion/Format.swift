import Charts
import Documents
import Files

/// The formats of a report's data.
package enum DataFormat: String, Sendable { case json, xlsx }

/// The formats a report is written in: its data, or the report for publication.
package enum Format: Hashable, Sendable {
    case data(DataFormat)
    case document(DocumentFormat)
    /// The Word document, printed by LibreOffice.
    case pdf

    /// What each is called, in the order that help lists them.
    package static let names: [(name: String, format: Format)] = [
        ("json", .data(.json)), ("xlsx", .data(.xlsx)), ("docx", .document(.word)), ("html", .document(.html)),
        ("md", .document(.markdown)), ("txt", .document(.text)), ("pdf", .pdf),
    ]

    /// By its name; nil where there is none such.
    package init?(name: String) {
        guard let format = Self.names.first(where: { $0.name == name })?.format else { return nil }
        self = format
    }

    /// By the file name's extension; nil where none is known.
    package init?(path: String) {
        guard let name = Self.fileExtension(of: path) else { return nil }
        self.init(name: name == "htm" ? "html" : name)
    }

    /// What follows the last dot, in small letters; nil where there is none.
    package static func fileExtension(of path: String) -> String? {
        path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() }
    }

    package var name: String { Self.names.first { $0.format == self }?.name ?? "" }

    package var isData: Bool { if case .data = self { true } else { false } }
}

extension Converter {
    /// The report for publication. Throws `D402`–`D405`.
    package func document(
        of worded: WordedReport, charts: [Chart] = [], templates: DocumentTemplates = .builtIn
    ) throws -> Document {
        try Document(
            worded.report, form: form(worded.report.form), drafts: worded.drafts, charts: charts, templates: templates)
    }

    /// The document printed to PDF. Throws `D402`–`D413`.
    package func pdf(of document: Document, templates: DocumentTemplates = .builtIn) async throws -> [UInt8] {
        let word = try DocumentFormat.word.bytes(of: document, templates: templates)
        return try await FileIO.withScratch(beside: "-") { try await LibreOffice().pdf(of: word, in: $0) }
    }
}
