import Model

/// What the first part of a workbook's stream says of all sheets, [MS-XLS] 2.1.7.20.3.
struct LegacyBook {
    struct SheetEntry {
        var name: String
        var visibility: Sheet.Visibility
        /// Where the records of the sheet begin.
        var position: Int
    }

    private(set) var sheets: [SheetEntry] = []
    private(set) var texts: [String] = []

    init(_ stream: [UInt8]) throws(Finding) {
        var records = Records(stream)
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

    /// Only worksheets have cells: charts, macro sheets and modules are left out.
    private mutating func addSheet(_ record: Record, _ records: inout Records) throws(Finding) {
        guard try record.number(UInt8.self, at: 5) == 0 else { return }
        guard sheets.count < WorkbookPart.sheetLimit else {
            throw Finding(.tooManySheets, expected: "\(WorkbookPart.sheetLimit)")
        }
        let position = Int(try record.number(UInt32.self, at: 0))
        let states = [Sheet.Visibility.visible, .hidden, .veryHidden]
        let state = Int(try record.number(UInt8.self, at: 4) & 3)
        guard states.indices.contains(state) else { throw record.damage }
        var rest = try records.text(of: record, from: 6)
        sheets.append(SheetEntry(name: try rest.text(lengthBytes: 1), visibility: states[state], position: position))
    }

    /// The table of shared texts. What it says of their number is only its upper bound.
    private mutating func addTexts(_ record: Record, _ records: inout Records) throws(Finding) {
        let count = try record.number(UInt32.self, at: 4)
        var rest = try records.text(of: record, from: 8)
        while texts.count < Int(count), !rest.isAtEnd { texts.append(try rest.sharedText()) }
    }
}
