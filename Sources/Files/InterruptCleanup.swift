import Foundation
import Synchronization

/// What stands on disk only until it is finished: removed where Ctrl-C, `kill` or a closed terminal ends the program.
enum Unfinished {
    private static let paths = Mutex<Set<String>>([])

    /// Keeps the path of what `make` puts on disk, until it is forgotten.
    static func keep(_ make: () throws -> String) rethrows -> String {
        _ = watch
        return try paths.withLock { paths in
            let path = try make()
            paths.insert(path)
            return path
        }
    }

    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    /// Begun with the first path. As next to nothing may be done while a signal is handled, a thread is told of it.
    private static let watch: Void = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let arrivals = ends[0]
        told = ends[1]
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // What is ignored stays so (`nohup`).
            guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { continue }
            action.__sigaction_handler.sa_handler = { number in
                let before = errno
                var number = UInt8(truncatingIfNeeded: number)
                _ = write(told, &number, 1)
                errno = before
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
        Thread.detachNewThread {
            var number: UInt8 = 0
            while read(arrivals, &number, 1) != 1 {}
            end(by: Int32(number))
        }
    }()

    /// Removes what is unfinished, lets nothing more begin, and ends the program as the signal would have.
    private static func end(by number: Int32) {
        paths.withLock { paths in
            // What other threads and LibreOffice would say of it, or write into it yet, is not wanted.
            dup2(open("/dev/null", O_WRONLY), STDERR_FILENO)
            for process in children { endGroup(of: process) }
            for path in paths {
                // Under another name first: whoever writes there yet finds nothing to write into.
                rename(path, path + ".gone")
                try? FileManager.default.removeItem(atPath: path + ".gone")
            }
            signal(number, SIG_DFL)
            kill(getpid(), number)
            while true { pause() }
        }
    }

    /// Ends a process and those that it started, and waits for it, though not for ever.
    private static func endGroup(of process: pid_t) {
        for _ in 0..<1_000 where kill(-process, SIGKILL) == 0 { usleep(1_000) }
    }

    /// The processes that this one started, each the first of its group.
    private static var children: [pid_t] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.flatMap { task in
            let children = try? String(contentsOfFile: "/proc/self/task/\(task)/children", encoding: .utf8)
            return (children ?? "").split(separator: " ").compactMap { pid_t($0) }
        }
    }
}

/// Where the handler of signals writes; set before there is one.
private nonisolated(unsafe) var told: Int32 = -1
