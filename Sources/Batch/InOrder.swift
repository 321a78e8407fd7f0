import Foundation

/// Runs `work` on `jobs` threads and calls `take` with the results in the order of the values, on the caller's thread. At most
/// four results a thread are made ahead. Once `take` throws, no more work is begun.
func inOrder<Value: Sendable, Made: Sendable>(
    _ values: [Value], jobs: Int, work: @escaping @Sendable (Value) -> Made, take: (Made) throws -> Void
) rethrows {
    // With one job, waking another thread for each value would cost a twentieth of the work.
    if jobs == 1 {
        for value in values { try take(work(value)) }
        return
    }
    let window = Window<Made>(count: values.count, width: 4 * jobs)
    let finished = DispatchGroup()
    for _ in 0..<min(jobs, values.count) {
        finished.enter()
        let thread = Thread {
            while let index = window.next() { window.put(work(values[index]), at: index) }
            finished.leave()
        }
        // As much as the main thread has: nested input is read by recursion.
        thread.stackSize = 8 << 20
        thread.start()
    }
    defer {
        window.stop()
        finished.wait()
    }
    while let made = window.take() { try take(made) }
}

/// The results that were made and not yet taken. A condition guards all state, hence `@unchecked`.
private final class Window<Made: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let width: Int
    private var count: Int
    private var started = 0
    private var taken = 0
    private var results: [Int: Made] = [:]

    init(count: Int, width: Int) {
        self.count = count
        self.width = width
    }

    /// Waits for room for another result and returns the index to work on; nil if none is left.
    func next() -> Int? {
        condition.withLock {
            while started < count, started >= taken + width { condition.wait() }
            guard started < count else { return nil }
            started += 1
            return started - 1
        }
    }

    /// Adds a result.
    func put(_ made: Made, at index: Int) {
        condition.withLock {
            results[index] = made
            condition.broadcast()
        }
    }

    /// Waits for the next result in order; nil after the last.
    func take() -> Made? {
        condition.withLock {
            guard taken < count else { return nil }
            while true {
                if let made = results.removeValue(forKey: taken) {
                    taken += 1
                    condition.broadcast()
                    return made
                }
                condition.wait()
            }
        }
    }

    /// Lets `next` return nil from now on.
    func stop() {
        condition.withLock {
            count = 0
            condition.broadcast()
        }
    }
}
