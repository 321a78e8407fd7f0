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
}
