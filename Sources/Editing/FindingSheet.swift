import Markup
import Model

/// The list of findings that becomes the first sheet of a workbook handed back: one row a finding.
package struct FindingSheet {
    /// A finding; `texts` stand under the headings, one each.
    package struct Row {
        /// Whether the row has the colour of errors rather than that of warnings.
        package var isError: Bool
        /// One text a heading.
        package var texts: [String]
        /// The cell that the row's link leads to; nil for no link.
        package var target: (sheet: String, cell: CellAddress)?
        /// How many lines its highest text takes in its column: LibreOffice does not fit rows when it opens a workbook.
        package var lines: Int

        /// A row; `lines` is how many lines of text its highest cell takes.
        package init(isError: Bool, texts: [String], target: (sheet: String, cell: CellAddress)?, lines: Int) {
            self.isError = isError
            self.texts = texts
            self.target = target
            self.lines = lines
        }
    }

    /// The sheet's name, which begins with 错误清单.
    package var name: String
    /// The text of the first cell. It begins with `titleStart`, by which the sheet is recognised.
    package var title: String
    /// From left to right, in the second row.
    package var headings: [String]
    /// In characters of the standard font, one a heading.
    package var widths: [Double]
    /// The index of the column with the links, from 0.
    package var linkColumn: Int
    /// From the third row on.
    package var rows: [Row]

    /// A list to be put into a workbook by `WorkbookEditor.mark`.
    package init(name: String, title: String, headings: [String], widths: [Double], linkColumn: Int, rows: [Row]) {
        self.name = name
        self.title = title
        self.headings = headings
        self.widths = widths
        self.linkColumn = linkColumn
        self.rows = rows
    }
}

extension FindingSheet {
    /// The beginning of every list's title.
    package static let titleStart = "\(markName)结果"
    private static let plainName = "错误清单"

    /// Whether this program added a sheet as its list of findings.
    package static func isOurs(_ sheet: Sheet) -> Bool {
        mayBeOurs(sheet.name) && sheet.begins(with: titleStart)
    }

    /// Whether a sheet of that name may be a list of ours, which its first cell decides.
    package static func mayBeOurs(_ name: String) -> Bool { name.hasPrefix(plainName) }

    /// The name for the list in a workbook with sheets of these names: that of `list`, the list it has, else a free one.
    package static func name(beside names: [String], replacing list: Sheet?) -> String {
        if let list { return list.name }
        let taken = Set(names.map { $0.lowercased() })
        return (1...names.count + 1).lazy.map { $0 == 1 ? plainName : "\(plainName)\($0)" }.first { !taken.contains($0) }
            ?? plainName
    }
}

extension FindingSheet {
    /// The indices of the list's formats in the workbook's styles (`cellXfs`).
    struct Formats {
        let title, heading, text, link, error, warning: Int
    }

    static func formats(in styles: inout StyleSheet) -> Formats {
        func font(_ inner: String) -> Int { styles.index(of: "<font>\(inner)<name val=\"宋体\"/></font>", in: "fonts") }
        func fill(_ colour: String) -> Int {
            styles.index(
                of:
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(colour)\"/><bgColor indexed=\"64\"/></patternFill></fill>",
                in: "fills")
        }
        let sides = ["left", "right", "top", "bottom"].map { "<\($0) style=\"thin\"><color rgb=\"FFBFBFBF\"/></\($0)>" }.joined()
        let border = styles.index(of: "<border>\(sides)<diagonal/></border>", in: "borders")
        let plain = font("<sz val=\"10\"/>")
        func format(font: Int, fill: Int = 0, border: Int, center: Bool = false, wraps: Bool = true) -> Int {
            styles.index(
                of: "<xf numFmtId=\"0\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\" applyFont=\"1\" "
                    + "applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment \(center ? "horizontal=\"center\" " : "")"
                    + "vertical=\"\(center ? "center" : "top")\"\(wraps ? " wrapText=\"1\"" : "")/></xf>", in: "cellXfs")
        }
        return Formats(
            title: format(font: font("<b/><sz val=\"14\"/>"), border: 0, wraps: false),
            heading: format(font: font("<b/><sz val=\"10\"/>"), fill: fill("D9E2F3"), border: border, center: true),
            text: format(font: plain, border: border),
            link: format(font: font("<u/><sz val=\"10\"/><color rgb=\"FF0563C1\"/>"), border: border),
            error: format(font: plain, fill: fill(Colour.error), border: border, center: true),
            warning: format(font: plain, fill: fill(Colour.warning), border: border, center: true))
    }

    /// The XML of the worksheet part.
    func part(_ formats: Formats, namespace: String) -> String {
        let columns = widths.enumerated().map { "<col min=\"\($0 + 1)\" max=\"\($0 + 1)\" width=\"\($1)\" customWidth=\"1\"/>" }
        var lines = [row(0, height: 26, [(title, formats.title)]), row(1, height: 20, headings.map { ($0, formats.heading) })]
        var links: [String] = []
        for (index, finding) in rows.enumerated() {
            let texts = finding.texts.enumerated().map { column, text in
                let isLink = column == linkColumn && finding.target != nil
                return (
                    text, column == 0 ? (finding.isError ? formats.error : formats.warning) : isLink ? formats.link : formats.text
                )
            }
            // A row is at most 409 points high (ECMA-376 §18.3.1.73).
            lines.append(row(index + 2, height: min(409, 14 * finding.lines + 6), texts))
            if let target = finding.target {
                let place = "'\(target.sheet.replacing("'", with: "''"))'!\(target.cell)"
                let cell = CellAddress(row: index + 2, column: linkColumn)
                links.append("<hyperlink ref=\"\(cell)\" location=\"\(Escaping.escaped(place))\"/>")
            }
        }
        return """
            <worksheet xmlns="\(namespace)"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>\
            <sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" \
            state="frozen"/></sheetView></sheetViews><cols>\(columns.joined())</cols><sheetData>\(lines.joined())</sheetData>\
            \(links.isEmpty ? "" : "<hyperlinks>\(links.joined())</hyperlinks>")\
            <pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>\
            <pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>
            """
    }

    private func row(_ number: Int, height: Int, _ cells: [(text: String, format: Int)]) -> String {
        let texts = cells.enumerated().map { column, cell in
            "<c r=\"\(CellAddress(row: number, column: column))\" s=\"\(cell.format)\" t=\"inlineStr\"><is>"
                + "<t xml:space=\"preserve\">\(WorksheetText.string(cell.text))</t></is></c>"
        }
        return "<row r=\"\(number + 1)\" ht=\"\(height)\" customHeight=\"1\">\(texts.joined())</row>"
    }
}

/// The colours of marks, RGB; they differ in grey print too.
enum Colour {
    static let error = "FFC7CE"
    static let warning = "FFEB9C"
}
