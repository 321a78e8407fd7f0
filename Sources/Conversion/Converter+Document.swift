import Charts
import Documents
import Files

extension Converter {
    /// The report as a document for publication. Throws `D402`–`D405`.
    package func document(
        of worded: WordedReport, charts: [Chart] = [], templates: DocumentTemplates = .builtIn
    ) throws -> Document {
        try Document(
            worded.report, form: form(worded.report.form), drafts: worded.drafts, charts: charts, templates: templates)
    }

    /// The document as PDF, printed by LibreOffice from its Word document. Throws `D402`–`D413`.
    package func pdf(of document: Document, templates: DocumentTemplates = .builtIn) async throws -> [UInt8] {
        let word = try DocumentFormat.word.bytes(of: document, templates: templates)
        return try await FileIO.withScratch(beside: "-") { try await LibreOffice().pdf(of: word, in: $0) }
    }
}
