import Files
import Foundation
import GRDB
import Messages
import Model

/// Writes two files of comma-separated values (RFC 4180), in UTF-8 with the byte order mark that Excel needs.
struct CSVSink: Sink {
    let wantsChecks = true
    let journal: Journal? = nil
    let make: @Sendable (ConvertedReport) throws -> TidyText
    private let sentences: Sentences
    private let figures: PendingFile
    private let findings: PendingFile

    struct TidyText: Sendable {
        let figures: [UInt8]
        let findings: [UInt8]
    }

    /// Opens both files. Throws `O702`, `O710`.
    init(_ path: String, findings findingsPath: String, sentences: Sentences) throws {
        self.sentences = sentences
        figures = try PendingFile(path)
        findings = try PendingFile(findingsPath)
        for (file, table) in [(figures, TidyTable.figures), (findings, .findings)] {
            try file.write(Array("\u{FEFF}".utf8) + Self.text([table.columns.map(\.name)]))
        }
        make = { document in
            let rows = TidyRows(document, sentences)
            return TidyText(figures: Self.text(rows.figures), findings: Self.text(rows.findings))
        }
    }

    func add(_ made: TidyText?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        if let made {
            try figures.write(made.figures)
            try findings.write(made.findings)
        }
        try findings.write(Self.text(outcome.rows(unlessMade: made != nil, sentences)))
    }

    func finish() throws -> [Finding] {
        try PendingFile.finish([findings, figures])
        return []
    }

    static func text(_ rows: [[String?]]) -> [UInt8] {
        var text: [UInt8] = []
        for row in rows {
            for (column, value) in row.enumerated() {
                if column > 0 { text.append(UInt8(ascii: ",")) }
                if let value { add(value, to: &text) }
            }
            text += [0x0D, 0x0A]
        }
        return text
    }

    /// The first characters that make a spreadsheet take a value for a formula; such values get an apostrophe. Excel in East Asia
    /// takes full-width signs too (OWASP, CSV Injection).
    private static let formulaStarts = Set("=+-@＝＋－＠\t\r\n".unicodeScalars)

    private static func add(_ value: String, to text: inout [UInt8]) {
        let value = value.unicodeScalars.first.map(formulaStarts.contains) == true && !isNumber(value) ? "'" + value : value
        guard value.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
            text += value.utf8
            return
        }
        text.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func isNumber(_ value: String) -> Bool {
        value.utf8.first.map { "+-".utf8.contains($0) } == true
            && value.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }
}

/// Writes both tables into one SQLite database.
struct SQLiteSink: Sink {
    let wantsChecks = true
    let journal: Journal? = nil
    let make: @Sendable (ConvertedReport) throws -> TidyRows
    private let sentences: Sentences
    private let file: PendingFile
    private let database: DatabaseQueue

    init(_ path: String, sentences: Sentences) throws {
        self.sentences = sentences
        make = { TidyRows($0, sentences) }
        file = try PendingFile(path)
        guard let temporary = file.temporary else { throw Finding(.outputNotWritable, found: FileIO.reason(ESPIPE)) }
        var configuration = Configuration()
        // One transaction for all: a pending file need not survive a crash.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
        database = try Self.reportingFailures { try DatabaseQueue(path: temporary, configuration: configuration) }
        try run { database in
            try database.beginTransaction()
            for table in [TidyTable.figures, .findings] {
                let columns = table.columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
                try database.execute(sql: "CREATE TABLE \(table.name) (\(columns))")
            }
        }
    }

    func add(_ made: TidyRows?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        try run { database in
            try Self.insert(made?.figures ?? [], into: .figures, database)
            let findings = (made?.findings ?? []) + outcome.rows(unlessMade: made != nil, sentences)
            try Self.insert(findings, into: .findings, database)
        }
    }

    func finish() throws -> [Finding] {
        try run { try $0.commit() }
        try Self.reportingFailures { try database.close() }
        try file.finish()
        return []
    }

    private static func insert(_ rows: [[String?]], into table: TidyTable, _ database: Database) throws {
        let slots = table.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(sql: "INSERT INTO \(table.name) VALUES (\(slots))")
        for row in rows { try statement.execute(arguments: StatementArguments(row)) }
    }

    private func run(_ work: (Database) throws -> Void) throws {
        try Self.reportingFailures { try database.writeWithoutTransaction(work) }
    }

    private static func reportingFailures<Value>(_ work: () throws -> Value) throws -> Value {
        do { return try work() } catch let error as DatabaseError {
            throw Finding(.outputNotWritable, found: error.message ?? "\(error.resultCode)")
        }
    }
}

extension TidyRows {
    init(_ document: ConvertedReport, _ sentences: Sentences) {
        figures = TidyTable.figures(of: document)
        findings = TidyTable.findings(
            document.findings, of: document.file, agency: document.report.agencyName, year: document.report.year, sentences)
    }
}

extension ConversionOutcome {
    /// Rows for the findings that `make` does not have: why the input failed, and its remarks.
    fileprivate func rows(unlessMade isMade: Bool, _ sentences: Sentences) -> [[String?]] {
        TidyTable.findings(
            (isMade ? [] : findings) + remarks, of: name, agency: identity?.agency, year: identity?.year,
            sentences)
    }
}
