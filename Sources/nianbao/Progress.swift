import Batch
import Conversion
import Findings
import Foundation

/// Tells on standard error how a batch goes: what is wrong with a file, a line each; how far it is, as a bar on a terminal,
/// else as a line now and then.
final class Progress {
    private let total: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let sentences = Sentences(language)
    private let clock = ContinuousClock()
    private let begun = ContinuousClock.now
    private var told = ContinuousClock.now
    private var done = 0
    private var unchanged = 0
    private(set) var failed = 0
    private(set) var withErrors = 0

    init(total: Int) { self.total = total }

    /// How many reports there are, those of an earlier run among them.
    var read: Int { done - failed }

    func add(_ one: Done) {
        done += 1
        if one.state == .failed { failed += 1 } else if one.errors > 0 { withErrors += 1 }
        if one.state == .unchanged { unchanged += 1 }
        let errors = (one.findings + (one.repeated.map { [$0] } ?? [])).filter { $0.severity == .error }
        let name = Sentences.printable(one.name)
        if !errors.isEmpty || one.brokenRelations > 0 { clear() }
        for finding in errors { tell(sentences.line(finding, file: name)) }
        if one.brokenRelations > 0, one.state != .unchanged { tellBroken(one.brokenRelations, file: name) }
        show()
    }

    /// The counts, when all is done.
    func finish() {
        clear()
        let seconds = Self.clock(elapsed)
        tell(
            language(
                "共 \(total) 份，用时 \(seconds)：读出 \(read) 份（其中 \(unchanged) 份没有变，上次已转换），读不了 \(failed) 份；有错误的 \(withErrors) 份。",
                "\(total) files in \(seconds): \(read) read (\(unchanged) of them unchanged, converted before), \(failed) unreadable; \(withErrors) with errors."
            ))
    }

    private var elapsed: Double { (clock.now - begun) / .seconds(1) }

    private func clear() { if isTerminal { Self.put("\r\u{1B}[K") } }

    private func show() {
        guard clock.now - told > (isTerminal ? .milliseconds(100) : .seconds(10)) else { return }
        told = clock.now
        let rate = Double(done) / max(elapsed, 0.001)
        let left = Self.clock(Double(total - done) / rate)
        let counts = language(
            "\(done)/\(total)，每秒 \(Int(rate.rounded())) 份，还要 \(left)，读不了 \(failed) 份",
            "\(done)/\(total), \(Int(rate.rounded())) a second, \(left) left, \(failed) unreadable")
        guard isTerminal else { return tell(counts) }
        let width = 24
        let full = width * done / max(total, 1)
        Self.put("\r\u{1B}[K[\(String(repeating: "#", count: full))\(String(repeating: ".", count: width - full))] \(counts)")
    }

    /// `1:05`, `2:00:01`
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 1e6))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return whole < 3_600
            ? "\(whole / 60):\(two(whole % 60))" : "\(whole / 3_600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    }

    private static func put(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
