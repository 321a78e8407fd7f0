import Model

extension Finding.Code {
    /// Folders, zips or a list lead to no file.
    package static let nothingToRead = Self("I004")
    /// The folder has results whose inputs are gone.
    package static let resultsLeft = Self("O712")
    /// An earlier result was changed after it was written.
    package static let resultAltered = Self("O713")
    /// Two inputs are reports of the same agency and year.
    package static let repeatedReport = Self("B901")
}
