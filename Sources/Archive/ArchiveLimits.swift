/// How much an archive may claim before anything of it is inflated.
public struct ArchiveLimits: Hashable, Sendable {
    /// Entries in the archive.
    public var entries = 1_000
    /// Bytes of one entry, inflated.
    public var partSize = 64 << 20
    /// Bytes of all entries together, inflated.
    public var totalSize = 256 << 20
    /// Inflated bytes for one stored byte; asked only of entries over `ratioFreeSize`.
    public var ratio = 200
    /// Bytes up to which an entry may shrink as well as it likes: blank sheets do.
    public var ratioFreeSize = 1 << 20

    public init() {}
}
