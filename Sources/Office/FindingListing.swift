import Messages
import Model
import Text
import Writers

extension Listing {
    /// One row a finding: whose, in which file, what and where.
    init(_ name: String, title: String, findings: [(agency: String, file: String, finding: Finding)], _ sentences: Sentences) {
        let language = sentences.language
        self.init(
            name, title: title,
            columns: [
                Column(language("finding.column.agency"), width: 26), Column(language("finding.column.file"), width: 26),
                Column(language("finding.column.severity"), width: 8), Column(language("finding.column.code"), width: 7),
                Column(language("finding.column.cell"), width: 18), Column(language("finding.column.found"), width: 12),
                Column(language("finding.column.expected"), width: 12), Column(language("finding.column.advice"), width: 70),
            ])
        rows = findings.map { agency, file, finding in
            // The others are in the workbook that is returned.
            let places = Sentences.cells(of: finding)
            return [
                .init(agency), .init(file), .init(sentences.name(of: finding.severity), finding.severity.tone),
                .init(finding.code.description), .init(places.prefix(1).joined() + (places.count > 1 ? " …" : "")),
                .init(Self.brief(finding.found)), .init(Self.brief(finding.expected)), .init(sentences.sentence(finding)),
            ]
        }
    }

    /// Long texts are in the sentence, in part.
    private static func brief(_ text: String?) -> String { Prose.brief(text ?? "") }
}

extension Finding.Severity {
    var tone: SheetLayout.Tone {
        switch self {
        case .error: .bad
        case .warning: .notice
        case .note: .muted
        }
    }
}
