import Archive
import Files
import Foundation
import Model

/// Finds what a batch is to read: files as given, those in folders at any depth, the members of zips; each file once,
/// whichever links lead to it. Folders and zips are in the order of their names.
package struct InputFinder {
    /// What was found so far, in order.
    package private(set) var inputs: [Input] = []
    private let limits: ArchiveLimits
    private let outputs: Set<FileIdentity>
    private var seen: Set<FileIdentity> = []

    /// Files are read within the limits. `outputs` are the files and folders that results go to: they are not read.
    package init(limits: ArchiveLimits = .init(), excluding outputs: [String] = []) {
        self.limits = limits
        self.outputs = Set(outputs.compactMap { FilePath($0).status }.map(FileIdentity.init))
        seen = self.outputs
    }

    /// Whether a path stands for many inputs: a folder, a zip of files, a pattern that files fit. A zip that cannot be opened
    /// counts as one; adding it tells why.
    package static func isMany(_ path: String, limits: ArchiveLimits = .init()) -> Bool {
        let path = FilePath(path)
        guard let status = path.status else { return !path.matches.isEmpty }
        guard status.st_mode & S_IFMT == S_IFREG, path.isNamedZip else { return status.st_mode & S_IFMT == S_IFDIR }
        do { return try ZipBundle(path, limits: limits, members: isMember).members() != nil } catch { return true }
    }

    /// Adds a file, a folder, a zip or, where nothing of that name is there, the files that a pattern of the shell's fits.
    /// What cannot be found or opened is an input too: loading it says why. A list made on a Chinese Windows may have names
    /// in GBK.
    ///
    /// Throws `O703` where it is an output, or stands in a folder of results, which might replace it.
    package mutating func add(_ path: FilePath) throws {
        let found = path.status == nil ? path.matches : [path]
        for path in found.isEmpty ? [FilePath(path.name)] : found {
            let real = path.real
            guard ![real, real.parent].compactMap(\.status).map(FileIdentity.init).contains(where: outputs.contains) else {
                throw Finding(.outputIsInput, phrase: "O703.folder", found: path.name)
            }
            add(path, real, isGiven: true)
        }
    }

    /// `real` is the absolute path.
    private mutating func add(_ path: FilePath, _ real: FilePath, isGiven: Bool) {
        guard let status = path.status else { return addFile(path, real, modified: nil) }
        guard seen.insert(FileIdentity(status)).inserted else { return }
        let modified = Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            guard let entries = path.entries else { return addFile(path, real, modified: modified) }
            for entry in entries where !Self.isBeside(entry) { add(path.appending(entry), real.appending(entry), isGiven: false) }
        case S_IFREG where path.isNamedZip: addMembers(of: path, real, modified: modified)
        case S_IFREG: addFile(path, real, modified: modified)
        // A pipe may wait for ever.
        default:
            guard isGiven else { return }
            inputs.append(
                Input(name: path.name, place: real.name) { throw Finding(.fileNotReadable, found: "Not a regular file") })
        }
    }

    private mutating func addFile(_ path: FilePath, _ real: FilePath, modified: Date?) {
        let limit = limits.totalSize
        // One text for name, place and path where it can be: there may be very many.
        let name = path.name
        let odd = FilePath(name) == path ? nil : path
        inputs.append(
            Input(name: name, place: real == path ? name : real.name, modified: modified) {
                try (odd ?? FilePath(name)).withCString { try FileIO.read(at: $0, limit: limit) }
            })
    }

    private mutating func addMembers(of path: FilePath, _ real: FilePath, modified: Date) {
        let bundle = ZipBundle(path, limits: limits, members: Self.isMember)
        do {
            guard let members = try bundle.members() else { return addFile(path, real, modified: modified) }
            for member in members {
                inputs.append(
                    Input(name: "\(path.name)/\(member)", place: "\(real.name)/\(member)", modified: modified) {
                        try bundle.load(member)
                    })
            }
        } catch {
            inputs.append(Input(name: path.name, modified: modified) { throw error })
        }
    }

    @Sendable private static func isMember(_ entry: String) -> Bool {
        !entry.hasSuffix("/") && !entry.split(separator: "/").contains { isBeside(Array($0.utf8)) }
    }

    /// Hidden files, the locks of Office (`~$`), and what Windows and macOS leave in folders.
    private static func isBeside(_ name: [UInt8]) -> Bool {
        name.first == UInt8(ascii: ".") || name.starts(with: "~$".utf8)
            || ["Thumbs.db", "desktop.ini", "__MACOSX"].contains { name.elementsEqual($0.utf8) }
    }
}

extension FilePath {
    fileprivate var isNamedZip: Bool {
        name.lowercased().hasSuffix(".zip")
    }

    /// The paths that fit this one as a pattern (`收件/*.xlsx`), sorted.
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
