/// An .xlsx workbook written by hand, part by part, so that tests can change any of it.
package struct Book {
    /// The namespace of SpreadsheetML.
    package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    /// The namespace of relationships.
    package static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// The XML of each part, by the part's name.
    package var parts: [String: String] = [:]

    /// Makes a workbook with one sheet, `表一`. `sheetData` has its `row` elements, `after` the elements that follow
    /// `sheetData`, `strings` the `si` elements of the shared strings.
    package init(_ sheetData: String, after: String = "", strings: String? = nil) {
        self.init(sheets: [("表一", "worksheet", "")])
        parts["xl/sheet1.xml"] = """
            <worksheet xmlns="\(Self.main)"><sheetData>\(sheetData)</sheetData>\(after)</worksheet>
            """
        parts["xl/strings.xml"] = strings.map { "<sst xmlns=\"\(Self.main)\">\($0)</sst>" }
    }

    /// Makes a workbook with empty sheets: their names, the last step of the relationship's type, and further attributes
    /// of the `sheet` element.
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

    /// The XML of a relationships part.
    package static func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
        let entries = all.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\(entries.joined())\
            </Relationships>
            """
    }

    /// The .xlsx file.
    package var bytes: [UInt8] {
        Zip(parts.sorted { $0.key < $1.key }.map { Zip.Entry($0.key, $0.value) }).bytes
    }
}
