import Conversion
import Foundation
import JSON
import Messages
import Model
import Readers
import Reading
import Writers

extension Board {
    /// The board, the files of nobody on the roster, and every finding.
    package func listings(_ sentences: Sentences) -> [Listing] {
        let language = sentences.language
        let title = Self.title(year: year, language)
        var listings = [listing(language("board.sheet.agencies"), title: title, rows, language)]
        listings[0].counts = Listing.Counts(
            column: columns(language).firstIndex(where: \.isState) ?? 0,
            all: hasRoster ? language("board.count.agencies") : language("board.count.all"),
            values: counts.map { ($0.state.name(language), $0.count) })
        if !outside.isEmpty {
            listings.append(
                listing(
                    language("board.sheet.outside"), title: language("board.title.outside"), outside, language
                ))
        }
        let filings = (rows + outside).flatMap { row in row.entry.filings.map { (agency: row.entry.agency, filing: $0) } }
        let places = filings.indices.flatMap { index in
            (0..<filings[index].filing.findingCount).map { (filing: index, finding: $0) }
        }
        listings.append(
            Listing(
                language("finding.sheet"), title: language("finding.sheet"), count: places.count,
                finding: { index in
                    let (agency, filing) = filings[places[index].filing]
                    return (agency, filing.file, filing.finding(at: places[index].finding))
                }, sentences))
        return listings
    }

    /// The end of the title in a board's first cell. Boards of all versions are recognised by it: it must not change.
    private static func title(_ language: Language) -> String { language("board.title") }

    private static func title(year: Int?, _ language: Language) -> String {
        (year.map { language("board.titleYear", ["year": $0]) } ?? "") + title(language)
    }

    /// The names of the sheets whose first cell holds the title: a workbook's first one, and the sheet of a web page's `title`.
    private static let titleSheets = Set(Language.allCases.map { $0("board.sheet.agencies") } + [HTMLReader.titleSheet])

    /// Whether this program made a file as a board, which the next board may replace. A workbook or a page is recognised by its
    /// title alone, whatever its columns are; JSON by its keys.
    package static func isOurs(_ bytes: [UInt8], _ converter: Converter) -> Bool {
        if case .object(let members)? = try? JSONValue(parsing: bytes) {
            return Set(members.map(\.key)).isSuperset(of: ["year", "counts", "agencies", "outside"])
        }
        guard let workbook = try? converter.workbook(bytes) else { return false }
        return workbook.sheets.contains { sheet in
            guard titleSheets.contains(sheet.name), let title = sheet.cells[CellAddress(row: 0, column: 0)]?.text else {
                return false
            }
            return Language.allCases.contains { isTitle(title, $0) }
        }
    }

    /// Whether a text is a board's title: the year, if it has one, stands before it.
    private static func isTitle(_ text: String, _ language: Language) -> Bool {
        guard text.hasSuffix(title(language)) else { return false }
        let year = text.dropLast(title(language).count).prefix { $0.isASCII && $0.isNumber }
        return text == title(year: Int(year), language)
    }

    /// How many agencies there are in each state, in the order of states.
    private var counts: [(state: State, count: Int)] { State.allCases.map { state in (state, rows.count { $0.state == state }) } }

    /// How many agencies there are in each state; those that do not occur are left out.
    package func summary(_ language: Language) -> String {
        let pieces =
            counts.filter { $0.count > 0 }.map { "\($0.state.name(language)) \($0.count)" }
            + (outside.isEmpty ? [] : [language("board.outside", ["count": outside.count])])
        return language(
            "board.summary", ["count": rows.count, "states": pieces.joined(separator: language("common.comma"))])
    }

    /// A column of the board: its heading, its width in characters, and what stands in it for an agency.
    private struct Column: Sendable {
        let heading: String
        let width: Double
        var isState = false
        let entry: @Sendable (Line) -> Listing.Entry

        init(_ heading: String, width: Double, isState: Bool = false, entry: @escaping @Sendable (Line) -> Listing.Entry) {
            self.heading = heading
            self.width = width
            self.isState = isState
            self.entry = entry
        }

        /// A column with a line for each file.
        init(_ heading: String, width: Double, lines: @escaping @Sendable (Filing) -> String) {
            self.init(heading, width: width) { .init($0.filings.map(lines).joined(separator: "\n")) }
        }
    }

    /// An agency on the board, with the files to show: its own, else those that may be its own.
    private struct Line {
        /// From 1.
        let number: Int
        let row: Row
        var filings: [Filing] { row.entry.filings.isEmpty ? row.entry.doubtful : row.entry.filings }

        func count(_ severity: Finding.Severity) -> Listing.Entry {
            guard !row.entry.filings.isEmpty else { return .init("") }
            let count = row.entry.filings.reduce(0) { $0 + $1.count(severity) }
            return .init(Decimal(count), count == 0 ? .plain : severity.tone)
        }
    }

    private func listing(_ name: String, title: String, _ rows: [Row], _ language: Language) -> Listing {
        let columns = columns(language)
        var listing = Listing(name, title: title, columns: columns.map { .init($0.heading, width: $0.width) })
        listing.rows = .init(count: rows.count) { index in
            let line = Line(number: index + 1, row: rows[index])
            return columns.map { $0.entry(line) }
        }
        return listing
    }

    private func columns(_ language: Language) -> [Column] {
        [
            Column(language("board.column.number"), width: 6) { .init(Decimal($0.number)) },
            Column(language("board.column.agency"), width: 30) { .init($0.row.entry.agency) },
            Column(language("board.column.state"), width: 10, isState: true) {
                .init($0.row.state.name(language), $0.row.state.tone)
            },
            Column(language("board.column.errors"), width: 7) { $0.count(.error) },
            Column(language("board.column.warnings"), width: 7) { $0.count(.warning) },
            Column(language("board.column.file"), width: 36, lines: \.file),
            Column(language("board.column.time"), width: 17, lines: { $0.modified.map(Self.localTime) ?? "" }),
            Column(language("board.column.nameInReport"), width: 26, lines: { $0.agency ?? "" }),
            Column(language("board.column.remarks"), width: 36) {
                .init(remarks($0.row, language).joined(separator: language("common.semicolon")))
            },
        ]
            + (returned.map { names in [Column(language("board.column.returned"), width: 36, lines: { names[$0.file] ?? "" })] }
                ?? [])
    }

    private func remarks(_ row: Row, _ language: Language) -> [String] {
        var remarks = row.states.dropFirst().map { $0.name(language) }
        let refusals = row.entry.filings.filter { $0.report == nil }.flatMap(\.findings)
        remarks += refusals.map { Sentences(language).sentence($0) }
        if row.state == .missing { remarks.append(language("board.remark.missing")) }
        if row.entry.isListed, row.state == .doubtful {
            remarks.append(language("board.remark.doubtful"))
        }
        if row.entry.filings.contains(where: { $0.agency == nil }), row.entry.isListed {
            remarks.append(language("board.remark.byFileName"))
        } else if row.entry.certainty == .near {
            remarks.append(language("board.remark.otherSpelling"))
        }
        if !row.entry.candidates.isEmpty {
            remarks.append(
                language(
                    "board.remark.candidates", ["agencies": row.entry.candidates.joined(separator: language("common.listComma"))])
            )
        }
        return remarks
    }

    /// `2025-01-15 09:30` in this computer's time zone.
    private static func localTime(_ date: Date) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute].map { $0 ?? 0 }
        return String(format: "%04d-%02d-%02d %02d:%02d", arguments: numbers)
    }

    /// Counts of each state, then the rows with their files and findings, as JSON in UTF-8. Times are in UTC. The text is put
    /// together row by row, since all rows together take ten times as much as values.
    package func bytes(ofJSON sentences: Sentences) -> [UInt8] {
        let states = counts.map { (key: $0.state.rawValue, value: JSONValue($0.count)) }
        let counts = JSONValue.object(
            [("agencies", JSONValue(rows.count))] + states + [("outside", JSONValue(outside.count))])
        var bytes: [UInt8] = []
        func add(_ text: String) { bytes += text.utf8 }
        func add(_ value: JSONValue, indent: String) {
            // Of line breaks there are only those of the layout: texts have theirs escaped.
            for byte in value.text.utf8.dropLast() {
                bytes.append(byte)
                if byte == UInt8(ascii: "\n") { bytes += indent.utf8 }
            }
        }
        func add(rows: [Row]) {
            add("[")
            for (index, row) in rows.enumerated() {
                add(index == 0 ? "\n    " : ",\n    ")
                add(json(row, sentences), indent: "    ")
            }
            add(rows.isEmpty ? "]" : "\n  ]")
        }
        add("{\n  \"year\": ")
        add(JSONValue(year), indent: "  ")
        add(",\n  \"counts\": ")
        add(counts, indent: "  ")
        add(",\n  \"agencies\": ")
        add(rows: rows)
        add(",\n  \"outside\": ")
        add(rows: outside)
        add("\n}\n")
        return bytes
    }

    /// How sure it is that the files are the agency's; nil where there are no files, or no agency is like theirs.
    private func match(of entry: Register.Entry) -> NameMatcher.Certainty? {
        if !entry.isListed { return entry.candidates.isEmpty ? nil : .doubtful }
        return entry.filings.isEmpty ? nil : entry.certainty
    }

    private func json(_ row: Row, _ sentences: Sentences) -> JSONValue {
        func json(_ filing: Filing) -> JSONValue {
            let time = filing.modified.map { $0.formatted(.iso8601) }
            let findings = sentences.json(filing.findings)
            return .object(
                [
                    ("file", .string(filing.file)), ("modified", JSONValue(time)), ("agency", JSONValue(filing.agency)),
                    ("year", JSONValue(filing.report?.year)), ("form", JSONValue(filing.report?.form)),
                    ("returned", JSONValue(returned?[filing.file])),
                ] + (findings.members ?? []))
        }
        return .object([
            ("agency", .string(row.entry.agency)), ("state", .string(row.state.rawValue)),
            ("states", .array(row.states.map { .string($0.rawValue) })),
            ("match", JSONValue(match(of: row.entry)?.rawValue)),
            ("files", .array(row.entry.filings.map(json))), ("doubtful", .array(row.entry.doubtful.map(json))),
            ("candidates", .array(row.entry.candidates.map(JSONValue.string))),
        ])
    }
}

extension Board.State {
    var tone: SheetLayout.Tone {
        switch self {
        case .fit: .good
        case .warnings, .doubtful, .twice: .notice
        case .missing: .muted
        case .unreadable, .untouched, .otherYear, .otherForm, .errors: .bad
        }
    }
}
