import Foundation
import Synchronization
import Testing

@testable import Batch

@Suite struct InOrderTests {
    @Test(arguments: [1, 2, 7]) func takesInOrderAndMakesFewAhead(jobs: Int) {
        let counts = Mutex((made: 0, taken: 0, ahead: 0))
        var results: [Int] = []
        inOrder(Array(0..<200), jobs: jobs) { value in
            if value % 5 == 0 { usleep(500) }
            counts.withLock {
                $0.made += 1
                $0.ahead = max($0.ahead, $0.made - $0.taken)
            }
            return value * value
        } take: { result in
            counts.withLock { $0.taken += 1 }
            results.append(result)
            if results.count == 50 { usleep(20_000) }
        }
        #expect(results == (0..<200).map { $0 * $0 })
        // A result counts as taken just before `take` is called.
        #expect(counts.withLock(\.ahead) <= 4 * jobs + 1)
    }

    @Test func worksOnSeveralAtOnce() {
        let running = Mutex((now: 0, most: 0))
        inOrder(Array(0..<40), jobs: 4) { _ in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            usleep(2_000)
            running.withLock { $0.now -= 1 }
        } take: {
        }
        #expect((2...4).contains(running.withLock(\.most)))
    }

    @Test func stopsWhereTakingThrows() {
        struct Full: Error {}
        let made = Mutex(0)
        #expect(throws: Full.self) {
            try inOrder(Array(0..<1_000), jobs: 2) {
                made.withLock { $0 += 1 }
                return $0
            } take: {
                if $0 == 10 { throw Full() }
            }
        }
        #expect(made.withLock { $0 } <= 11 + 8 + 2)
        inOrder([Int](), jobs: 2) {
            $0
        } take: { _ in
            Issue.record("nothing to take")
        }
    }
}
