import Archive
import Files
import Foundation
import Readers
import Synchronization

/// A zip of files, open from the first member that is loaded to the last, so that few are at a time.
final class ZipBundle: Sendable {
    private struct State {
        var archive: ZipArchive?
        var membersToLoad: Set<String> = []
    }

    private let path: FilePath
    private let limits: ArchiveLimits
    private let isMember: @Sendable (String) -> Bool
    private let state = Mutex(State())

    /// Of the entries, `isMember` tells which are loaded; none of the others is waited for.
    init(_ path: FilePath, limits: ArchiveLimits, members isMember: @escaping @Sendable (String) -> Bool) {
        self.isMember = isMember
        self.path = path
        self.limits = limits
    }

    /// The names of the members, sorted; nil where the file is another kind of archive, a workbook. Throws what reading the
    /// file or opening the archive throws.
    func members() throws -> [String]? {
        let file = try InputFile(read(), limits: limits)
        return file.kind == .otherArchive ? file.archive?.entryNames.filter(isMember).sorted() : nil
    }

    /// The bytes of a member; throws what reading them throws.
    func load(_ member: String) throws -> [UInt8] {
        try state.withLock { state in
            let archive = try state.archive ?? ZipArchive(read(), limits: limits)
            if state.archive == nil { state = State(archive: archive, membersToLoad: Set(archive.entryNames.filter(isMember))) }
            state.membersToLoad.remove(member)
            defer { if state.membersToLoad.isEmpty { state.archive = nil } }
            return try archive.read(member)
        }
    }

    private func read() throws -> [UInt8] { try path.withCString { try FileIO.read(at: $0, limit: limits.totalSize) } }
}
