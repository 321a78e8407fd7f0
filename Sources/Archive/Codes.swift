import Model

extension Finding.Code {
    /// The bytes have no end of a zip directory: not a zip archive, or the end is missing.
    package static let notAnArchive = Self("A101")
    /// The directory points outside the file, or contradicts the header of an entry.
    package static let contradictoryDirectory = Self("A102")
    /// More entries than `ArchiveLimits.entries`.
    package static let tooManyEntries = Self("A103")
    /// An entry inflates to more than `ArchiveLimits.partSize`.
    package static let partTooLarge = Self("A104")
    /// All entries inflate to more than `ArchiveLimits.totalSize`.
    package static let archiveTooLarge = Self("A105")
    /// An entry is smaller than it should be by `ArchiveLimits.ratio`.
    package static let suspiciousRatio = Self("A106")
    /// Two entries have one name, upper and lower case being the same.
    package static let repeatedEntryName = Self("A107")
    /// A name that leads outside the archive, or that C reads shorter.
    package static let unsafeEntryName = Self("A108")
    /// An entry under a password.
    package static let encryptedEntry = Self("A109")
    /// Two entries share bytes of the file.
    package static let overlappingEntries = Self("A110")
    /// Neither stored nor deflated.
    package static let unsupportedCompression = Self("A111")
    /// No entry of that name.
    package static let noSuchEntry = Self("A112")
    /// An entry inflates to another size than the directory declares.
    package static let wrongEntrySize = Self("A113")
    /// The CRC-32 of an entry is not the one that the directory declares.
    package static let wrongChecksum = Self("A114")
    /// The data of an entry do not inflate.
    package static let damagedEntryData = Self("A115")
    /// One disk of an archive of several.
    package static let splitArchive = Self("A116")
    /// libzip did not write the archive; its reason is `found`.
    package static let archiveNotWritten = Self("A117")
}
