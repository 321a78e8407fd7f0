import Model

extension Finding.Code {
    package static let outputDiffers = Self("O704")
    /// The output's name says another kind of workbook than the input is.
    package static let wrongExtension = Self("O705")
    /// What is to be filled is no .xlsx workbook.
    package static let templateNotWorkbook = Self("O706")
    package static let figuresNotPlaced = Self("O707")
    package static let writingNotPlaced = Self("O708")
    package static let formulaReplaced = Self("O709")
}
