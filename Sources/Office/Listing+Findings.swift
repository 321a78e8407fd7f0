import Messages
import Model
import Text
import Writers

extension Listing {
    /// One row a finding: whose, in which file, what and where.
    init(_ name: String, title: String, findings: [(agency: String, file: String, finding: Finding)], _ sentences: Sentences) {
        self.init(name, title: title, count: findings.count, finding: { findings[$0] }, sentences)
    }

    /// The same of findings that are made when a row is written: `finding` gives each by its index.
    init(
        _ name: String, title: String, count: Int,
        finding: @escaping @Sendable (Int) -> (agency: String, file: String, finding: Finding), _ sentences: Sentences
    ) {
        let language = sentences.language
        self.init(
            name, title: title,
            columns: [
                Column(language("finding.column.agency"), width: 26), Column(language("finding.column.file"), width: 26),
                Column(language("finding.column.severity"), width: 8), Column(language("finding.column.code"), width: 7),
                Column(language("finding.column.cell"), width: 18), Column(language("finding.column.found"), width: 12),
                Column(language("finding.column.expected"), width: 12), Column(language("finding.column.advice"), width: 70),
            ])
        rows = Rows(count: count) { index in
            let (agency, file, finding) = finding(index)
            // The other cells are marked in the workbook that is returned.
            let places = Sentences.cells(of: finding)
            return [
                .init(agency), .init(file), .init(sentences.name(of: finding.severity), finding.severity.tone),
                .init(finding.code.description), .init(places.prefix(1).joined() + (places.count > 1 ? " …" : "")),
                .init(Self.brief(finding.found)), .init(Self.brief(finding.expected)), .init(sentences.sentence(finding)),
            ]
        }
    }

    /// A long text's beginning; more of it is in the sentence.
    private static func brief(_ text: String?) -> String { Prose.brief(text ?? "") }
}

extension Finding.Severity {
    /// The colour that a finding of this severity has in lists.
    var tone: SheetLayout.Tone {
        switch self {
        case .error: .bad
        case .warning: .notice
        case .note: .muted
        }
    }
}
