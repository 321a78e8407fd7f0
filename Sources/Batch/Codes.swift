import Findings

extension Finding.Code {
    public static let nothingToRead = Self("I004")
    /// Results whose inputs are gone.
    public static let resultsLeft = Self("O712")
    /// An earlier result is not as it was written.
    public static let resultAltered = Self("O713")
    /// Two inputs are reports of one agency and year.
    public static let repeatedReport = Self("B901")
}
