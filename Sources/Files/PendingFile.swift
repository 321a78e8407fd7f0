import Foundation
import Model

/// An output that is written piece by piece, and has its name only once it is whole. A pipe, a device or standard output
/// (`-`) is written to as it goes.
///
/// Until then it stands beside as `.NAME.part`; what an earlier run left there is written over.
package final class PendingFile {
    /// Where the pieces go; nil where that is no file.
    package let temporary: String?
    private let target: String
    private let descriptor: Int32
    private var isFinished = false

    /// Throws `O702` where nothing can be written there, `O710` where another run writes there.
    package init(_ path: String) throws {
        if path == "-" || FileIO.isStream(path) {
            (target, temporary) = (path, nil)
            descriptor = path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
        } else {
            target = FileIO.resolved(path)
            // Known before the work, not when the file is to have its name.
            var status = stat()
            if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                throw Finding(.outputNotWritable, found: FileIO.reason(EISDIR))
            }
            let url = URL(fileURLWithPath: target)
            let beside = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).part").path
            descriptor = try Self.descriptor(of: beside, for: path)
            temporary = InterruptCleanup.keep { beside }
        }
    }

    /// Takes the file for this run alone and empties it. All that is thrown is thrown before there is a pending file, which
    /// would drop what is another's.
    private static func descriptor(of beside: String, for path: String) throws -> Int32 {
        while true {
            let descriptor = open(beside, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
            guard FileIO.lock(descriptor) else {
                close(descriptor)
                throw Finding(.outputBusy, found: path)
            }
            var (mine, present) = (stat(), stat())
            // Whoever had it may have given it its name in between.
            if fstat(descriptor, &mine) == 0, lstat(beside, &present) == 0, mine.st_ino == present.st_ino {
                ftruncate(descriptor, 0)
                return descriptor
            }
            close(descriptor)
        }
    }

    /// What is not finished is dropped.
    deinit {
        if let temporary, !isFinished {
            unlink(temporary)
            InterruptCleanup.forget(temporary)
        }
        close(descriptor)
    }

    /// Adds a piece. Throws `O702`.
    package func write(_ bytes: [UInt8]) throws { try FileIO.write(bytes, to: descriptor) }

    /// Gives the file its name. Throws `O702`.
    package func finish() throws { try Self.finish([self]) }

    /// Gives files that belong together their names: none before all are safe on the disk. Throws `O702`.
    package static func finish(_ files: [PendingFile]) throws {
        for file in files where file.temporary != nil {
            var status = stat()
            if stat(file.target, &status) == 0 { fchmod(file.descriptor, status.st_mode & 0o7777) }
            guard fsync(file.descriptor) == 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
        }
        for file in files {
            guard let temporary = file.temporary else { continue }
            guard rename(temporary, file.target) == 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
            file.isFinished = true
            InterruptCleanup.forget(temporary)
        }
    }
}
