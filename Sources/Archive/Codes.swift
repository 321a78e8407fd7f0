import Model

extension Finding.Code {
    /// The bytes hold no end of a zip directory: no zip archive, or one that was cut.
    package static let notAnArchive = Self("A101")
    /// The directory points outside the file, or says of an entry something else than the entry says of itself.
    package static let contradictoryDirectory = Self("A102")
    package static let tooManyEntries = Self("A103")
    package static let partTooLarge = Self("A104")
    package static let archiveTooLarge = Self("A105")
    package static let suspiciousRatio = Self("A106")
    package static let repeatedEntryName = Self("A107")
    package static let unsafeEntryName = Self("A108")
    package static let encryptedEntry = Self("A109")
    package static let overlappingEntries = Self("A110")
    package static let unsupportedCompression = Self("A111")
    package static let noSuchEntry = Self("A112")
    /// An entry inflates to another size than the directory declares.
    package static let wrongEntrySize = Self("A113")
    package static let wrongChecksum = Self("A114")
    package static let damagedEntryData = Self("A115")
    package static let splitArchive = Self("A116")
    package static let archiveNotWritten = Self("A117")
}
