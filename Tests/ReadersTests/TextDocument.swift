import TestSupport

/// The bytes of a text document, its body written by hand: `<w:p>`, `<w:tbl>` …
func textDocument(
    _ body: String, numbering: String? = nil, styles: String? = nil,
    namespace: String = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
) -> [UInt8] {
    let bindings =
        "xmlns:w=\"\(namespace)\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"v\" xmlns:wps=\"s\""
    var parts = [
        "_rels/.rels": Book.relationships([("r1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": Book.relationships([("r1", "numbering", "numbering.xml"), ("r2", "styles", "styles.xml")]
        ),
        "word/document.xml": "<w:document \(bindings)><w:body>\(body)</w:body></w:document>",
    ]
    parts["word/numbering.xml"] = numbering.map { "<w:numbering \(bindings)>\($0)</w:numbering>" }
    parts["word/styles.xml"] = styles.map { "<w:styles \(bindings)>\($0)</w:styles>" }
    return Zip(parts.sorted { $0.key < $1.key }.map { Zip.Entry($0.key, $0.value) }).bytes
}

/// A paragraph with one run.
func p(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
}

/// A table of rows.
func tbl(_ rows: String...) -> String { "<w:tbl>\(rows.map { "<w:tr>\($0)</w:tr>" }.joined())</w:tbl>" }

/// A cell.
func tc(_ text: String, _ properties: String = "") -> String { "<w:tc><w:tcPr>\(properties)</w:tcPr>\(p(text))</w:tc>" }
