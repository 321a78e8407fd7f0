import Findings
import Grid
import ReportModel

/// Who reports, on which year, and in what words: read from label-and-value cells, or a title line.
public struct IdentityReader {
    let definition: FormDefinition
    let sheets: [LabelledSheet]
    /// What stands beside each label of identity, or after the colon in the same cell, by the label's key.
    private let values: [String: [Origin]]
    /// The title line of each sheet that has one, by the sheet's index.
    private let titles: [Int: Title]
    /// Where a written section ends: at the next one, or at a table.
    let endKeys: Set<String>
    private let tableKeys: [String]

    init(_ definition: FormDefinition, on sheets: [LabelledSheet]) {
        self.definition = definition
        self.sheets = sheets
        tableKeys = definition.tables.map { LabelKey.of($0.title) }
        endKeys = Set(definition.narrative.flatMap(\.keys)).union(
            definition.tables.flatMap { table in
                [LabelKey.of(table.title)] + table.blocks.compactMap(\.title).map(LabelKey.of)
            })
        titles = Dictionary(
            uniqueKeysWithValues: sheets.enumerated().compactMap { s, sheet in Self.title(definition, on: sheet).map { (s, $0) } }
        )
        values = Self.values(of: Set(definition.agency.flatMap(\.keys)).union(definition.year.keys), on: sheets)
    }

    /// The cells of a form's own continuation of prose carry this label.
    public static let continuation = "（续）"

    func agency() -> [String: String] {
        var agency: [String: String] = [:]
        for entry in definition.agency { agency[entry.id] = names(entry.keys).first?.text }
        if agency["name"] == nil { agency["name"] = title?.agency?.text }
        return agency
    }

    func year() -> Int? { years.first?.year }

    /// The year that a sheet gives in its title, the title of a table, a label, or its name; nil where none does.
    func year(ofSheet s: Int) -> Int? {
        let sheet = sheets[s]
        return titles[s]?.year ?? yearOfTable(on: sheet)
            ?? labelledYears.first { $0.origin.sheet == sheet.sheet.name }?.year ?? Self.year(among: sheet.sheet.name)
    }

    /// `2023年收到和处理政府信息公开申请情况`, `三、收到和处理政府信息公开申请情况（2023年）`
    private func yearOfTable(on sheet: LabelledSheet) -> Int? {
        sheet.labels.prefix(1_000).lazy
            .filter { $0.key.utf8.count > 30 && $0.key.utf8.contains(UInt8(ascii: "2")) }
            .filter { label in tableKeys.contains { label.key.firstRange(of: $0) != nil } }
            .compactMap { Self.year(among: $0.text) }.first
    }

    /// The first run of digits that is a year.
    private static func year(among text: String) -> Int? {
        text.unicodeScalars.map(LabelKey.halfWidth).split { !("0"..."9").contains($0) }
            .lazy.compactMap { year(in: String(String.UnicodeScalarView($0))) }.first
    }

    /// Years and names that differ between the cells that give them.
    func conflicts() -> [Finding] {
        var findings: [Finding] = []
        let years = years
        if let other = years.first(where: { $0.year != years[0].year }) {
            findings.append(
                Finding(
                    .yearsDiffer, .warning, origins: [years[0].origin, other.origin], found: "\(years[0].year)",
                    expected: "\(other.year)"))
        }
        let keys = definition.agency.first { $0.id == "name" }?.keys ?? []
        let names = names(keys) + (title?.agency.map { [$0] } ?? [])
        if let other = names.first(where: { LabelKey.of($0.text) != LabelKey.of(names[0].text) }) {
            findings.append(
                Finding(
                    .agenciesDiffer, .warning, origins: [names[0].origin, other.origin], found: names[0].text,
                    expected: other.text))
        }
        return findings
    }

    /// Every year that a label or the title gives, labels first.
    private var years: [(year: Int, origin: Origin)] {
        labelledYears + (title.map { [(year: $0.year, origin: $0.origin)] } ?? [])
    }

    private var labelledYears: [(year: Int, origin: Origin)] {
        definition.year.keys.flatMap { values[$0] ?? [] }.compactMap { origin in
            Self.year(in: origin.raw).map { (year: $0, origin: origin) }
        }
    }

    /// The report's own title: the one of the labelled year, else the latest, since last year's tables may stand beside
    /// this year's.
    private var title: Title? {
        let year = labelledYears.first?.year
        let inOrder = titles.sorted { $0.key < $1.key }.map(\.value)
        return inOrder.first { $0.year == year }
            ?? inOrder.reduce(nil) { best, title in best.map { $0.year >= title.year } == true ? best : title }
    }

    private func names(_ keys: [String]) -> [(text: String, origin: Origin)] {
        keys.flatMap { values[$0] ?? [] }.compactMap { origin in Prose.line(origin.raw).map { (text: $0, origin: origin) } }
    }

    func narrative() -> [String: String] {
        var narrative: [String: String] = [:]
        for entry in definition.narrative {
            // A table of contents names the sections too; the section itself is the longest.
            let texts = sheets.flatMap { sheet in sheet.labels(entry.keys, limit: 20).compactMap { prose(of: $0, on: sheet) } }
            narrative[entry.id] = texts.max { $0.utf8.count < $1.utf8.count }
        }
        return narrative
    }

    private static func values(of keys: Set<String>, on sheets: [LabelledSheet]) -> [String: [Origin]] {
        var values: [String: [Origin]] = [:]
        for sheet in sheets {
            for label in sheet.labels {
                if keys.contains(label.key) {
                    // The next label is no value.
                    guard let value = valueRight(of: label, on: sheet), !keys.contains(LabelKey.of(value.raw)) else { continue }
                    values[label.key, default: []].append(value)
                } else if let colon = label.text.firstIndex(where: { $0 == "：" || $0 == ":" }) {
                    let key = LabelKey.of(String(label.text[..<colon]))
                    guard keys.contains(key) else { continue }
                    let value = String(label.text[label.text.index(after: colon)...])
                    values[key, default: []].append(
                        Origin(sheet: sheet.sheet.name, cell: label.range.first.description, raw: value))
                }
            }
        }
        return values
    }

    static func valueRight(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> Origin? {
        let row = label.range.first.row
        // A value stands beside its label, at most a few empty columns away.
        for column in (label.range.last.column + 1)...(label.range.last.column + 4) {
            let address = sheet.shown(at: .init(row: row, column: column))
            if let cell = sheet.cell(at: address), Prose.line(cell.text) != nil {
                return Origin(sheet: sheet.sheet.name, cell: address.description, raw: cell.text)
            }
        }
        return nil
    }

    private struct Title {
        let agency: (text: String, origin: Origin)?
        let year: Int
        let origin: Origin
    }

    /// Agency and year from a line such as `淮安市人民政府2024年政府信息公开工作年度报告`.
    private static func title(_ definition: FormDefinition, on sheet: LabelledSheet) -> Title? {
        // A title stands at the top and has a year; searching every long label would cost more than the rest.
        for label in sheet.labels.prefix(1_000) where label.key.utf8.count > 30 && label.key.utf8.contains(UInt8(ascii: "2")) {
            let scalars = label.text.unicodeScalars.filter { !Prose.isBlank($0) }
            let line = String(String.UnicodeScalarView(scalars.map(LabelKey.halfWidth)))
            guard let end = ([definition.title] + definition.titleAliases).lazy.compactMap({ line.firstRange(of: $0) }).first
            else { continue }
            var head = line[..<end.lowerBound]
            if head.last == "度" { head.removeLast() }
            guard head.last == "年", let year = year(in: String(head.dropLast().suffix(4))) else { continue }
            let origin = Origin(sheet: sheet.sheet.name, cell: label.range.first.description, raw: label.text)
            // As it is written: its brackets may be full-width.
            let agency = String(String.UnicodeScalarView(scalars.prefix(head.unicodeScalars.count - 5)))
            return Title(agency: agency.isEmpty ? nil : (agency, origin), year: year, origin: origin)
        }
        return nil
    }

    /// `2024`, `2024年`, `2024年度`; nil where the text is no year of our times.
    private static func year(in text: String) -> Int? {
        var plain = Prose.trimmed(text.unicodeScalars.map(LabelKey.halfWidth))
        for ending in ["度", "年"] where plain.hasSuffix(ending) { plain.removeLast() }
        guard let value = NumberText.decimal(plain), value.isWhole, value >= 2000, value < 2100 else { return nil }
        return Int(value.description)
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

    /// The filled cells below a section's label, up to the next section or table.
    func paragraphsBelow(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> ArraySlice<CellAddress> {
        sheet.addresses(below: label.range.last.row).prefix(2_000).prefix { address in
            sheet.cell(at: address).map { !endKeys.contains(LabelKey.of($0.text)) } == true
        }
    }

    /// The cells below a label that say that its text goes on beside them.
    func continuations(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> [LabelledSheet.Label] {
        let column = label.range.first.column
        return (label.range.last.row + 1...label.range.last.row + 1_000).lazy
            .map { CellAddress(row: $0, column: column) }
            .prefix { sheet.cell(at: $0)?.text == Self.continuation }
            .map { LabelledSheet.Label(range: CellRange($0, $0), text: Self.continuation, key: "") }
    }
}
