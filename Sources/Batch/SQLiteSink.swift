import Conversion
import Files
import Foundation
import GRDB
import GRDBSQLite
import Messages
import Model
import Text

/// Both tables in one SQLite database.
struct SQLiteSink: Sink {
    let wantsChecks = true
    let journal: Journal? = nil
    let make: @Sendable (ConvertedReport) throws -> TidyRows
    private let sentences: Sentences
    private let file: PendingFile
    private let database: DatabaseQueue

    /// Throws `O702`, with SQLite's reason where it has one.
    init(_ path: String, converter: Converter, sentences: Sentences) throws {
        self.sentences = sentences
        make = { TidyRows($0, converter, sentences) }
        file = try PendingFile(path)
        guard let temporary = file.temporary else { throw Finding(.outputNotWritable, found: FileIO.reason(ESPIPE)) }
        var configuration = Configuration()
        // One transaction for all; what stands beside the final name need not survive a crash.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
        database = try Self.reportingErrors { try DatabaseQueue(path: temporary, configuration: configuration) }
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
            if let made { try Self.insertFigures(of: made, database) }
            let findings = (made?.findings ?? []) + outcome.rows(unlessMade: made != nil, sentences)
            guard !findings.isEmpty else { return }
            let insertion = try Insertion(into: .findings, database)
            for row in findings {
                for (column, value) in row.enumerated() { insertion.bind(value, column) }
                try insertion.add()
            }
        }
    }

    func finish() throws -> [Finding] {
        try run { try $0.commit() }
        try Self.reportingErrors { try database.close() }
        try file.finish()
        return []
    }

    /// What stands in all rows of a document is bound once.
    private static func insertFigures(of rows: TidyRows, _ database: Database) throws {
        let insertion = try Insertion(into: .figures, database)
        insertion.bind(rows.agency, 0)
        insertion.bind(rows.year.map(String.init), 1)
        insertion.bind(rows.form, 2)
        insertion.bind(rows.file, 10)
        for figure in rows.figures {
            let names = rows.names[figure.field]
            insertion.bind(names.table, 3)
            insertion.bind(names.row, 4)
            insertion.bind(names.column, 5)
            if case .whole(let value)? = figure.value {
                insertion.bind(value, 6)
            } else {
                insertion.bind(figure.value?.description, 6)
            }
            insertion.bind(figure.state, 7)
            insertion.bind(figure.sheet, 8)
            insertion.bind(figure.cell, 9)
            try insertion.add()
        }
    }

    private func run(_ work: (Database) throws -> Void) throws {
        try Self.reportingErrors { try database.writeWithoutTransaction(work) }
    }

    /// Throws `O702` for an error of SQLite's.
    private static func reportingErrors<Value>(_ work: () throws -> Value) throws -> Value {
        do { return try work() } catch let error as DatabaseError {
            throw Finding(.outputNotWritable, found: error.message ?? "\(error.resultCode)")
        }
    }
}

/// The statement that adds rows to a table, prepared once a run. Values stay bound from row to row, and are bound through SQLite
/// itself: GRDB makes a value of its own of each, which cost more than the insertion.
private struct Insertion {
    private let statement: Statement

    init(into table: TidyTable, _ database: Database) throws {
        let values = table.columns.map { _ in "?" }.joined(separator: ", ")
        statement = try database.cachedStatement(sql: "INSERT INTO \(table.name) VALUES (\(values))")
    }

    /// A text, or NULL, for the column of that index, from 0. SQLite keeps a copy.
    func bind(_ text: String?, _ column: Int) {
        let index = CInt(column + 1)
        guard var text else {
            sqlite3_bind_null(statement.sqliteStatement, index)
            return
        }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text(
                    statement.sqliteStatement, index, characters.baseAddress, CInt(characters.count), Self.copied)
            }
        }
    }

    func bind(_ number: Int, _ column: Int) { sqlite3_bind_int64(statement.sqliteStatement, CInt(column + 1), Int64(number)) }

    /// Adds a row of what is bound.
    func add() throws {
        let code = sqlite3_step(statement.sqliteStatement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement))))
        }
        sqlite3_reset(statement.sqliteStatement)
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not see.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
