import Archive
import Charts
import Model

/// The workbook that is embedded in a Word document for Word to edit a chart's numbers with (ECMA-376 §21.2.2.63): labels in
/// column A, values in column B, the title in B1.
struct ChartWorkbook {
    let chart: Chart

    /// The bytes of the workbook. Throws `A117`.
    func bytes() throws(Finding) -> [UInt8] {
        try ZipArchive.bytes(
            of: [
                ("[Content_Types].xml", Self.contentTypes),
                ("_rels/.rels", Self.relationships(id: "workbook", type: "officeDocument", target: "xl/workbook.xml")),
                ("xl/workbook.xml", Self.workbook),
                (
                    "xl/_rels/workbook.xml.rels",
                    Self.relationships(id: "sheet", type: "worksheet", target: "worksheets/sheet1.xml")
                ),
                ("xl/worksheets/sheet1.xml", sheet),
            ].map { ($0, [UInt8]((WordPackage.declaration + $1).utf8)) })
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let contentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="\(types).sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(types).worksheet+xml"/>
        </Types>
        """

    private static func relationships(id: String, type: String, target: String) -> String {
        """
        <Relationships xmlns="\(WordPackage.packageRelationships)">
        <Relationship Id="\(id)" Type="\(WordPackage.officeRelationships)/\(type)" Target="\(target)"/>
        </Relationships>
        """
    }

    private static let workbook = """
        <workbook xmlns="\(main)" xmlns:r="\(WordPackage.officeRelationships)"><sheets><sheet name="Sheet1" sheetId="1" r:id="sheet"/></sheets></workbook>
        """

    private var sheet: String {
        func text(_ cell: String, _ text: String) -> String {
            "<c r=\"\(cell)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(OutputEscaping.markup(text))</t></is></c>"
        }
        let rows = chart.bars.enumerated().map { index, bar in
            let value = bar.value.map { "<c r=\"B\(index + 2)\"><v>\($0)</v></c>" } ?? ""
            return "<row r=\"\(index + 2)\">\(text("A\(index + 2)", bar.label))\(value)</row>"
        }
        return """
            <worksheet xmlns="\(Self.main)"><cols><col min="1" max="2" width="20" customWidth="1"/></cols><sheetData>\
            <row r="1">\(text("B1", chart.title))</row>\(rows.joined())</sheetData></worksheet>
            """
    }
}
