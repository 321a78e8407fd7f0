import Model

extension Finding.Code {
    /// No input was found.
    package static let nothingToRead = Self("I004")
    /// Results whose inputs are gone.
    package static let resultsLeft = Self("O712")
    /// An earlier result is not as it was written.
    package static let resultAltered = Self("O713")
    /// Two inputs are reports of one agency and year.
    package static let repeatedReport = Self("B901")
}
