import Files
import Model
import Text

/// The agency and year of a report. A batch should have only one report of each.
struct Identity: Codable, Hashable, Sendable {
    let agency: String
    let year: Int

    /// Returns nil if the report does not give both.
    init?(_ report: Report) {
        guard let agency = report.agencyName, let year = report.year else { return nil }
        self.agency = agency
        self.year = year
    }
}

/// The outcome of one input of a batch.
package struct ConversionOutcome: Sendable {
    /// How far the input came.
    package enum State: Sendable {
        /// It was read and written.
        case converted
        /// An earlier run converted it, and its content has not changed.
        case unchanged
        /// It could not be read or written; the findings say why.
        case failed
    }

    /// The input's name, as in `Input`.
    package let name: String
    /// How far it came.
    package let state: State
    /// The findings of reading, and of checks if they are wanted; empty if an earlier run reported them.
    package let findings: [Finding]
    /// How many relations of the report do not hold.
    package let brokenRelations: Int
    /// Findings about the input among others: `B901` if another input is a report of the same agency and year, `O713` if its
    /// earlier result was changed.
    package internal(set) var remarks: [Finding] = []
    let identity: Identity?
    /// The journal's entry of the run that converted it, if it is unchanged.
    let earlier: Journal.Entry?
    private let errorsFound: Int

    init(name: String, state: State, findings: [Finding], brokenRelations: Int = 0, identity: Identity? = nil) {
        self.name = name
        self.state = state
        self.findings = findings
        self.brokenRelations = brokenRelations
        self.identity = identity
        earlier = nil
        errorsFound = findings.count { $0.severity == .error }
    }

    init(unchanged entry: Journal.Entry, name: String) {
        self.name = name
        earlier = entry
        state = .unchanged
        findings = []
        (errorsFound, brokenRelations, identity) = (entry.errors, entry.brokenRelations, entry.identity)
    }

    /// How many errors it has, including those that an earlier run reported.
    package var errors: Int { errorsFound + remarks.count { $0.severity == .error } }

    /// The name of its result without the ending: agency and year, or the input's own name if the report does not give both.
    var baseName: String {
        identity.map { OutputNames.safe($0.agency, ending: "-\($0.year)") } ?? OutputNames.safe(FileName.stem(of: name))
    }

    /// The journal's entry for the next run.
    func entry(of input: Input, content: String, output: String, result: String) -> Journal.Entry {
        Journal.Entry(
            input: input.absolutePath, name: name, content: content, output: output, result: result, identity: identity,
            errors: errorsFound, brokenRelations: brokenRelations)
    }
}
