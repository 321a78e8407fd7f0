import Archive
import Conversion
import Findings
import Foundation
import Readers

/// Finds what a batch is to read: files as given, those in folders at any depth, the members of zips; each file once,
/// whichever links lead to it. Folders and zips are in the order of their names.
public struct InputFinder {
    public private(set) var inputs: [Input] = []
    private let limits: ArchiveLimits
    private var seen: Set<FileIdentity> = []

    /// Files are read within the limits; what stands in the folder `excluding`, if there is one, is left out.
    public init(limits: ArchiveLimits = .init(), excluding folder: String? = nil) {
        self.limits = limits
        if let status = folder.flatMap({ FilePath($0).status }) { seen.insert(FileIdentity(status)) }
    }

    /// Adds a file, a folder, a zip or, where nothing of that name is there, the files that a pattern of the shell's fits.
    /// What cannot be found or opened is an input too: loading it says why.
    public mutating func add(_ path: FilePath) {
        if path.status == nil, case let paths = path.matches, !paths.isEmpty {
            for path in paths { add(path, isGiven: true) }
        } else {
            add(path, isGiven: true)
        }
    }

    private mutating func add(_ path: FilePath, isGiven: Bool) {
        guard let status = path.status else { return addFile(path, modified: nil) }
        guard seen.insert(FileIdentity(status)).inserted else { return }
        let modified = Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            guard let entries = path.entries else { return addFile(path, modified: modified) }
            for entry in entries where !isBeside(entry) { add(path.appending(entry), isGiven: false) }
        case S_IFREG where path.isNamedZip: addMembers(of: path, modified: modified)
        case S_IFREG: addFile(path, modified: modified)
        // A pipe that is not asked for may wait for ever.
        default: if isGiven { addFile(path, modified: modified) }
        }
    }

    private mutating func addFile(_ path: FilePath, modified: Date?) {
        let limit = limits.totalSize
        inputs.append(
            Input(name: path.name, modified: modified) { try path.withCString { try Files.read(at: $0, limit: limit) } })
    }

    private mutating func addMembers(of path: FilePath, modified: Date) {
        let bundle = ZipBundle(path, limits: limits)
        do {
            guard let members = try bundle.members() else { return addFile(path, modified: modified) }
            for member in members where !isBeside(member) {
                inputs.append(Input(name: "\(path.name)/\(member)", modified: modified) { try bundle.load(member) })
            }
        } catch {
            inputs.append(Input(name: path.name, modified: modified) { throw error })
        }
    }

    private func isBeside(_ member: String) -> Bool {
        member.hasSuffix("/") || member.split(separator: "/").contains { isBeside(Array($0.utf8)) }
    }

    /// Hidden files, the locks of Office (`~$`), and what Windows and macOS leave in folders.
    private func isBeside(_ name: [UInt8]) -> Bool {
        name.first == UInt8(ascii: ".") || name.starts(with: "~$".utf8)
            || ["Thumbs.db", "desktop.ini", "__MACOSX"].contains { name.elementsEqual($0.utf8) }
    }
}

extension FilePath {
    fileprivate var isNamedZip: Bool {
        bytes.suffix(4).elementsEqual(".zip".utf8) || bytes.suffix(4).elementsEqual(".ZIP".utf8)
    }

    /// The paths that this one fits as a pattern (`收件/*.xlsx`), sorted.
    fileprivate var matches: [FilePath] {
        guard bytes.contains(where: { "*?[".utf8.contains($0) }) else { return [] }
        var found = glob_t()
        defer { globfree(&found) }
        guard withCString({ glob($0, 0, nil, &found) }) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0] }.map { path in
            FilePath(UnsafeRawBufferPointer(start: path, count: strlen(path)))
        }.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
}
