import Model

// What a file is, where it is nothing that can be read.
extension Finding.Code {
    package static let emptyFile = Self("W201")
    package static let encryptedWorkbook = Self("W202")
    /// Of Excel 5 or 95.
    package static let olderWorkbook = Self("W203")
    package static let otherCompoundFile = Self("W204")
    package static let openDocument = Self("W205")
    package static let richText = Self("W206")
    package static let otherArchive = Self("W207")
    package static let binaryWorkbook = Self("W208")
    package static let webArchive = Self("W209")
    package static let plainText = Self("W210")
    package static let pdf = Self("W211")
    package static let xmlSpreadsheet = Self("W212")
    package static let unknownFile = Self("W213")
}

// What is wrong inside a workbook.
extension Finding.Code {
    /// A part names another by a relationship that is not there, or that leads out of the file.
    package static let missingRelationship = Self("W221")
    package static let missingPart = Self("W222")
    package static let noWorksheet = Self("W223")
    package static let tooManySheets = Self("W224")
    /// Two sheets of the workbook are one part of the file.
    package static let repeatedSheetPart = Self("W225")
    package static let badReference = Self("W226")
    package static let repeatedCell = Self("W227")
    package static let unknownCellType = Self("W228")
    package static let badSharedString = Self("W229")
    package static let badBoolean = Self("W230")
    package static let badMerge = Self("W231")
    package static let overlappingMerges = Self("W232")
    package static let tooManyMerges = Self("W233")
    package static let tooManyCells = Self("W234")
    package static let textTooLong = Self("W235")
    /// Tables of a document stand in each other too often.
    package static let tablesTooDeep = Self("W236")
    /// The sectors of a compound file lead nowhere.
    package static let damagedContainer = Self("W241")
    /// A record of an .xls workbook is cut short or says what cannot be.
    package static let damagedRecord = Self("W242")
}
