import Foundation
import Model

/// Reads and writes whole files. The path `-` is standard input or output.
package enum FileIO {
    /// The bytes of a file, at most `limit`. Throws `I001`–`I003`.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        if path == "-" { return try read(STDIN_FILENO, limit: limit) }
        return try path.withCString { try read(at: $0, limit: limit) }
    }

    /// The same for a path that need not be UTF-8.
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
        // One byte more than the size of a regular file: its end is then met without growing the buffer.
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

    /// Writes a file in one step: under another name first, then renamed. Its mode stays, and a link to it stays a link.
    /// `inputs` are the files that must not be overwritten. Throws `O702`, `O703`.
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

    /// Runs work with a new directory beside the output, or in the temporary directory if the output is a stream. The directory
    /// is removed afterwards. Throws `O702`.
    static func withScratch<Result>(beside path: String, _ body: (URL) throws -> Result) throws -> Result {
        let scratch = try scratch(beside: path)
        defer { removeScratch(scratch.path) }
        return try body(scratch)
    }

    /// The same with a directory in memory, for libraries that write to paths only. If there is no such file system, or it is
    /// full, the work runs again beside the output. Throws `O702` and the errors of that second run.
    package static func withScratchInMemory<Result>(orBeside path: String, _ body: (URL) throws -> Result) throws -> Result {
        do { return try withScratch(beside: "/dev/shm/output", body) } catch { return try withScratch(beside: path, body) }
    }

    /// The same for asynchronous work.
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

    /// Makes a folder that is removed if a signal ends the program. A folder that a killed run left there is replaced.
    /// Throws `O702`.
    package static func makeScratch(_ path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        _ = try InterruptCleanup.keep {
            guard mkdir(path, 0o777) == 0 else { throw Finding(.outputNotWritable, found: reason(errno)) }
            return path
        }
    }

    /// Removes such a folder and everything in it.
    package static func removeScratch(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
        InterruptCleanup.forget(path)
    }

    /// Whether the path is standard output, a device or a pipe, which are written to and not replaced.
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

    /// The path with its links followed, even if nothing exists there yet.
    static func resolved(_ path: String) -> String {
        var path = path
        // Linux follows 40 links (path_resolution(7)).
        for _ in 0..<40 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
            path = target.hasPrefix("/") ? target : URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + target
        }
        return path
    }

    /// Writes all bytes to an open file. Throws `O702`.
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

    /// The system's words for an error number: `No such file or directory`.
    package static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// The system's words for the errors that Foundation rewords, else the error's own.
    package static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileWriteOutOfSpace: reason(ENOSPC)
        case .fileWriteNoPermission, .fileReadNoPermission: reason(EACCES)
        case .fileWriteVolumeReadOnly: reason(EROFS)
        case .fileNoSuchFile, .fileReadNoSuchFile: reason(ENOENT)
        default: error.localizedDescription
        }
    }

    /// Makes a folder and its parents, as far as they are missing. Throws `O702`.
    package static func makeFolder(_ path: String) throws {
        var problem = mkdir(path, 0o777) == 0 ? 0 : errno
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if problem == ENOENT, parent != path {
            try makeFolder(parent)
            problem = mkdir(path, 0o777) == 0 ? 0 : errno
        }
        guard [0, EEXIST].contains(problem) else { throw Finding(.outputNotWritable, found: reason(problem)) }
    }

    /// Locks a folder for this run until the descriptor is closed, and makes it if it is missing. Call this before creating any
    /// object whose deinit deletes files. Throws `O702`, and `O710` if another run holds the lock.
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

    /// Locks a file or folder until the descriptor is closed. Returns false if another process holds the lock.
    static func lock(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}

extension Finding {
    /// The error itself if it is a finding, else `O711` with the words of the system or the library.
    package init(_ error: any Error) {
        self = error as? Finding ?? Finding(.notDone, found: FileIO.reason(error))
    }
}
