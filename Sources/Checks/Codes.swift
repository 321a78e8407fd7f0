import Findings

extension Finding.Code {
    public static let blankTotal = Self("C501")
    public static let blankTerm = Self("C502")
    public static let formOfOtherYear = Self("C503")
}
