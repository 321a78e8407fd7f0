import Conversion
import Forms
import Foundation
import Model

/// What was handed in, as it was read.
package struct Submission: Sendable {
    /// The path as a person names it; of a member of a zip, `a.zip/b.xlsx`.
    package let name: String
    /// When the file was changed last; of a member of a zip, the zip.
    package let modified: Date?
    /// nil where the file could not be opened.
    package let bytes: [UInt8]?
    /// The report, or why it cannot be read.
    package let outcome: Result<ReportReading, Finding>
}

/// Reads many inputs, several at once.
package struct BatchReader: Sendable {
    /// Reads the inputs.
    package var converter: Converter
    /// How many inputs are read at once.
    package var jobs: Int

    /// `jobs` below 1 counts as 1.
    package init(converter: Converter, jobs: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.converter = converter
        self.jobs = max(1, jobs)
    }

    /// Reads the inputs and hands each to `body`, in their order and on the caller's thread. Only a few are in memory at a
    /// time, however many there are. Throws what `body` throws, and then reads no more.
    package func forEach(_ inputs: [Input], _ body: (Submission) throws -> Void) rethrows {
        try inOrder(inputs, jobs: jobs, work: read, take: body)
    }

    /// Likewise, with what `making` makes of each submission while others are read.
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

/// What the work gives, or what it throws as a finding.
func finding<Value>(_ work: () throws -> Value) -> Result<Value, Finding> {
    do { return .success(try work()) } catch { return .failure(Finding(error)) }
}
