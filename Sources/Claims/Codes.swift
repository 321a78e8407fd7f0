import Model

extension Finding.Code {
    /// A number in the prose differs from the tables.
    package static let claimDiffers = Self("T601")
    /// A change, a share or last year's number in the prose differs from the tables.
    package static let changeDiffers = Self("T602")
    /// An approximate number in the prose is far from that of the tables.
    package static let approximationFarOff = Self("T603")
    /// The prose says that there was none, the tables have some.
    package static let claimedNone = Self("T604")
}
