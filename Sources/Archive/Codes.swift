import Findings

extension Finding.Code {
    /// The bytes hold no end of a zip directory: no zip archive, or one that was cut.
    public static let notAnArchive = Self("A101")
    /// The directory points outside the file, or says of an entry something else than the entry says of itself.
    public static let contradictoryDirectory = Self("A102")
    public static let tooManyEntries = Self("A103")
    public static let partTooLarge = Self("A104")
    public static let archiveTooLarge = Self("A105")
    public static let suspiciousRatio = Self("A106")
    public static let repeatedEntryName = Self("A107")
    public static let unsafeEntryName = Self("A108")
    public static let encryptedEntry = Self("A109")
    public static let overlappingEntries = Self("A110")
    public static let unsupportedCompression = Self("A111")
    public static let noSuchEntry = Self("A112")
    /// An entry inflates to another size than the directory declares.
    public static let wrongEntrySize = Self("A113")
    public static let wrongChecksum = Self("A114")
    public static let damagedEntryData = Self("A115")
    public static let splitArchive = Self("A116")
    public static let archiveNotWritten = Self("A117")
}
