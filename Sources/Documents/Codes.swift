import Findings

extension Finding.Code {
    public static let sectionBlank = Self("D401")
    public static let templateMissing = Self("D402")
    public static let templateTooLarge = Self("D403")
    public static let templateBroken = Self("D404")
    public static let templateRepeats = Self("D405")
    public static let renderedBroken = Self("D406")
    public static let templateThere = Self("D407")
    public static let printerMissing = Self("D411")
    public static let printerFailed = Self("D412")
    public static let printerTooSlow = Self("D413")
}
