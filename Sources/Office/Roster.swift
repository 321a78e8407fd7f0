import Conversion
import Forms
import Model
import Text

/// The agencies that are to report, in the order of a list that an office keeps.
package struct Roster: Sendable {
    /// Their names, each once.
    package let agencies: [String]
    /// `H914` for rows that are no agencies: totals and notes, which are left out, and headings of groups, which are kept.
    package let findings: [Finding]

    /// A roster of names that are known to be agencies.
    package init(agencies: [String]) {
        self.agencies = agencies
        findings = []
    }

    /// The roster in a workbook, in anything that reads as one, or in a text of separated values (.csv).
    /// Throws why it cannot be read, and `H908` where it has no names, or formulas for names that were stored without values.
    package init(_ bytes: [UInt8], _ converter: Converter) throws {
        do { try self.init(converter.workbook(bytes)) } catch let finding as Finding where finding.code == .plainText {
            try self.init(Workbook(sheets: [Sheet(separatedValues: bytes)]))
        }
    }

    /// The roster in the columns under 单位, 单位名称 or 机关 of all sheets, also several side by side; where there are none, in
    /// the first sheet with just one column of texts, in that. Throws `H908` where it has no names.
    package init(_ workbook: Workbook) throws {
        let words = NameWords.known.roster
        let columns = workbook.sheets.map { RosterColumns($0, words) }
        let headed = columns.flatMap(\.headed)
        let places = headed.isEmpty ? columns.lazy.map(\.only).first { !$0.isEmpty } ?? [] : headed
        if let finding = Self.withoutValues(places) { throw finding }
        var seen = Set<LabelKey>()
        let rows = places.filter { !words.isHeading($0.raw) }
        let agencies = rows.filter { words.isName($0.raw) }
        self.agencies = agencies.compactMap { Prose.line($0.raw) }.filter { seen.insert(LabelKey($0)).inserted }
        guard !self.agencies.isEmpty else {
            throw Finding(.rosterEmpty, facts: ["sheets": workbook.sheets.map(\.name).joined(separator: "、")])
        }
        findings = [
            Self.finding(.note, phrase: "H914", rows.filter { !words.isName($0.raw) }),
            Self.finding(.warning, phrase: "H914.kept", agencies.filter { words.isGroup($0.raw) }),
        ].compactMap(\.self)
    }

    private static func withoutValues(_ places: [Origin]) -> Finding? {
        let empty = places.filter { $0.formula != nil }
        return empty.isEmpty ? nil : Finding(.rosterEmpty, phrase: "H908.formulas", origins: empty)
    }

    private static func finding(_ severity: Finding.Severity, phrase: String, _ rows: [Origin]) -> Finding? {
        guard !rows.isEmpty else { return nil }
        let shown = rows.prefix(6).map { Prose.brief($0.raw) }.joined(separator: "、")
        return Finding(.noAgency, severity, phrase: phrase, origins: rows, found: shown + (rows.count > 6 ? "…" : ""))
    }
}

/// The columns of a sheet that may be lists of agencies: every cell with something in it, and the formula of one that was
/// stored without its value.
private struct RosterColumns {
    /// The cells below headings.
    let headed: [Origin]
    /// The cells of the only column of texts; empty where there are several.
    let only: [Origin]

    /// The longest roster: far more agencies than a province has.
    private static let limit = 100_000
    /// How many rows are tried for headings.
    private static let headingLimit = 8

    init(_ sheet: Sheet, _ words: RosterWords) {
        let cells = Dictionary(
            uniqueKeysWithValues: sheet.cells.filter {
                $0.value.kind == .uncomputed || $0.value.kind == .text && !LabelKey($0.value.text).isEmpty
            }.map { ($0.key, $0.value) })
        let columns = Dictionary(grouping: cells.keys, by: \.column).mapValues { $0.sorted() }
        func names(in column: Int, below row: Int) -> [Origin] {
            (columns[column] ?? []).lazy.filter { $0.row > row }.prefix(Self.limit).compactMap { address in
                cells[address].map {
                    Origin(
                        sheet: sheet.name, cell: address, raw: $0.text,
                        formula: $0.kind == .uncomputed ? $0.formula ?? "" : nil)
                }
            }
        }
        let places = cells.filter { words.isHeading($0.value.text) }.keys
        let rows = Dictionary(grouping: places, by: \.row).sorted { $0.key < $1.key }.prefix(Self.headingLimit)
        /// Under a heading over several columns (of kinds, and names) the one with most names, unless they have their own.
        func column(below heading: CellAddress) -> Int {
            guard let merge = sheet.merges.first(where: { $0.contains(heading) }),
                !places.contains(where: { $0.row > heading.row && merge.columns.contains($0.column) })
            else { return heading.column }
            let counts = columns.keys.filter(merge.columns.contains).sorted().map { column in
                (column, count: Set(names(in: column, below: heading.row).map(\.raw)).count)
            }
            return counts.max { $0.count < $1.count || $0.count == $1.count && $0.0 > $1.0 }?.0 ?? heading.column
        }
        // A long list may stand in several columns of one heading. 填报单位 may also stand before who made the list.
        let lists = rows.map { row, places -> [Origin] in
            let places = places.sorted()
            let heading = places.first.flatMap { cells[$0] }.map { LabelKey($0.text) }
            return places.filter { cells[$0].map { LabelKey($0.text) } == heading }.flatMap {
                names(in: column(below: $0), below: row)
            }
        }
        headed = lists.reduce([]) { $1.count > $0.count ? $1 : $0 }
        only = columns.count == 1 ? columns.keys.flatMap { names(in: $0, below: -1) } : []
    }
}

/// What `Templates/Prose/names.json` knows of rosters.
struct RosterWords: Decodable, Sendable {
    /// Headings of the column of names.
    let headings: [String]
    /// How rows of totals begin.
    let totals: [String]
    /// How notes begin.
    let notes: [String]
    /// What stands behind a count: 个, 家单位.
    let counters: [String]
    /// The endings of headings of groups.
    let groups: [String]

    /// Whether a text is a heading, with or without its text in brackets: 单位（部门）名称.
    func isHeading(_ text: String) -> Bool {
        [text[...], AgencyName.withoutBrackets(text)].contains { headings.contains(LabelKey(String($0)).text) }
    }

    /// Whether a row may be an agency: it is no total, count or note.
    func isName(_ text: String) -> Bool {
        let key = LabelKey(text).text
        let rest = totals.first { key.hasPrefix($0) }.map { key.dropFirst($0.count) } ?? key[...]
        if rest.isEmpty || withoutCount(rest).isEmpty { return false }
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map(\.halfWidth)))
        let head = LabelKey(String(line.prefix { $0 != ":" })).text
        let word = LabelKey(String(line.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })).text
        // One letter before a blank is a name that is spread out: 计 生 局.
        return ![key, head, word.count > 1 ? word : ""].contains { notes.contains($0) || totals.contains($0) }
    }

    /// Whether it reads as the heading of a part of the list: 一、市直部门（42个）.
    func isGroup(_ text: String) -> Bool {
        let key = withoutCount(LabelKey(text).text[...])
        return groups.contains { key.hasSuffix($0) }
    }

    /// A text without a count at its end (`42个`); a number alone counts only in digits.
    private func withoutCount(_ text: Substring) -> Substring {
        for counter in counters + [""] where text.hasSuffix(counter) {
            let head = text.dropLast(counter.count)
            let digits = counter.isEmpty ? "0123456789" : "0123456789零〇一二三四五六七八九十百两"
            let number = head.reversed().prefix { digits.contains($0) }
            if !number.isEmpty { return withoutCount(head.dropLast(number.count)) }
        }
        return text
    }
}
