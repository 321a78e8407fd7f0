import TestSupport

/// The bytes of an OpenDocument spreadsheet, its content written by hand: one sheet, `表一`, with these rows.
func openDocument(_ rows: String, styles: String = "", before: String = "", after: String = "") -> [UInt8] {
    openDocument(body: before + "<table:table table:name=\"表一\">\(rows)</table:table>" + after, styles: styles)
}

func openDocument(body: String, styles: String = "") -> [UInt8] {
    openDocument(content: openDocumentContent(body, styles: styles))
}

func openDocument(content: String) -> [UInt8] { openDocument(content: Array(content.utf8)) }

func openDocument(content: [UInt8]) -> [UInt8] {
    Zip(
        .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), .init("content.xml", content)
    ).bytes
}

func openDocumentContent(_ body: String, styles: String = "") -> String {
    let bindings = ["office", "table", "text", "style"].map {
        "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }
    return """
        <office:document-content \(bindings.joined(separator: " ")) xmlns:draw="d" xmlns:calcext="c">\
        <office:automatic-styles>\(styles)</office:automatic-styles>\
        <office:body><office:spreadsheet>\(body)</office:spreadsheet></office:body></office:document-content>
        """
}
