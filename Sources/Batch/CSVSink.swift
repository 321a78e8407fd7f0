import Conversion
import Files
import Messages
import Model

/// Two files of comma-separated values (RFC 4180), in UTF-8 with the mark by which Excel knows it.
struct CSVSink: Sink {
    let wantsChecks = true
    let journal: Journal? = nil
    let make: @Sendable (ConvertedReport) throws -> TidyText
    private let sentences: Sentences
    private let figures: PendingFile
    private let findings: PendingFile

    /// The lines of one document in both files.
    struct TidyText: Sendable {
        let figures: [UInt8]
        let findings: [UInt8]
    }

    /// The findings stand beside the figures: `数据.csv`, `数据-findings.csv`. Throws `O702`.
    init(_ path: String, findings findingsPath: String, converter: Converter, sentences: Sentences) throws {
        self.sentences = sentences
        figures = try PendingFile(path)
        findings = try PendingFile(findingsPath)
        for (file, table) in [(figures, TidyTable.figures), (findings, .findings)] {
            try file.write(Array("\u{FEFF}".utf8) + Self.lines([table.columns.map(\.name)]))
        }
        make = { document in
            let rows = TidyRows(document, converter, sentences)
            return TidyText(figures: Self.lines(of: rows), findings: Self.lines(rows.findings))
        }
    }

    func add(_ made: TidyText?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws {
        if let made {
            try figures.write(made.figures)
            try findings.write(made.findings)
        }
        try findings.write(Self.lines(outcome.rows(unlessMade: made != nil, sentences)))
    }

    func finish() throws -> [Finding] {
        try PendingFile.finish([findings, figures])
        return []
    }

    static func lines(_ rows: [[String?]]) -> [UInt8] {
        var lines: [UInt8] = []
        for row in rows {
            for (column, value) in row.enumerated() {
                if column > 0 { lines.append(UInt8(ascii: ",")) }
                add(value, to: &lines)
            }
            lines += [0x0D, 0x0A]
        }
        return lines
    }

    /// The lines of a document's figures. What stands in all of them is put together once.
    private static func lines(of rows: TidyRows) -> [UInt8] {
        var (head, tail): ([UInt8], [UInt8]) = ([], [])
        for value in [rows.agency, rows.year.map(String.init), rows.form] {
            add(value, to: &head)
            head.append(UInt8(ascii: ","))
        }
        add(rows.file, to: &tail)
        tail += [0x0D, 0x0A]
        var lines: [UInt8] = []
        lines.reserveCapacity(rows.figures.count * (head.count + tail.count + 80))
        for figure in rows.figures {
            let names = rows.names[figure.field]
            lines += head
            for value in [
                names.table, names.row, names.column, figure.value?.description, figure.state, figure.sheet, figure.cell,
            ] {
                add(value, to: &lines)
                lines.append(UInt8(ascii: ","))
            }
            lines += tail
        }
        return lines
    }

    private static func add(_ value: String?, to text: inout [UInt8]) {
        guard var value else { return }
        value.withUTF8 { bytes in
            let isFormula = isFormula(bytes)
            guard bytes.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else {
                if isFormula { text.append(UInt8(ascii: "'")) }
                text += bytes
                return
            }
            text.append(UInt8(ascii: "\""))
            if isFormula { text.append(UInt8(ascii: "'")) }
            for byte in bytes {
                if byte == UInt8(ascii: "\"") { text.append(byte) }
                text.append(byte)
            }
            text.append(UInt8(ascii: "\""))
        }
    }

    /// Whether a spreadsheet would take a value for a formula, and it is to be marked as text. Excel in East Asia takes the
    /// full-width signs ＋ － ＝ ＠ for a formula's beginning too (OWASP, CSV Injection).
    private static func isFormula(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        switch value.first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A: true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            !value.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        case 0xEF:
            // U+FF0B, U+FF0D, U+FF1D, U+FF20.
            value.count > 2 && (value[1] == 0xBC && [0x8B, 0x8D, 0x9D, 0xA0].contains(value[2]))
        default: false
        }
    }
}
