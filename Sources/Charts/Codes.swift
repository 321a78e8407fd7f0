import Findings

extension Finding.Code {
    public static let earlierNotDrawn = Self("D421")
    public static let earlierOfOtherAgency = Self("D422")
}
