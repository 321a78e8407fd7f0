import Forms
import Model

/// A report that was read and is to be written.
struct ConvertedReport: Sendable {
    let file: String
    let form: Form
    let report: Report
    /// The findings of reading, and of checks if they are wanted.
    let findings: [Finding]
}

/// Writes the output of a batch: `make` runs for one report alone on many threads, `add` in the order of the inputs on one.
protocol Sink {
    associatedtype Made: Sendable

    /// Whether findings of checks are written.
    var wantsChecks: Bool { get }
    /// The journal of earlier runs; nil if every run begins anew.
    var journal: Journal? { get }
    /// Makes the piece of output for a report. Throws the finding that says why it cannot.
    var make: @Sendable (ConvertedReport) throws -> Made { get }
    /// Adds the outcome of an input: the piece, if it was converted, and the SHA-256 of its bytes, if it could be opened.
    mutating func add(_ made: Made?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws
    /// Gives the output its name and returns findings about it.
    mutating func finish() throws -> [Finding]
}
