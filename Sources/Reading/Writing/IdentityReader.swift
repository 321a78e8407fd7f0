import Forms
import Model
import Text

/// Reads agency, year, contacts and sections from a workbook's sheets: values beside or after labels, and title lines.
package struct IdentityReader {
    let definition: FormDefinition
    let labels: WrittenLabels
    let sheets: [LabelledSheet]
    /// The values beside the labels of year and contacts, or after the colon in the same cell, by the label's key.
    private let values: [LabelKey: [Origin]]
    /// The title of each sheet that has one, by the sheet's index.
    let titles: [Int: TitleLine]
    /// The values of the year's label.
    private let labelledYears: [(year: Int, origin: Origin)]

    init(_ reader: FormReader, on sheets: [LabelledSheet]) {
        let (definition, labels) = (reader.form.definition, reader.labels)
        self.definition = definition
        self.labels = labels
        self.sheets = sheets
        titles = Dictionary(
            uniqueKeysWithValues: sheets.enumerated().compactMap { s, sheet in
                let first = sheet.labels(labels.ends, limit: 1).first?.range.first
                return TitleLine.find(definition, on: sheet, above: first).map { (s, $0) }
            })
        let values = Self.values(of: labels.identity, on: sheets)
        self.values = values
        labelledYears = labels.year.flatMap { values[$0] ?? [] }.compactMap { origin in
            reportYear(in: origin.raw).map { (year: $0, origin: origin) }
        }
    }

    /// The contacts by id: from labels, else from the preface; the name else from a title.
    func agency() -> [String: String] {
        var agency: [String: String] = [:]
        let contacts = ContactText(untitledLines.joined(separator: "\n"), entries: definition.agency)
        for (entry, keys) in labels.agency { agency[entry.id] = names(keys).first?.text ?? contacts.value(of: entry) }
        if agency["name"] == nil { agency["name"] = titleAgency?.text }
        return agency
    }

    /// The report's year, from a label or else from the title; nil if there is neither.
    func year() -> Int? { years.first?.year }

    /// The year of the sheet with that index, from its title, the title of a table, a label or its name; nil if none has one.
    func year(ofSheet s: Int) -> Int? {
        let sheet = sheets[s]
        return titles[s]?.year ?? yearOfTable(on: sheet)
            ?? labelledYears.first { $0.origin.sheet == sheet.sheet.name }?.year ?? Self.year(among: sheet.sheet.name)
    }

    /// The year in the title of a table: `2023年收到和处理政府信息公开申请情况`, `三、收到和处理政府信息公开申请情况（2023年）`.
    private func yearOfTable(on sheet: LabelledSheet) -> Int? {
        sheet.labels.prefix(1_000).lazy
            .filter { $0.key.text.utf8.count > 30 && $0.key.text.utf8.contains(UInt8(ascii: "2")) }
            .filter { label in labels.tables.contains { label.key.text.contains(bytesOf: $0.text) } }
            .compactMap { Self.year(among: $0.text) }.first
    }

    /// The first run of digits in a text that is a year.
    private static func year(among text: String) -> Int? {
        text.unicodeScalars.map(\.halfWidth).split { !("0"..."9").contains($0) }
            .lazy.compactMap { reportYear(in: String(String.UnicodeScalarView($0))) }.first
    }

    /// The findings about years (`F323`) and names (`F324`) that differ between cells.
    func conflicts() -> [Finding] {
        var findings: [Finding] = []
        let years = years
        if let other = years.first(where: { $0.year != years[0].year }) {
            findings.append(
                Finding(
                    .yearsDiffer, .warning, origins: [years[0].origin, other.origin], found: "\(years[0].year)",
                    expected: "\(other.year)"))
        }
        let keys = labels.agency.first { $0.entry.id == "name" }?.keys ?? []
        let names = names(keys) + (titleAgency.map { [$0] } ?? [])
        if let other = names.first(where: { LabelKey($0.text) != LabelKey(names[0].text) }) {
            findings.append(
                Finding(
                    .agenciesDiffer, .warning, origins: [names[0].origin, other.origin], found: names[0].text,
                    expected: other.text))
        }
        return findings
    }

    /// The years of labels, then that of the title.
    private var years: [(year: Int, origin: Origin)] {
        labelledYears + (title.map { [(year: $0.year, origin: $0.origin)] } ?? [])
    }

    /// The report's own title: the one with the year of the label, else the one with the latest year, because last year's
    /// tables may stand beside this year's.
    var title: TitleLine? {
        let year = labelledYears.first?.year
        let inOrder = titles.sorted { $0.key < $1.key }.map(\.value)
        return inOrder.first { $0.year == year }
            ?? inOrder.reduce(nil) { best, title in best.map { $0.year >= title.year } == true ? best : title }
    }

    /// The agency in the report's title, else in another title of that year.
    private var titleAgency: (text: String, origin: Origin)? {
        title?.agency
            ?? titles.sorted { $0.key < $1.key }.lazy.filter { $0.value.year == title?.year }.compactMap(\.value.agency).first
    }

    private func names(_ keys: [LabelKey]) -> [(text: String, origin: Origin)] {
        keys.flatMap { values[$0] ?? [] }.compactMap { origin in Prose.line(origin.raw).map { (text: $0, origin: origin) } }
    }

    /// The written sections by id, each with the cell where it begins; that is nil for a preface without a label.
    func sections() -> [String: (text: String, origin: Origin?)] {
        var sections: [String: (text: String, origin: Origin?)] = [:]
        for (entry, keys) in labels.sections {
            // A table of contents names the sections too; the longest text is that of the section itself.
            let texts = sheets.flatMap { sheet in
                sheet.labels(keys, limit: 20).compactMap { label in
                    prose(of: label, on: sheet).map { (text: $0, label: label, sheet: sheet) }
                }
            }
            if let longest = texts.max(by: { $0.text.utf8.count < $1.text.utf8.count }) {
                sections[entry.id] = (longest.text, beginning(of: longest.label, on: longest.sheet))
            } else if entry.untitled == true, let text = Prose.paragraphs(untitledLines.joined(separator: "\n")) {
                sections[entry.id] = (text, nil)
            }
        }
        return sections.compactMapValues { text, origin in withoutPlaceholder(text).map { ($0, origin) } }
    }

    /// Removes the line by which a published report shows that a section is empty. Returns nil if no other line is left.
    private func withoutPlaceholder(_ text: String) -> String? {
        let blank = definition.blankSection
        guard text.utf8.starts(with: blank.utf8) || text.contains(bytesOf: "\n" + blank) else { return text }
        let lines = text.split(separator: "\n").filter { $0 != blank }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// The cell where the text of a section begins, with the beginning of that text.
    private func beginning(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> Origin? {
        if var beside = Self.valueRight(of: label, on: sheet) {
            beside.raw = Prose.brief(beside.raw)
            return beside
        }
        guard let first = paragraphsBelow(label, on: sheet).first else { return nil }
        return Origin(sheet: sheet.sheet.name, cell: first, raw: Prose.brief(sheet.cell(at: first)?.text ?? ""))
    }

    private static func values(of keys: Set<LabelKey>, on sheets: [LabelledSheet]) -> [LabelKey: [Origin]] {
        var values: [LabelKey: [Origin]] = [:]
        for sheet in sheets {
            for label in sheet.labels {
                if keys.contains(label.key) {
                    // A blank value has the next label beside it.
                    guard let value = valueRight(of: label, on: sheet), !keys.contains(LabelKey(value.raw)) else { continue }
                    values[label.key, default: []].append(value)
                } else if let (key, value) = value(in: label.text, after: keys) {
                    values[key, default: []].append(
                        Origin(sheet: sheet.sheet.name, cell: label.range.first, raw: value))
                }
            }
        }
        return values
    }

    /// The label before a colon and the value after it; nil if the text does not begin with one of these labels.
    private static func value(in text: String, after keys: Set<LabelKey>) -> (key: LabelKey, value: String)? {
        func isColon(_ scalar: Unicode.Scalar) -> Bool { scalar == "：" || scalar == ":" }
        // Few labels have a colon, and looking at bytes costs a tenth.
        guard text.contains(bytesOf: ":") || text.contains(bytesOf: "：") else { return nil }
        let scalars = text.unicodeScalars
        guard let colon = scalars.firstIndex(where: isColon) else { return nil }
        let key = LabelKey(String(text[..<colon]))
        guard keys.contains(key) else { return nil }
        let value = text[scalars.index(after: colon)...]
        // A line with several labels is prose, which `ContactText` reads.
        let inner = value.unicodeScalars.split(whereSeparator: isColon).dropLast().map(Substring.init)
        guard !inner.contains(where: { piece in keys.contains { piece.hasSuffix($0.text) } }) else { return nil }
        return (key, String(value))
    }

    /// Whether a text is a label of year or contact followed by its value.
    func isLabelled(_ text: String) -> Bool { Self.value(in: text, after: labels.identity) != nil }

    /// The first filled cell to the right of a label, at most four columns away.
    static func valueRight(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> Origin? {
        let row = label.range.first.row
        for column in (label.range.last.column + 1)...(label.range.last.column + 4) {
            let address = sheet.shown(at: .init(row: row, column: column))
            if let cell = sheet.cell(at: address), !Prose.isBlank(cell.text) {
                return Origin(sheet: sheet.sheet.name, cell: address, raw: cell.text)
            }
        }
        return nil
    }

    /// The text beside a section's label and in its continuations, else the paragraphs below it.
    func prose(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> String? {
        let continuations = continuations(of: label, on: sheet)
        let beside = ([label] + continuations).map { Self.valueRight(of: $0, on: sheet)?.raw ?? "" }.joined()
        if let text = Prose.paragraphs(beside) { return text }
        guard continuations.isEmpty else { return nil }
        let paragraphs = paragraphsBelow(label, on: sheet).compactMap { sheet.cell(at: $0)?.text }
        return Prose.paragraphs(paragraphs.joined(separator: "\n"))
    }

    /// The filled cells below a section's label, up to the next section or table. The last section ends at the first line
    /// of the web page around the report.
    func paragraphsBelow(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> ArraySlice<CellAddress> {
        let below = sheet.addresses(below: label.range.last.row).prefix(2_000)
        let section = below.prefix { address in
            guard let text = sheet.cell(at: address)?.text else { return false }
            return text.utf8.count > LabelledSheet.longestLabel || !labels.ends.contains(LabelKey(text))
        }
        guard section.endIndex == below.endIndex else { return section }
        return section.prefix { address in sheet.cell(at: address).map { !definition.isPageLine($0.text) } == true }
    }

    /// The cells `（续）` directly below a section's label. Each has a further piece of the text beside it.
    func continuations(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> [LabelledSheet.Label] {
        let column = label.range.first.column
        return (label.range.last.row + 1...label.range.last.row + 1_000).lazy
            .map { CellAddress(row: $0, column: column) }
            .prefix { sheet.cell(at: $0)?.text == FormDefinition.continuation }
            .map { LabelledSheet.Label(range: CellRange($0, $0), text: FormDefinition.continuation, key: LabelKey("")) }
    }
}
