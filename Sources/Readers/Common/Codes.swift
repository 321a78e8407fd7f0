import Model

// Kinds of files that have no reader.
extension Finding.Code {
    /// No bytes, or only white space.
    package static let emptyFile = Self("W201")
    /// An Office file or OpenDocument spreadsheet under a password.
    package static let encryptedWorkbook = Self("W202")
    /// A workbook of Excel 5 or 95.
    package static let olderWorkbook = Self("W203")
    /// A compound file that is not a workbook: .doc, .wps, .ppt.
    package static let otherCompoundFile = Self("W204")
    /// An OpenDocument file that is not a spreadsheet.
    package static let openDocument = Self("W205")
    /// .rtf
    package static let richText = Self("W206")
    /// A zip archive that is not an Office file.
    package static let otherArchive = Self("W207")
    /// .xlsb
    package static let binaryWorkbook = Self("W208")
    /// .mht
    package static let webArchive = Self("W209")
    /// Text without markup, CSV too.
    package static let plainText = Self("W210")
    /// .pdf
    package static let pdf = Self("W211")
    /// “XML Spreadsheet 2003”.
    package static let xmlSpreadsheet = Self("W212")
    /// None of the kinds of `FileKind`.
    package static let unknownFile = Self("W213")
}

// Errors in a workbook or document.
extension Finding.Code {
    /// A relationship does not exist, or leads outside the file.
    package static let missingRelationship = Self("W221")
    /// A part that another names does not exist.
    package static let missingPart = Self("W222")
    /// No sheet has cells.
    package static let noWorksheet = Self("W223")
    /// More sheets than `WorkbookLimits.sheets`.
    package static let tooManySheets = Self("W224")
    /// Two sheets are stored in one part.
    package static let repeatedSheetPart = Self("W225")
    /// A row, cell or repeat lies outside the sheet, or its reference cannot be read.
    package static let badReference = Self("W226")
    /// Two cells have one address.
    package static let repeatedCell = Self("W227")
    /// A cell has a type that the format does not define.
    package static let unknownCellType = Self("W228")
    /// A cell names a shared string that does not exist.
    package static let badSharedString = Self("W229")
    /// A cell is neither true nor false.
    package static let badBoolean = Self("W230")
    /// A merge cannot be read, is turned round or leaves the sheet.
    package static let badMerge = Self("W231")
    /// Two merges share a cell.
    package static let overlappingMerges = Self("W232")
    /// More merges than `WorkbookLimits.merges`.
    package static let tooManyMerges = Self("W233")
    /// More cells than `WorkbookLimits.cells`.
    package static let tooManyCells = Self("W234")
    /// A text, or a web page, is longer than its limit.
    package static let textTooLong = Self("W235")
    /// More tables in each other than `WorkbookLimits.tableDepth`.
    package static let tablesTooDeep = Self("W236")
    /// The sectors of a compound file are not a chain within the file.
    package static let damagedContainer = Self("W241")
    /// A record of an .xls workbook is cut short or contradicts the format.
    package static let damagedRecord = Self("W242")
}
