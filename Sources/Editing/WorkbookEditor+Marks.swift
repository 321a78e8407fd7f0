import Markup
import Model
import Readers

/// A fill and a note that a cell is marked with.
package struct Mark {
    /// Whether the fill is that of errors rather than that of warnings.
    package var isError: Bool
    /// The lines of the note.
    package var lines: [String]

    /// A mark; each line gets the program's name before it.
    package init(isError: Bool, lines: [String]) {
        self.isError = isError
        self.lines = lines
    }
}

extension WorkbookEditor {
    private var namespace: String {
        parts.isStrict
            ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }

    private var relationships: String {
        parts.isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }

    private static func spreadsheetType(_ kind: String) -> String {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml"
    }

    /// Lays notes and fills over cells, by the name of their sheet, and makes the list the first sheet. Our earlier marks are
    /// removed; the agency's notes, formats and rules stay. Throws what reading the parts throws.
    package mutating func mark(_ marks: [String: [CellAddress: Mark]], list: FindingSheet) throws(Finding) {
        var styles = try styleSheet()
        func fill(_ colour: String) -> String {
            "<dxf><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(colour)\"/><bgColor rgb=\"FF\(colour)\"/></patternFill></fill></dxf>"
        }
        let error = styles.index(of: fill(Colour.error), in: "dxfs")
        let warning = styles.index(of: fill(Colour.warning), in: "dxfs")
        let formats = FindingSheet.formats(in: &styles)
        package.write(styles.finished())
        for entry in parts.sheets where entry.name != list.name {
            let cells = marks[entry.name] ?? [:]
            if cells.isEmpty, try !mayHoldMarks(entry.part) { continue }
            var sheet = try worksheet(entry)
            try sheet.highlight([
                (error, cells.filter(\.value.isError).map(\.key)), (warning, cells.filter { !$0.value.isError }.map(\.key)),
            ])
            try setNotes(cells.mapValues(\.lines), of: entry, on: &sheet)
            package.write(sheet.text)
        }
        try putFirst(list, formats)
    }

    private func mayHoldMarks(_ sheet: String) throws(Finding) -> Bool {
        if try commentsPart(of: sheet) != nil { return true }
        return WorksheetText.mayHoldMarks(try package.read(sheet))
    }

    /// The styles part, which is added where the workbook has none.
    private mutating func styleSheet() throws(Finding) -> StyleSheet {
        if let part = parts.related("styles") { return try StyleSheet(text(of: part, root: "styleSheet")) }
        let part = package.freeName { "xl/styles\($0 == 1 ? "" : "\($0)").xml" }
        let empty = "<styleSheet xmlns=\"\(namespace)\">\(StyleSheet.minimal)</styleSheet>"
        try package.add(Array(empty.utf8), as: part, type: Self.spreadsheetType("styles"))
        _ = try package.relate(parts.main, to: part, type: "\(relationships)/styles")
        return try StyleSheet(text(of: part, root: "styleSheet"))
    }

    private func commentsPart(of sheet: String) throws(Finding) -> String? {
        try Relationships(of: sheet, in: package.archive).first("comments")?.target
    }

    private mutating func setNotes(
        _ lines: [CellAddress: [String]], of entry: WorkbookParts.SheetEntry, on sheet: inout WorksheetText
    ) throws(Finding) {
        let present = try commentsPart(of: entry.part)
        guard present != nil || !lines.isEmpty else { return }
        let part = present ?? package.freeName { "xl/comments\($0).xml" }
        if present == nil {
            let empty = "<comments xmlns=\"\(namespace)\"><authors/><commentList/></comments>"
            try package.add(Array(empty.utf8), as: part, type: Self.spreadsheetType("comments"))
            _ = try package.relate(entry.part, to: part, type: "\(relationships)/comments")
        }
        var notes = try Notes(text(of: part, root: "comments"))
        notes.replaceOurs(with: lines)
        package.write(notes.text)
        try setShapes(of: notes, lines: lines, entry, on: &sheet)
    }

    /// Adds and removes boxes of notes in the drawing that the sheet names, or in a new one.
    private mutating func setShapes(
        of notes: Notes, lines: [CellAddress: [String]], _ entry: WorkbookParts.SheetEntry, on sheet: inout WorksheetText
    ) throws(Finding) {
        let boxes = notes.cells.sorted().map { (address: $0, lines: lines[$0]?.reduce(0) { $0 + 1 + $1.count / 17 } ?? 2) }
        if let part = try drawing(of: entry, on: sheet), package.contains(part) {
            var shapes = NoteShapes(try package.read(part))
            shapes.remove(notes.removed)
            shapes.add(boxes)
            return package.write(Array(shapes.text.utf8), to: part)
        }
        guard !boxes.isEmpty else { return }
        let part = package.freeName { "xl/drawings/vmlDrawing\($0).vml" }
        var shapes = NoteShapes(Array(NoteShapes.empty.utf8))
        shapes.add(boxes)
        package.write(Array(shapes.text.utf8), to: part)
        try package.declare(extension: "vml", type: "application/vnd.openxmlformats-officedocument.vmlDrawing")
        let id = try package.relate(entry.part, to: part, type: "\(relationships)/vmlDrawing")
        sheet.insert("<legacyDrawing xmlns:r=\"\(relationships)\" r:id=\"\(id)\"/>", named: "legacyDrawing")
    }

    /// The drawing of notes, by the element in the sheet: a relationship may also lead to the drawing of its header.
    private func drawing(of entry: WorkbookParts.SheetEntry, on sheet: WorksheetText) throws(Finding) -> String? {
        guard let element = sheet.root.first("legacyDrawing") else { return nil }
        let id = sheet.text.attributes(of: element.start).first { sheet.text.source($0.name).hasSuffix(":id") }
        return try Relationships(of: entry.part, in: package.archive).all
            .first { relationship in id.map { sheet.text.source($0.value) } == relationship.id }?.target
    }

    /// Puts the list before all sheets, or replaces the earlier list.
    private mutating func putFirst(_ list: FindingSheet, _ formats: FindingSheet.Formats) throws(Finding) {
        let bytes = Array(list.part(formats, namespace: namespace).utf8)
        if let present = parts.sheets.first(where: { $0.name == list.name }) {
            package.write(bytes, to: present.part)
            return package.removeRelationships(of: present.part)
        }
        let part = package.freeName { "xl/worksheets/sheet\($0).xml" }
        try package.add(bytes, as: part, type: Self.spreadsheetType("worksheet"))
        let id = try package.relate(parts.main, to: part, type: "\(relationships)/worksheet")
        var workbook = try text(of: parts.main, root: "workbook")
        let root = try workbook.root(depth: 2)
        guard let sheets = root.first("sheets") else { return }
        let ids = sheets.children.compactMap { workbook.attribute("sheetId", of: $0.start).flatMap { Int32($0) } }
        let element =
            "<sheet name=\"\(Escaping.escaped(list.name))\" sheetId=\"\(Int(ids.max() ?? 0) + 1)\" "
            + "xmlns:r=\"\(relationships)\" r:id=\"\(id)\"/>"
        workbook.insert(workbook.prefixed(element), at: sheets.content.lowerBound)
        // Indices of sheets count one more.
        for view in root.first("bookViews")?.children ?? [] {
            for name in ["activeTab", "firstSheet"] {
                workbook.increment(name, of: view.start, absentAs: name == "activeTab" ? 0 : nil)
            }
        }
        for name in root.first("definedNames")?.children ?? [] {
            workbook.increment("localSheetId", of: name.start, absentAs: nil)
        }
        package.write(workbook)
    }
}

extension PartText {
    /// Adds one to an attribute's number; where it is absent, to its default, and nothing where that is nil.
    fileprivate mutating func increment(_ attribute: String, of tag: Tag, absentAs standing: Int?) {
        let value = self.attribute(attribute, of: tag)
        guard let number = value.map({ Int($0) }) ?? standing, number < Int(Int32.max) else { return }
        set(attribute, "\(number + 1)", of: tag)
    }
}
