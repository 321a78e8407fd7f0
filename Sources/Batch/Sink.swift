import Forms
import Model

/// A report on its way out.
struct ConvertedReport: Sendable {
    let file: String
    let form: Form
    let report: Report
    /// Everything that there is to say of it.
    let findings: [Finding]
}

/// Where a batch writes. What can be made of one report alone is made on many threads; it is added in the order of the inputs.
protocol Sink {
    associatedtype Made: Sendable

    /// Whether findings of checks are written.
    var wantsChecks: Bool { get }
    /// What earlier runs did; nil where every run begins anew.
    var journal: Journal? { get }
    /// Makes what is written of a report; throws the finding that says why it cannot be.
    var make: @Sendable (ConvertedReport) throws -> Made { get }
    /// Adds what became of an input: `made` where it was converted; `content` is the SHA-256 of its bytes, where it
    /// could be opened.
    mutating func add(_ made: Made?, _ outcome: ConversionOutcome, of input: Input, content: String?) throws
    /// Gives the output its name, and what there is to say of it.
    mutating func finish() throws -> [Finding]
}
