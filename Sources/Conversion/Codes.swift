import Findings

extension Finding.Code {
    public static let fileNotFound = Self("I001")
    public static let fileNotReadable = Self("I002")
    public static let fileTooLarge = Self("I003")
    public static let notAcceptances = Self("J604")
    public static let outputNotWritable = Self("O702")
    public static let outputIsInput = Self("O703")
    public static let outputDiffers = Self("O704")
    /// The output's name says another kind of workbook than the input is.
    public static let wrongExtension = Self("O705")
    /// What is to be filled is no .xlsx workbook.
    public static let templateNotWorkbook = Self("O706")
    public static let figuresNotPlaced = Self("O707")
    public static let writingNotPlaced = Self("O708")
    public static let formulaReplaced = Self("O709")
    /// Another run writes there.
    public static let outputBusy = Self("O710")
    /// The system or a library failed where nothing of ours expects it.
    public static let notDone = Self("O711")
}
