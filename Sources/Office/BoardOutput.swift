import Conversion
import Foundation
import JSON
import Messages
import Model
import Writers

extension Board {
    /// The board, the files of nobody on the roster, and every finding.
    package func listings(_ sentences: Sentences) -> [Listing] {
        let language = sentences.language
        let title = (year.map { language("board.titleYear", ["year": $0]) } ?? "") + Self.title(language)
        var listings = [listing(language("board.sheet.agencies"), title: title, rows, language)]
        listings[0].counts = Listing.Counts(
            column: Self.stateColumn, all: hasRoster ? language("board.count.agencies") : language("board.count.all"),
            values: State.allCases.map { $0.name(language) })
        if !outside.isEmpty {
            listings.append(
                listing(
                    language("board.sheet.outside"), title: language("board.title.outside"), outside, language
                ))
        }
        let findings = (rows + outside).flatMap { row in
            row.entry.filings.flatMap { filing in filing.findings.map { (row.entry.agency, filing.file, $0) } }
        }
        listings.append(
            Listing(language("finding.sheet"), title: language("finding.sheet"), findings: findings, sentences))
        return listings
    }

    private static let stateColumn = 2
    private static func title(_ language: Language) -> String { language("board.title") }

    /// Whether a file is a board of before, which the next one may replace: it has the title and the columns, or the keys.
    package static func isOne(_ bytes: [UInt8], _ converter: Converter) -> Bool {
        if case .object(let members)? = try? JSONValue(parsing: bytes) {
            return Set(members.map(\.key)) == ["year", "counts", "agencies", "outside"]
        }
        let texts = Set((try? converter.workbook(bytes))?.sheets.flatMap { $0.cells.map(\.value.text) } ?? [])
        return Language.allCases.contains { language in
            texts.contains { $0.hasSuffix(title(language)) } && texts.isSuperset(of: columns(language).map(\.heading))
        }
    }

    /// How many agencies there are in each state; those that do not occur are left out.
    package func summary(_ language: Language) -> String {
        let counts = State.allCases.map { state in (state, rows.count { $0.state == state }) }.filter { $0.1 > 0 }
        let pieces =
            counts.map { "\($0.name(language)) \($1)" }
            + (outside.isEmpty ? [] : [language("board.outside", ["count": outside.count])])
        return language(
            "board.summary", ["count": rows.count, "states": pieces.joined(separator: language("common.comma"))])
    }

    private func listing(_ name: String, title: String, _ rows: [Row], _ language: Language) -> Listing {
        var listing = Listing(name, title: title, columns: Self.columns(language))
        if returned != nil { listing.columns.append(.init(language("board.column.returned"), width: 36)) }
        listing.rows = rows.enumerated().map { index, row in entries(row, number: index + 1, language) }
        return listing
    }

    private static func columns(_ language: Language) -> [Listing.Column] {
        [
            .init(language("board.column.number"), width: 6), .init(language("board.column.agency"), width: 30),
            .init(language("board.column.state"), width: 10), .init(language("board.column.errors"), width: 7),
            .init(language("board.column.warnings"), width: 7), .init(language("board.column.file"), width: 36),
            .init(language("board.column.time"), width: 17), .init(language("board.column.nameInReport"), width: 26),
            .init(language("board.column.remarks"), width: 36),
        ]
    }

    private func entries(_ row: Row, number: Int, _ language: Language) -> [Listing.Entry] {
        let filings = row.entry.filings.isEmpty ? row.entry.doubtful : row.entry.filings
        func count(_ severity: Finding.Severity) -> Listing.Entry {
            guard !row.entry.filings.isEmpty else { return .init("") }
            let count = row.entry.filings.reduce(0) { $0 + $1.count(severity) }
            return .init(Decimal(count), count == 0 ? .plain : severity.tone)
        }
        return [
            .init(Decimal(number)), .init(row.entry.agency), .init(row.state.name(language), row.state.tone),
            count(.error), count(.warning), .init(filings.map(\.file).joined(separator: "\n")),
            .init(filings.map { $0.modified.map(Self.localTime) ?? "" }.joined(separator: "\n")),
            .init(filings.map { $0.agency ?? "" }.joined(separator: "\n")),
            .init(remarks(row, language).joined(separator: language("common.semicolon"))),
        ] + (returned.map { names in [.init(filings.map { names[$0.file] ?? "" }.joined(separator: "\n"))] } ?? [])
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

    /// `2025-01-15 09:30`, of this computer's zone.
    private static func localTime(_ date: Date) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute].map { $0 ?? 0 }
        return String(format: "%04d-%02d-%02d %02d:%02d", arguments: numbers)
    }

    /// Counts of each state, then the rows with their files and findings. Times are in UTC.
    package func json(_ sentences: Sentences) -> JSONValue {
        let counts = State.allCases.map { state in (key: state.rawValue, value: JSONValue(rows.count { $0.state == state })) }
        return .object([
            ("year", JSONValue(year)),
            ("counts", .object([("agencies", JSONValue(rows.count))] + counts + [("outside", JSONValue(outside.count))])),
            ("agencies", .array(rows.map { json($0, sentences) })), ("outside", .array(outside.map { json($0, sentences) })),
        ])
    }

    /// How sure it is whose the files are; nil where there are none, or nobody's.
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
