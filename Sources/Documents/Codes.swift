import Model

extension Finding.Code {
    /// A section has nothing yet.
    package static let sectionBlank = Self("D401")
    /// A folder of templates lacks one.
    package static let templateMissing = Self("D402")
    /// A template has more than `DocumentTemplates.sizeLimit` bytes.
    package static let templateTooLarge = Self("D403")
    /// A template is not Mustache, or uses what ours may not.
    package static let templateBroken = Self("D404")
    /// A template goes through its lists again and again.
    package static let templateRepeats = Self("D405")
    /// What a template makes is no XML, as Word needs it.
    package static let renderedBroken = Self("D406")
    /// A file stands where a template is to be written.
    package static let templateThere = Self("D407")
    /// LibreOffice, which prints to PDF, is not installed.
    package static let printerMissing = Self("D411")
    /// LibreOffice made no PDF.
    package static let printerFailed = Self("D412")
    /// LibreOffice did not end within the time limit.
    package static let printerTooSlow = Self("D413")
}
