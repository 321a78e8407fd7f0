import Model

extension Finding.Code {
    /// The workbook that was written gives another report when it is read back.
    package static let outputDiffers = Self("O704")
    /// The extension of the output's name does not fit the kind of workbook.
    package static let wrongExtension = Self("O705")
    /// The file to be filled is not an .xlsx workbook.
    package static let templateNotWorkbook = Self("O706")
    /// The filled workbook has no cell for some figures.
    package static let figuresNotPlaced = Self("O707")
    /// The filled workbook has no cell for some contacts or sections.
    package static let writingNotPlaced = Self("O708")
    /// A formula does not give the report's figure and is replaced by it.
    package static let formulaReplaced = Self("O709")
}
