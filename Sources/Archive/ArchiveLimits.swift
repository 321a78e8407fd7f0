/// How much an archive may declare. Checked before anything is inflated.
package struct ArchiveLimits: Hashable, Sendable {
    /// Number of entries.
    package var entries = 1_000
    /// Bytes of one inflated entry.
    package var partSize = 64 << 20
    /// Bytes of all inflated entries together.
    package var totalSize = 256 << 20
    /// Inflated bytes for one stored byte. Checked only for entries above `ratioFreeSize`.
    package var ratio = 200
    /// Inflated bytes up to which `ratio` is not checked: blank sheets compress that well.
    package var ratioFreeSize = 1 << 20

    /// The usual limits.
    package init() {}
}
