/// How much an archive may claim before anything of it is inflated.
package struct ArchiveLimits: Hashable, Sendable {
    /// Entries in the archive.
    package var entries = 1_000
    /// Bytes of one entry, inflated.
    package var partSize = 64 << 20
    /// Bytes of all entries together, inflated.
    package var totalSize = 256 << 20
    /// Inflated bytes for one stored byte; asked only of entries over `ratioFreeSize`.
    package var ratio = 200
    /// Bytes up to which an entry may shrink as well as it likes: blank sheets do.
    package var ratioFreeSize = 1 << 20

    package init() {}
}
