import Findings

extension Finding.Code {
    public static let claimDiffers = Self("T601")
    public static let changeDiffers = Self("T602")
    public static let approximationFarOff = Self("T603")
    public static let claimedNone = Self("T604")
}
