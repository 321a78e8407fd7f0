import Foundation
import Model

/// Files by path, `-` standing for standard input and output.
package enum FileIO {
    /// The whole file; throws `I001`–`I003`.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        if path == "-" { return try read(STDIN_FILENO, limit: limit) }
        return try path.withCString { try read(at: $0, limit: limit) }
    }

    /// The whole file at a path that need not be UTF-8; throws `I001`–`I003`.
    package static func read(at path: UnsafePointer<CChar>, limit: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else {
            throw Finding(errno == ENOENT ? .fileNotFound : .fileNotReadable, found: reason(errno))
        }
        defer { close(descriptor) }
        return try read(descriptor, limit: limit)
    }

    private static func read(_ descriptor: Int32, limit: Int) throws -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw Finding(.fileNotReadable, found: reason(EISDIR))
        }
        // One byte more than a regular file says, so that its end is met without growing.
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, max(Int(status.st_size) + 1, 65_536)))
        var length = 0
        while true {
            if length == buffer.count { buffer += [UInt8](repeating: 0, count: min(buffer.count, limit + 1 - length)) }
            let count = buffer.withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress.map { $0 + length }, $0.count - length)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Finding(.fileNotReadable, found: reason(errno)) }
            if count == 0 { break }
            length += count
            guard length <= limit else { throw Finding(.fileTooLarge, found: "\(length)", expected: "\(limit)") }
        }
        buffer.removeLast(buffer.count - length)
        return buffer
    }

    /// Replaces the output whole: beside it first, then renamed, its mode and a link to it kept. `inputs` are the files
    /// that must not be overwritten. Throws `O702`, `O703`.
    package static func write(_ bytes: [UInt8], to path: String, unless inputs: [String?] = []) throws {
        if path == "-" { return try write(bytes, to: STDOUT_FILENO) }
        if inputs.contains(where: { $0.map { isSame($0, path) } == true }) { throw Finding(.outputIsInput, found: path) }
        if isStream(path) {
            let descriptor = open(path, O_WRONLY)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
            defer { close(descriptor) }
            return try write(bytes, to: descriptor)
        }
        let target = resolved(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        try withScratch(beside: target) { scratch in
            let temporary = scratch.appendingPathComponent("output").path
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
            do {
                defer { close(descriptor) }
                if exists { fchmod(descriptor, status.st_mode & 0o7777) }
                try write(bytes, to: descriptor)
                guard fsync(descriptor) == 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
            }
            guard rename(temporary, target) == 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
        }
    }

    /// A directory of its own beside the output, or among the temporary ones where it is a stream; gone afterwards.
    static func withScratch<Result>(beside path: String, _ body: (URL) throws -> Result) throws -> Result {
        let scratch = try scratch(beside: path)
        defer { removeScratch(scratch.path) }
        return try body(scratch)
    }

    /// The same in memory, for a library that writes to paths only and makes a dozen files on its way. Where there is no such
    /// file system, or it is full, the work is done beside the output. Throws `O702`, and what the work throws there.
    package static func withScratchInMemory<Result>(orBeside path: String, _ body: (URL) throws -> Result) throws -> Result {
        do { return try withScratch(beside: "/dev/shm/output", body) } catch { return try withScratch(beside: path, body) }
    }

    /// A directory beside the output for work that waits.
    package static func withScratch<Result: Sendable>(
        beside path: String, _ body: @Sendable (URL) async throws -> Result
    ) async throws -> Result {
        let scratch = try scratch(beside: path)
        defer { removeScratch(scratch.path) }
        return try await body(scratch)
    }

    private static func scratch(beside path: String) throws -> URL {
        let parent =
            isStream(path)
            ? FileManager.default.temporaryDirectory : URL(fileURLWithPath: resolved(path)).deletingLastPathComponent()
        var template = Array(parent.appendingPathComponent(".nianbao-XXXXXX").path.utf8CString)
        let path = try InterruptCleanup.keep {
            guard mkdtemp(&template) != nil else { throw Finding(.outputNotWritable, found: reason(errno)) }
            return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return URL(fileURLWithPath: path, isDirectory: true)
    }

    /// Makes a folder that goes with the program where a signal ends it, in place of one that a killed run left. Throws `O702`.
    package static func makeScratch(_ path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        _ = try InterruptCleanup.keep {
            guard mkdir(path, 0o777) == 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
            return path
        }
    }

    /// Takes a folder of work away with what is in it.
    package static func removeScratch(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
        InterruptCleanup.forget(path)
    }

    /// Standard output, a device or a pipe: written to, not replaced.
    static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard path != "-" else { return true }
        return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// Whether two paths lead to one file, through links of either kind.
    package static func isSame(_ a: String, _ b: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard a != "-", stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// Where a path leads once its links are followed, even where nothing is there yet.
    static func resolved(_ path: String) -> String {
        var path = path
        // As many links as Linux follows.
        for _ in 0..<40 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
            path = target.hasPrefix("/") ? target : URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + target
        }
        return path
    }

    /// All of the bytes; throws `O702`.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// The system's words for an error number.
    package static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// The system's words where Foundation has its own for them, else those of the error.
    package static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileWriteOutOfSpace: reason(ENOSPC)
        case .fileWriteNoPermission, .fileReadNoPermission: reason(EACCES)
        case .fileWriteVolumeReadOnly: reason(EROFS)
        case .fileNoSuchFile, .fileReadNoSuchFile: reason(ENOENT)
        default: error.localizedDescription
        }
    }

    /// Makes a folder, and those that it stands in, where there is none. Throws `O702`.
    package static func makeFolder(_ path: String) throws {
        var problem = mkdir(path, 0o777) == 0 ? 0 : errno
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if problem == ENOENT, parent != path {
            try makeFolder(parent)
            problem = mkdir(path, 0o777) == 0 ? 0 : errno
        }
        guard [0, EEXIST].contains(problem) else { throw Finding(.outputNotWritable, found: reason(problem)) }
    }

    /// Takes a folder for this run alone until the descriptor is closed, and makes it where there is none. To be asked before
    /// there is an object whose end takes things away. Throws `O702`, `O710`.
    package static func takeFolder(_ path: String) throws -> Int32 {
        try makeFolder(path)
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
        guard lock(descriptor) else {
            close(descriptor)
            throw Finding(.outputBusy, found: path)
        }
        return descriptor
    }

    /// Whether the file, or the folder, is this process's alone until the descriptor is closed.
    static func lock(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}

extension Finding {
    /// What was thrown: a finding as it is, else `O711` with the words of the system or the library.
    package init(_ error: any Error) {
        self = error as? Finding ?? Finding(.notDone, found: FileIO.reason(error))
    }
}
