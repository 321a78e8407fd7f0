import Model

/// The globals substream of a workbook: its list of sheets and the shared texts ([MS-XLS] 2.1.7.20.3).
struct BIFFBook {
    struct SheetEntry {
        var name: String
        var visibility: Sheet.Visibility
        /// Offset in the stream of the sheet's first record.
        var position: Int
    }

    private(set) var sheets: [SheetEntry] = []
    /// The shared texts, from index 0.
    private(set) var texts: [String] = []
    private let limits: WorkbookLimits

    init(_ stream: [UInt8], limits: WorkbookLimits) throws(Finding) {
        self.limits = limits
        var records = BIFFRecords(stream)
        let begin = try records.next()
        guard begin.kind == .begin else { throw begin.damage }
        guard try begin.number(UInt16.self, at: 0) == 0x0600 else { throw Finding(.olderWorkbook) }
        while true {
            let record = try records.next()
            switch record.kind {
            case .filePass: throw Finding(.encryptedWorkbook)
            case .sheet: try addSheet(record, &records)
            case .sharedTexts: try addTexts(record, &records)
            case .end: return
            default: break
            }
        }
    }

    /// Adds a worksheet; charts, macro sheets and modules have no cells and are left out.
    private mutating func addSheet(_ record: BIFFRecord, _ records: inout BIFFRecords) throws(Finding) {
        guard try record.number(UInt8.self, at: 5) == 0 else { return }
        try limits.check(sheets: sheets.count + 1)
        let position = Int(try record.number(UInt32.self, at: 0))
        let states = [Sheet.Visibility.visible, .hidden, .veryHidden]
        let state = Int(try record.number(UInt8.self, at: 4) & 3)
        guard states.indices.contains(state) else { throw record.damage }
        var rest = try records.text(of: record, from: 6)
        sheets.append(SheetEntry(name: try rest.text(lengthBytes: 1), visibility: states[state], position: position))
    }

    /// Reads the table of shared texts. The number that it declares is only an upper bound.
    private mutating func addTexts(_ record: BIFFRecord, _ records: inout BIFFRecords) throws(Finding) {
        let count = try record.number(UInt32.self, at: 4)
        var rest = try records.text(of: record, from: 8)
        while texts.count < Int(count), !rest.isAtEnd { texts.append(try rest.sharedText()) }
    }
}
