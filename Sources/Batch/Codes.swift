import Findings

extension Finding.Code {
    public static let nothingToRead = Self("I004")
    /// Two inputs are reports of one agency and year.
    public static let repeatedReport = Self("B901")
}
