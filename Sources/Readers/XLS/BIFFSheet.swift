import Model

/// Reads the cells and merges of one worksheet ([MS-XLS] 2.1.7.20.5). Blank cells are left out.
struct BIFFSheet {
    /// The bytes of the sheet in the stream.
    private(set) var length = 0
    /// The error to throw if this offset does not start a worksheet: `W242`.
    let damage: Finding
    private var records: BIFFRecords
    private let texts: [String]
    private var builder: SheetBuilder
    /// The sheet that was read.
    var sheet: Sheet { builder.sheet }
    /// The cell of a formula whose text is in the next record.
    private var awaiting: CellAddress?

    /// Columns of a sheet in this format. Rows cannot exceed theirs: they are 16-bit numbers.
    private static let columnLimit = 256

    private static let errors: [UInt8: String] = [
        0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
        0x2B: "#GETTING_DATA",
    ]

    /// Reads the sheet that begins at an offset in the stream. Throws `W22x`, `W23x`, `W242`.
    init(in stream: [UInt8], at offset: Int, texts: [String], _ builder: SheetBuilder) throws(Finding) {
        records = BIFFRecords(stream, from: offset)
        self.texts = texts
        self.builder = builder
        let begin = try records.next()
        damage = begin.damage
        guard begin.kind == .begin else { throw damage }
        // A chart in the sheet is nested, and has cells of its own.
        var depth = 1
        while depth > 0 {
            let record = try records.next()
            switch record.kind {
            case .begin: depth += 1
            case .end: depth -= 1
            case let kind?: if depth == 1 { try add(record, kind) }
            case nil: break
            }
        }
        length = records.position - offset
        try self.builder.checkMerges()
    }

    private mutating func add(_ record: BIFFRecord, _ kind: BIFFRecord.Kind) throws(Finding) {
        switch kind {
        case .number: try store(number(bits: record.number(UInt64.self, at: 6), record), record)
        case .compactNumber: try store(number(compact: record.number(UInt32.self, at: 6), record), record)
        case .compactNumbers: try addCompactNumbers(record)
        case .sharedText: try addSharedText(record)
        case .text, .richText:
            var rest = try records.text(of: record, from: 6)
            try store(Cell(.text, rest.text()), record)
        case .booleanOrError:
            let isError = try record.number(UInt8.self, at: 7) != 0
            try store(fixed(record.number(UInt8.self, at: 6), isError: isError, record), record)
        case .formula: try addFormula(record)
        case .formulaText: try addFormulaText(record)
        case .merges: try addMerges(record)
        default: break
        }
    }

    // MARK: Values

    private func number(bits: UInt64, _ record: BIFFRecord, formula: String? = nil) throws(Finding) -> Cell {
        try number(Double(bitPattern: bits), record, formula: formula)
    }

    /// An RkNumber ([MS-XLS] 2.5.217): a whole number of 30 bits, or the upper 30 bits of a Double; either may be a hundredfold.
    private func number(compact: UInt32, _ record: BIFFRecord) throws(Finding) -> Cell {
        let isWhole = compact & 2 != 0
        let value = isWhole ? Double(Int32(bitPattern: compact) >> 2) : Double(bitPattern: UInt64(compact & ~3) << 32)
        return try number(compact & 1 != 0 ? value / 100 : value, record)
    }

    private func number(_ value: Double, _ record: BIFFRecord, formula: String? = nil) throws(Finding) -> Cell {
        guard value.isFinite else { throw record.damage }
        let text = value.description
        return Cell(.number, text.hasSuffix(".0") ? String(text.dropLast(2)) : text, formula: formula)
    }

    private func fixed(
        _ value: UInt8, isError: Bool, _ record: BIFFRecord, formula: String? = nil
    ) throws(Finding) -> Cell {
        if isError {
            guard let name = Self.errors[value] else { throw record.damage }
            return Cell(.error, name, formula: formula)
        }
        guard value <= 1 else {
            throw builder.refusal(.badBoolean, at: try address(record), found: "\(value)")
        }
        return Cell(.boolean, value == 1 ? "TRUE" : "FALSE", formula: formula)
    }

    // MARK: Cells

    private func address(_ record: BIFFRecord, columnsOn: Int = 0) throws(Finding) -> CellAddress {
        let row = Int(try record.number(UInt16.self, at: 0))
        let address = CellAddress(row: row, column: Int(try record.number(UInt16.self, at: 2)) + columnsOn)
        guard address.column < Self.columnLimit else {
            throw builder.refusal(.badReference, found: "\(address)")
        }
        return address
    }

    private mutating func store(_ cell: Cell, _ record: BIFFRecord, columnsOn: Int = 0) throws(Finding) {
        awaiting = nil
        guard !cell.text.isEmpty || cell.kind == .uncomputed else { return }
        try builder.add(cell, at: address(record, columnsOn: columnsOn))
    }

    /// Adds numbers in neighbouring columns; the record ends with the last column.
    private mutating func addCompactNumbers(_ record: BIFFRecord) throws(Finding) {
        let count = (record.body.count - 6) / 6
        let first = Int(try record.number(UInt16.self, at: 2))
        guard count > 0, record.body.count == 6 + count * 6,
            Int(try record.number(UInt16.self, at: 4 + count * 6)) == first + count - 1
        else { throw record.damage }
        for index in 0..<count {
            let cell = try number(compact: record.number(UInt32.self, at: 6 + index * 6), record)
            try store(cell, record, columnsOn: index)
        }
    }

    private mutating func addSharedText(_ record: BIFFRecord) throws(Finding) {
        let index = Int(try record.number(UInt32.self, at: 6))
        guard texts.indices.contains(index) else {
            throw builder.refusal(.badSharedString, at: try address(record), found: "\(index)")
        }
        try store(Cell(.text, texts[index]), record)
    }

    /// Adds a formula's value ([MS-XLS] 2.5.133): a Double, or another kind of value if the upper two bytes are FF.
    private mutating func addFormula(_ record: BIFFRecord) throws(Finding) {
        let bits = try record.number(UInt64.self, at: 6)
        guard bits >> 48 == 0xFFFF else { return try store(number(bits: bits, record, formula: ""), record) }
        let value = UInt8(truncatingIfNeeded: bits >> 16)
        switch UInt8(truncatingIfNeeded: bits) {
        case 0:
            // Its text follows in a record.
            try store(Cell(.uncomputed, "", formula: ""), record)
            awaiting = try address(record)
        case 1: try store(fixed(value, isError: false, record, formula: ""), record)
        case 2: try store(fixed(value, isError: true, record, formula: ""), record)
        case 3: awaiting = nil
        default: throw record.damage
        }
    }

    private mutating func addFormulaText(_ record: BIFFRecord) throws(Finding) {
        // A text that no formula announced is ignored.
        guard let address = awaiting else { return }
        awaiting = nil
        var rest = try records.text(of: record)
        builder.setText(try rest.text(), at: address)
    }

    private mutating func addMerges(_ record: BIFFRecord) throws(Finding) {
        for index in 0..<Int(try record.number(UInt16.self, at: 0)) {
            func corner(_ offset: Int) throws(Finding) -> Int {
                Int(try record.number(UInt16.self, at: 2 + index * 8 + offset))
            }
            let first = CellAddress(row: try corner(0), column: try corner(4))
            let last = CellAddress(row: try corner(2), column: try corner(6))
            try builder.merge(CellRange(first, last), columnLimit: Self.columnLimit)
        }
    }
}
