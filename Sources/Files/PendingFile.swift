import Foundation
import Model

/// An output that is written piece by piece and gets its name once it is complete. Until then it is `.NAME.part` in the same
/// folder, which overwrites what an earlier run left there. Pipes, devices and standard output (`-`) are written to directly.
package final class PendingFile {
    /// The path that the pieces are written to; nil for a stream.
    package let temporary: String?
    private let target: String
    private let descriptor: Int32
    private var isFinished = false

    /// Opens the output. Throws `O702` if it cannot be written, `O710` if another run is writing it.
    package init(_ path: String) throws {
        if path == "-" || FileIO.isStream(path) {
            (target, temporary) = (path, nil)
            descriptor = path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
        } else {
            target = FileIO.resolved(path)
            // Better before the work than when the file gets its name.
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

    /// Locks the file for this run and empties it. All errors are thrown before there is an object, whose deinit would delete
    /// another run's file.
    private static func descriptor(of beside: String, for path: String) throws -> Int32 {
        while true {
            let descriptor = open(beside, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw Finding(.outputNotWritable, found: FileIO.reason(errno)) }
            guard FileIO.lock(descriptor) else {
                close(descriptor)
                throw Finding(.outputBusy, found: path)
            }
            var (mine, present) = (stat(), stat())
            // The run that held the lock may have renamed the file in between.
            if fstat(descriptor, &mine) == 0, lstat(beside, &present) == 0, mine.st_ino == present.st_ino {
                ftruncate(descriptor, 0)
                return descriptor
            }
            close(descriptor)
        }
    }

    /// Deletes the file if it was not finished.
    deinit {
        if let temporary, !isFinished {
            unlink(temporary)
            InterruptCleanup.forget(temporary)
        }
        close(descriptor)
    }

    /// Appends bytes. Throws `O702`.
    package func write(_ bytes: [UInt8]) throws { try FileIO.write(bytes, to: descriptor) }

    /// Gives the file its name. Throws `O702`.
    package func finish() throws { try Self.finish([self]) }

    /// Gives files that belong together their names, once all are synced to the disk. Throws `O702`.
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
