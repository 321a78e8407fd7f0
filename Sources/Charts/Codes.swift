import Model

extension Finding.Code {
    /// A report of an earlier year that has no bar of its own.
    package static let earlierNotDrawn = Self("D421")
    /// A report of an earlier year that names another agency.
    package static let earlierOfOtherAgency = Self("D422")
}
