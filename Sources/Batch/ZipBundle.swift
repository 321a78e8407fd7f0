import Archive
import Files
import Foundation
import Readers
import Synchronization

/// A zip of files. It is opened with the first member that is loaded and closed after the last, so that few zips are open at
/// a time.
final class ZipBundle: Sendable {
    private struct State {
        var archive: ZipArchive?
        var membersToLoad: Set<String> = []
    }

    private let path: FilePath
    private let limits: ArchiveLimits
    private let isMember: @Sendable (String) -> Bool
    private let state = Mutex(State())

    /// `isMember` says which entries will be loaded; the zip does not stay open for the others.
    init(_ path: FilePath, limits: ArchiveLimits, members isMember: @escaping @Sendable (String) -> Bool) {
        self.isMember = isMember
        self.path = path
        self.limits = limits
    }

    /// The names of the members, sorted; nil if the file is no zip of files but, say, a workbook. Throws the findings of reading
    /// the file and opening the archive.
    func members() throws -> [String]? {
        let file = try InputFile(read(), limits: limits)
        return file.kind == .otherArchive ? file.archive?.entryNames.filter(isMember).sorted() : nil
    }

    /// The bytes of a member. Throws the findings of reading the file and the archive.
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
