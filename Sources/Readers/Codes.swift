import Findings

// What a file is, where it is nothing that can be read.
extension Finding.Code {
    public static let emptyFile = Self("W201")
    public static let encryptedWorkbook = Self("W202")
    /// Of Excel 5 or 95.
    public static let olderWorkbook = Self("W203")
    public static let otherCompoundFile = Self("W204")
    public static let openDocument = Self("W205")
    public static let richText = Self("W206")
    public static let otherArchive = Self("W207")
    public static let binaryWorkbook = Self("W208")
    public static let webArchive = Self("W209")
    public static let plainText = Self("W210")
    public static let pdf = Self("W211")
    public static let xmlSpreadsheet = Self("W212")
    public static let unknownFile = Self("W213")
}

// What is wrong inside a workbook.
extension Finding.Code {
    /// A part names another by a relationship that is not there, or that leads out of the file.
    public static let missingRelationship = Self("W221")
    public static let missingPart = Self("W222")
    public static let noWorksheet = Self("W223")
    public static let tooManySheets = Self("W224")
    /// Two sheets of the workbook are one part of the file.
    public static let repeatedSheetPart = Self("W225")
    public static let badReference = Self("W226")
    public static let repeatedCell = Self("W227")
    public static let unknownCellType = Self("W228")
    public static let badSharedString = Self("W229")
    public static let badBoolean = Self("W230")
    public static let badMerge = Self("W231")
    public static let overlappingMerges = Self("W232")
    public static let tooManyMerges = Self("W233")
    public static let tooManyCells = Self("W234")
    public static let textTooLong = Self("W235")
    /// Tables of a document stand in each other too often.
    public static let tablesTooDeep = Self("W236")
    /// The sectors of a compound file lead nowhere.
    public static let damagedContainer = Self("W241")
    /// A record of an .xls workbook is cut short or says what cannot be.
    public static let damagedRecord = Self("W242")
}
