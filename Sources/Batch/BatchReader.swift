import Conversion
import Forms
import Foundation
import Model

/// A file that was handed in, and what reading it gave.
package struct Submission: Sendable {
    /// The path as it was given or found; `a.zip/b.xlsx` for a member of a zip.
    package let name: String
    /// When the file was last changed, or the zip that it is a member of.
    package let modified: Date?
    /// The bytes; nil if the file could not be opened.
    package let bytes: [UInt8]?
    /// The report, or why it cannot be read.
    package let outcome: Result<ReportReading, Finding>
}

/// Reads many inputs on several threads.
package struct BatchReader: Sendable {
    /// Reads each input.
    package var converter: Converter
    /// How many inputs are read at once.
    package var jobs: Int

    /// Uses every core unless `jobs` says otherwise.
    package init(converter: Converter, jobs: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.converter = converter
        self.jobs = max(1, jobs)
    }

    /// Calls `body` with each input's submission, in order and on the caller's thread. Only a few are in memory at a time. An
    /// error of `body` ends the reading and is rethrown.
    package func forEach(_ inputs: [Input], _ body: (Submission) throws -> Void) rethrows {
        try inOrder(inputs, jobs: jobs, work: read, take: body)
    }

    /// The same, with the value that `making` turns each submission into while others are being read.
    package func forEach<Made: Sendable>(
        _ inputs: [Input], making: @escaping @Sendable (Submission) -> Made, _ body: (Made) throws -> Void
    ) rethrows {
        try inOrder(inputs, jobs: jobs, work: { making(read($0)) }, take: body)
    }

    private func read(_ input: Input) -> Submission {
        var bytes: [UInt8]?
        let outcome = finding {
            let loaded = try input.load()
            bytes = loaded
            return try converter.read(loaded)
        }
        return Submission(name: input.name, modified: input.modified, bytes: bytes, outcome: outcome)
    }
}

/// The result of the work, its error as a finding.
func finding<Value>(_ work: () throws -> Value) -> Result<Value, Finding> {
    do { return .success(try work()) } catch { return .failure(Finding(error)) }
}
