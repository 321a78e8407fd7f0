import Charts
import Model

/// The formats that a document is written in without any other program.
package enum DocumentFormat: Sendable {
    case word, html, markdown, text

    /// The bytes of the document in this format; the same document and templates give the same. Throws `D402` to `D406`, `A117`.
    package func bytes(of document: Document, templates: DocumentTemplates = .builtIn) throws(Finding) -> [UInt8] {
        switch self {
        case .word:
            return try WordPackage(document: document, templates: templates).bytes()
        case .html:
            let values = document.values(table: { GridTable($0).values }, chart: { ChartDrawing($0).values })
            return [UInt8](try templates.text(of: "report.html", values, escape: OutputEscaping.markup).utf8)
        case .markdown:
            let values = document.values(
                table: { ["lines": .list(OutlineTable($0).markdownLines.map { ["line": .markup($0)] })] },
                chart: { ChartLines($0).values })
            return [UInt8](try templates.text(of: "report.md", values, escape: OutputEscaping.markdown).utf8)
        case .text:
            let values = document.values(
                table: { ["lines": .list(OutlineTable($0).textLines.map { ["line": .text($0)] })] },
                chart: { ChartLines($0).values })
            return [UInt8](try templates.text(of: "report.txt", values, escape: OutputEscaping.plain).utf8)
        }
    }
}

extension Document {
    /// The values that templates may name; `table` and `chart` give those of a table and a chart in the format.
    func values(table: (Table) -> TemplateValues, chart: (Chart) -> TemplateValues) -> TemplateValues {
        let blocks = blocks.map { block -> TemplateValues in
            switch block {
            case .heading(let level, let text): ["heading\(level)": .group(["text": .text(text)])]
            case .paragraph(let text): ["paragraph": .group(["text": .text(text)])]
            case .blank(let text): ["blank": .group(["text": .text(text)])]
            case .draft: ["draft": .flag(true)]
            case .table(let content): ["table": .group(table(content))]
            case .chart(let content): ["chart": .group(chart(content))]
            }
        }
        return [
            "title": .texts(title), "name": .text(title.joined()), "agency": .text(agency), "blocks": .list(blocks),
            "pageWidth": .text("\(GridTable.pageWidth)"),
        ]
    }
}
