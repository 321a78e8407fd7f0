import Foundation
import Model

/// Findings as an office keeps them for thousands of reports: 32-bit numbers, texts being numbers of a pool. A finding takes some
/// hundred bytes so, and more than a kilobyte as a `Finding`.
struct StoredFindings: Sendable {
    private let pool: TextPool
    /// One record after the other: how many numbers it has, the code, the severity, then the rest.
    private var numbers: [UInt32] = []

    init(_ findings: [Finding], in pool: TextPool) {
        self.pool = pool
        var writer = RecordWriter(pool: pool)
        for finding in findings { writer.add(finding) }
        // Copied, to be without the room that an array keeps to grow.
        numbers = writer.numbers.map { $0 }
    }

    /// The findings as they were.
    var findings: [Finding] {
        var reader = RecordReader(numbers: numbers, pool: pool)
        var findings: [Finding] = []
        while !reader.isAtEnd { findings.append(reader.next()) }
        return findings
    }

    var count: Int { heads.count }

    /// The finding at an index below `count`, without making the others.
    func finding(at index: Int) -> Finding {
        var reader = RecordReader(numbers: numbers, pool: pool)
        for _ in 0..<index { reader.skip() }
        return reader.next()
    }

    /// How many findings of a severity there are, but those with one of the codes.
    func count(_ severity: Finding.Severity, except codes: [Finding.Code] = []) -> Int {
        heads.count { $0.severity == severity && !codes.contains($0.code) }
    }

    func contains(_ code: Finding.Code) -> Bool { heads.contains { $0.code == code } }

    /// Code and severity of each, without reading the rest.
    private var heads: [(code: Finding.Code, severity: Finding.Severity)] {
        var reader = RecordReader(numbers: numbers, pool: pool)
        var heads: [(code: Finding.Code, severity: Finding.Severity)] = []
        while !reader.isAtEnd { heads.append(reader.nextHead()) }
        return heads
    }
}

/// Writes findings as records; `RecordReader` reads them in the same order.
private struct RecordWriter {
    let pool: TextPool
    private(set) var numbers: [UInt32] = []

    init(pool: TextPool) { self.pool = pool }

    mutating func add(_ finding: Finding) {
        let start = numbers.count
        numbers.append(0)
        add(finding.code.description)
        add(finding.severity.rawValue)
        add(finding.phrase)
        for text in [
            finding.section?.id, finding.section?.label, finding.found, finding.expected, finding.difference, finding.basis,
            finding.accepted,
        ] { add(text) }
        add(finding.fields.count)
        for field in finding.fields { add(field.description) }
        add(finding.origins.count)
        for origin in finding.origins { add(origin) }
        add(finding.facts.count)
        for (name, fact) in finding.facts {
            add(name)
            add(fact)
        }
        if let culprit = finding.culprit { add(culprit) }
        numbers[start] = UInt32(numbers.count - start)
    }

    private mutating func add(_ text: String?) { numbers.append(pool.number(of: text)) }
    private mutating func add(_ count: Int) { numbers.append(UInt32(truncatingIfNeeded: count)) }

    private mutating func add(_ origin: Origin) {
        add(origin.sheet)
        add(origin.cell.row)
        add(origin.cell.column)
        add(origin.raw)
        add(origin.formula)
    }

    private mutating func add(_ culprit: Culprit) {
        let (found, value) = ("\(culprit.found)", "\(culprit.value)")
        for text in [culprit.field.description, found, value, culprit.other?.description, culprit.slip?.rawValue] { add(text) }
        for origin in [culprit.origin, culprit.otherOrigin] {
            add(origin == nil ? 0 : 1)
            if let origin { add(origin) }
        }
    }
}

private struct RecordReader {
    let numbers: [UInt32]
    let pool: TextPool
    private var position = 0

    init(numbers: [UInt32], pool: TextPool) {
        self.numbers = numbers
        self.pool = pool
    }

    var isAtEnd: Bool { position == numbers.count }

    /// Passes over a record.
    mutating func skip() { position += Int(numbers[position]) }

    /// Code and severity of the next record, which is passed over.
    mutating func nextHead() -> (code: Finding.Code, severity: Finding.Severity) {
        let end = position + Int(numbers[position])
        position += 1
        defer { position = end }
        return (Finding.Code(string()), severity())
    }

    mutating func next() -> Finding {
        let end = position + Int(numbers[position])
        position += 1
        var finding = Finding(Finding.Code(string()), severity(), phrase: string())
        let section = (id: optional(), label: optional())
        finding.section = section.id.map { .init(id: $0, label: section.label ?? "") }
        finding.found = optional()
        finding.expected = optional()
        finding.difference = optional()
        finding.basis = optional()
        finding.accepted = optional()
        for _ in 0..<count() { finding.fields.append(FieldPath(string())) }
        for _ in 0..<count() { finding.origins.append(origin()) }
        for _ in 0..<count() {
            let name = string()
            finding.facts[name] = string()
        }
        if position < end { finding.culprit = culprit() }
        return finding
    }

    private mutating func take() -> UInt32 {
        defer { position += 1 }
        return numbers[position]
    }

    private mutating func severity() -> Finding.Severity { .init(rawValue: string()) ?? .error }
    private mutating func optional() -> String? { pool.text(take()) }
    private mutating func string() -> String { optional() ?? "" }
    private mutating func count() -> Int { Int(take()) }

    private mutating func origin() -> Origin {
        let sheet = string()
        let (row, column) = (count(), count())
        return Origin(sheet: sheet, cell: CellAddress(row: row, column: column), raw: string(), formula: optional())
    }

    private mutating func culprit() -> Culprit {
        let field = FieldPath(string())
        let (found, value) = (Decimal(string: string()) ?? 0, Decimal(string: string()) ?? 0)
        var culprit = Culprit(field: field, found: found, value: value, other: optional().map { FieldPath($0) })
        culprit.slip = optional().flatMap(Culprit.Slip.init)
        if count() == 1 { culprit.origin = origin() }
        if count() == 1 { culprit.otherOrigin = origin() }
        return culprit
    }
}
