/// A workbook written by hand, part by part, for the tests to spoil.
package struct Book {
    package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// Parts by name.
    package var parts: [String: String] = [:]

    /// One sheet, `表一`, with these rows; and the shared strings, as `si` elements, where there are any.
    package init(_ sheetData: String, after: String = "", strings: String? = nil) {
        self.init(sheets: [("表一", "worksheet", "")])
        parts["xl/sheet1.xml"] = """
            <worksheet xmlns="\(Self.main)"><sheetData>\(sheetData)</sheetData>\(after)</worksheet>
            """
        parts["xl/strings.xml"] = strings.map { "<sst xmlns=\"\(Self.main)\">\($0)</sst>" }
    }

    /// Sheets by name, kind of relationship and further attributes; blank ones.
    package init(sheets: [(name: String, kind: String, attributes: String)]) {
        parts["[Content_Types].xml"] = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
            ContentType="application/xml"/><Override PartName="/xl/book.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
            """
        parts["_rels/.rels"] = Self.relationships([("r1", "officeDocument", "xl/book.xml")])
        var entries = ""
        var targets = [("strings", "sharedStrings", "strings.xml")]
        for (index, sheet) in sheets.enumerated() {
            let number = index + 1
            entries += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number)\" \(sheet.attributes) r:id=\"r\(number)\"/>"
            targets.append(("r\(number)", sheet.kind, "sheet\(number).xml"))
            parts["xl/sheet\(number).xml"] = "<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>"
        }
        parts["xl/book.xml"] = """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\(entries)</sheets></workbook>
            """
        parts["xl/_rels/book.xml.rels"] = Self.relationships(targets)
    }

    package static func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
        let entries = all.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\(entries.joined())\
            </Relationships>
            """
    }

    package var bytes: [UInt8] {
        Zip(parts.sorted { $0.key < $1.key }.map { Zip.Entry($0.key, $0.value) }).bytes
    }
}
