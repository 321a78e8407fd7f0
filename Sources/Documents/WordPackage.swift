import Archive
import Markup
import Model

/// A document as an Office Open XML text document (ECMA-376): parts made from templates, their content types and relationships.
struct WordPackage {
    let document: Document
    let templates: DocumentTemplates

    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"

    /// The bytes of the package; the same document gives the same. Throws `D402` to `D406`, `A117`.
    func bytes() throws(Finding) -> [UInt8] {
        let charts = document.charts.enumerated().map { ChartPart(chart: $1, number: $0 + 1) }
        var frames = charts[...]
        let values = document.values(table: { GridTable($0).values }, chart: { _ in frames.popFirst()?.frame ?? [:] })
        var parts: [(name: String, bytes: [UInt8])] = try [
            ("[Content_Types].xml", [UInt8](Self.contentTypes(charts).utf8)),
            ("_rels/.rels", [UInt8](Self.relationships.utf8)),
            ("docProps/core.xml", [UInt8](coreProperties.utf8)),
            ("docProps/app.xml", [UInt8](Self.appProperties.utf8)),
            ("word/document.xml", part("document.xml", values, root: "document")),
            ("word/_rels/document.xml.rels", [UInt8](Self.partRelationships(charts).utf8)),
            ("word/styles.xml", part("styles.xml", values, root: "styles")),
            ("word/fontTable.xml", part("fontTable.xml", values, root: "fonts")),
            ("word/settings.xml", [UInt8](Self.settings.utf8)),
            ("word/footer1.xml", part("footer.xml", [:], root: "ftr")),
            ("word/footer2.xml", part("footer.xml", ["even": .flag(true)], root: "ftr")),
        ]
        for chart in charts {
            parts.append((chart.part, try part("chart.xml", chart.values, root: "chartSpace", escape: OutputEscaping.markup)))
            parts.append(("word/charts/_rels/\(chart.name).xml.rels", [UInt8](Self.chartRelationships(chart).utf8)))
            parts.append(("word/embeddings/\(chart.name).xlsx", try ChartWorkbook(chart: chart.chart).bytes()))
        }
        return try ZipArchive.bytes(of: parts)
    }

    /// A part from its template. It is parsed where the template is an office's, since Word opens no file with a broken part.
    private func part(
        _ name: String, _ values: TemplateValues, root: String, escape: @escaping (String) -> String = OutputEscaping.run
    ) throws(Finding) -> [UInt8] {
        let bytes = [UInt8](try templates.text(of: name, values, escape: escape).utf8)
        if templates.isBuiltIn { return bytes }
        var listener = Listener()
        do { try parse(bytes, part: name, root: root, namespaces: [Self.word, Self.chart], into: &listener) } catch {
            throw Finding(.renderedBroken, facts: ["file": templates.path(of: name), "line": error.facts["line"] ?? "1"])
        }
        return bytes
    }

    private struct Listener: MarkupHandler {
        mutating func start(_ element: Element) {}
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    static let officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"

    private static func contentTypes(_ charts: [ChartPart]) -> String {
        let type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        let defaults = charts.isEmpty ? "" : "<Default Extension=\"xlsx\" ContentType=\"\(workbook)\"/>\n"
        let overrides = charts.map { "<Override PartName=\"/\($0.part)\" ContentType=\"\(type)\"/>\n" }
        return declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            \(defaults)<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
            <Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
            <Override PartName="/word/document.xml" ContentType="\(types).document.main+xml"/>
            <Override PartName="/word/styles.xml" ContentType="\(types).styles+xml"/>
            <Override PartName="/word/fontTable.xml" ContentType="\(types).fontTable+xml"/>
            <Override PartName="/word/settings.xml" ContentType="\(types).settings+xml"/>
            <Override PartName="/word/footer1.xml" ContentType="\(types).footer+xml"/>
            <Override PartName="/word/footer2.xml" ContentType="\(types).footer+xml"/>
            \(overrides.joined())</Types>
            """
    }

    private static let relationships =
        declaration + """
            <Relationships xmlns="\(packageRelationships)">
            <Relationship Id="document" Type="\(officeRelationships)/officeDocument" Target="word/document.xml"/>
            <Relationship Id="core" Type="\(packageRelationships)/metadata/core-properties" Target="docProps/core.xml"/>
            <Relationship Id="app" Type="\(officeRelationships)/extended-properties" Target="docProps/app.xml"/>
            </Relationships>
            """

    private static func partRelationships(_ charts: [ChartPart]) -> String {
        let relationships = charts.map {
            "<Relationship Id=\"\($0.name)\" Type=\"\(officeRelationships)/chart\" Target=\"charts/\($0.name).xml\"/>\n"
        }
        return declaration + """
            <Relationships xmlns="\(packageRelationships)">
            <Relationship Id="styles" Type="\(officeRelationships)/styles" Target="styles.xml"/>
            <Relationship Id="fontTable" Type="\(officeRelationships)/fontTable" Target="fontTable.xml"/>
            <Relationship Id="settings" Type="\(officeRelationships)/settings" Target="settings.xml"/>
            <Relationship Id="oddFooter" Type="\(officeRelationships)/footer" Target="footer1.xml"/>
            <Relationship Id="evenFooter" Type="\(officeRelationships)/footer" Target="footer2.xml"/>
            \(relationships.joined())</Relationships>
            """
    }

    private static func chartRelationships(_ chart: ChartPart) -> String {
        declaration + """
            <Relationships xmlns="\(packageRelationships)">
            <Relationship Id="workbook" Type="\(officeRelationships)/package" Target="../embeddings/\(chart.name).xlsx"/>
            </Relationships>
            """
    }

    /// Footers of odd and even pages, and the layout of Word 2013 and later rather than of 2003.
    private static let settings =
        declaration + """
            <w:settings xmlns:w="\(word)">
            <w:evenAndOddHeaders/>
            <w:characterSpacingControl w:val="compressPunctuation"/>
            <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
            <w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>
            </w:settings>
            """

    private static let appProperties =
        declaration + """
            <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>nianbao</Application></Properties>
            """

    /// Without dates: the same report gives the same bytes.
    private var coreProperties: String {
        Self.declaration + """
            <cp:coreProperties xmlns:cp="\(Self.packageRelationships.replacing("relationships", with: "metadata/core-properties"))" xmlns:dc="http://purl.org/dc/elements/1.1/">\
            <dc:title>\(OutputEscaping.markup(document.title.joined()))</dc:title><dc:creator>\(OutputEscaping.markup(document.agency ?? ""))</dc:creator>\
            <dc:language>zh-CN</dc:language></cp:coreProperties>
            """
    }
}
