import Foundation
import Synchronization

/// Removes unfinished files and folders where Ctrl-C, `kill` or a closed terminal ends the program.
enum InterruptCleanup {
    private static let paths = Mutex<Set<String>>([])

    /// Makes something on disk and remembers its path, which `make` returns, until `forget`.
    static func keep(_ make: () throws -> String) rethrows -> String {
        _ = watch
        return try paths.withLock { paths in
            let path = try make()
            paths.insert(path)
            return path
        }
    }

    /// Leaves a path alone from now on: it is finished, or gone.
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    /// The end of the pipe that the signal handler writes to; -1 until there is one.
    private static let wakeUp = Atomic<Int32>(-1)

    /// Started with the first path. Next to nothing may be done in a signal handler, so it wakes a thread up. A dispatch source
    /// would need no pipe, but it is registered later, on another thread: a signal until then would leave the first file.
    private static let watch: Void = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let arrivals = ends[0]
        wakeUp.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // An ignored signal stays ignored (`nohup`).
            guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { continue }
            action.__sigaction_handler.sa_handler = { number in
                let before = errno
                var number = UInt8(truncatingIfNeeded: number)
                _ = write(wakeUp.load(ordering: .sequentiallyConsistent), &number, 1)
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

    /// Removes everything unfinished, blocks the making of more, and ends the program as the signal would have.
    private static func end(by number: Int32) {
        paths.withLock { paths in
            // Errors that other threads and LibreOffice meet from here on are of no use to anyone.
            dup2(open("/dev/null", O_WRONLY), STDERR_FILENO)
            for process in children { endGroup(of: process) }
            for path in paths {
                // Renamed first: a thread that is still writing there then fails instead of making the folder anew.
                rename(path, path + ".gone")
                try? FileManager.default.removeItem(atPath: path + ".gone")
            }
            signal(number, SIG_DFL)
            kill(getpid(), number)
            while true { pause() }
        }
    }

    /// Kills a process and those that it started, and waits for it for at most a second.
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
