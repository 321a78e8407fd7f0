import Model

extension Finding.Code {
    package static let earlierNotDrawn = Self("D421")
    package static let earlierOfOtherAgency = Self("D422")
}
