import Conversion
import Forms
import Model
import Text

/// The agencies that are to report, in the order of a list that an office keeps.
package struct Roster: Sendable {
    /// Each once.
    package let agencies: [String]
    /// Rows that are no agency's, as `H914`: totals and notes are left out; what only seems to be none is kept.
    package let findings: [Finding]

    package init(agencies: [String]) {
        self.agencies = agencies
        findings = []
    }

    /// A workbook, or anything that reads as one; or a text of separated values (.csv).
    /// Throws why it cannot be read, and `H908` where it has no names, or formulas for names that were stored without values.
    package init(_ bytes: [UInt8], _ converter: Converter) throws {
        do { try self.init(converter.workbook(bytes)) } catch let finding as Finding where finding.code == .plainText {
            try self.init(Workbook(sheets: [Sheet(separatedValues: bytes)]))
        }
    }

    /// Takes the columns under 单位, 单位名称 or 机关 of all sheets, those side by side too; else the only column of texts of
    /// the first sheet that has but one.
    /// Throws `H908`.
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
    /// Below headings.
    let headed: [Origin]
    /// The only column of texts, where there is just one.
    let only: [Origin]

    /// Far more agencies than a province has.
    private static let limit = 100_000
    /// Rows that are tried for headings.
    private static let headingLimit = 8

    init(_ sheet: Sheet, _ words: RosterWords) {
        let cells = Dictionary(
            uniqueKeysWithValues: sheet.cells.filter {
                $0.value.kind == .uncomputed || $0.value.kind == .text && !LabelKey($0.value.text).isEmpty
            }.map { ($0.key, $0.value) })
        let columns = Dictionary(grouping: cells.keys, by: \.column).mapValues { $0.sorted() }
        func names(in column: Int, below row: Int) -> [Origin] {
            (columns[column] ?? []).lazy.filter { $0.row > row }.prefix(Self.limit).compactMap { place in
                cells[place].map {
                    Origin(
                        sheet: sheet.name, cell: place, raw: $0.text,
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
    /// What stands above the names.
    let headings: [String]
    /// What stands before a count, or before a note, in a row that is no agency's.
    let totals: [String]
    let notes: [String]
    /// What is counted: 个, 家单位.
    let counters: [String]
    /// What the names of groups of agencies end with.
    let groups: [String]

    /// A heading, whatever stands in brackets in it: 单位（部门）名称.
    func isHeading(_ text: String) -> Bool {
        [text[...], AgencyName.withoutBrackets(text)].contains { headings.contains(LabelKey(String($0)).text) }
    }

    /// Whether a row may be an agency's: no total, count or note.
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

    /// Without numbers at the end, and what they count; a number alone is one in digits.
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
