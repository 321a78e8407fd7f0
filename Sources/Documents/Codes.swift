import Model

extension Finding.Code {
    package static let sectionBlank = Self("D401")
    package static let templateMissing = Self("D402")
    package static let templateTooLarge = Self("D403")
    package static let templateBroken = Self("D404")
    package static let templateRepeats = Self("D405")
    package static let renderedBroken = Self("D406")
    package static let templateThere = Self("D407")
    package static let printerMissing = Self("D411")
    package static let printerFailed = Self("D412")
    package static let printerTooSlow = Self("D413")
}
