import Model

extension Finding.Code {
    package static let claimDiffers = Self("T601")
    package static let changeDiffers = Self("T602")
    package static let approximationFarOff = Self("T603")
    package static let claimedNone = Self("T604")
}
