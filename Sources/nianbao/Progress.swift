import Foundation

/// Shows on standard error how far a batch is: as a bar on a terminal, else as a line every ten seconds.
final class Progress {
    private let total: Int
    private let isTerminal: Bool
    private let clock = ContinuousClock()
    private let begun = ContinuousClock.now
    /// When it was printed last.
    private var shown: ContinuousClock.Instant
    private var done = 0
    private(set) var failed = 0

    init(total: Int) {
        self.total = total
        isTerminal = isatty(STDERR_FILENO) == 1
        // A terminal shows the bar with the first file.
        shown = isTerminal ? begun - .seconds(1) : begun
    }

    /// How many files could be read.
    var read: Int { done - failed }

    /// The time since the start as `1:05`.
    var time: String { Self.clock(elapsed) }

    /// Counts a file and prints the lines about it.
    func add(failed hasFailed: Bool, printing lines: [String] = []) {
        done += 1
        if hasFailed { failed += 1 }
        if !lines.isEmpty { clear() }
        for line in lines { printError(line) }
        show()
    }

    /// Removes the bar, so that other lines can follow.
    func clear() { if isTerminal { Self.put("\r\u{1B}[K") } }

    private var elapsed: Double { (clock.now - begun) / .seconds(1) }

    private func show() {
        guard clock.now - shown > (isTerminal ? .milliseconds(100) : .seconds(10)) else { return }
        shown = clock.now
        let rate = Double(done) / max(elapsed, 0.001)
        let left = Self.clock(Double(total - done) / rate)
        let counts = language(
            "progress.counts", ["done": done, "total": total, "rate": Int(rate.rounded()), "left": left, "failed": failed])
        guard isTerminal else { return printError(counts) }
        let width = 24
        let full = width * done / max(total, 1)
        Self.put("\r\u{1B}[K[\(String(repeating: "#", count: full))\(String(repeating: ".", count: width - full))] \(counts)")
    }

    /// `1:05`, `2:00:01`
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 1e6))
        return whole < 3_600
            ? String(format: "%d:%02d", whole / 60, whole % 60)
            : String(format: "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60)
    }

    private static func put(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
