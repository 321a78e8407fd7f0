import Model
import Text

/// Whose report it is and for which year: there should be one.
struct Identity: Codable, Hashable, Sendable {
    let agency: String
    let year: Int

    init?(_ report: Report) {
        guard let agency = report.agencyName, let year = report.year else { return nil }
        self.agency = agency
        self.year = year
    }
}

/// What became of one input of a batch.
package struct Done: Sendable {
    /// What a run did with an input.
    package enum State: Sendable {
        case converted
        /// An earlier run converted it, and its content is the same.
        case unchanged
        /// It could not be read, or its result not be made; the findings say why.
        case failed
    }

    /// The input's path as a person names it.
    package let name: String
    /// What this run did.
    package let state: State
    /// What reading met, or everything that checks found, if they were wanted; none for what an earlier run told.
    package let findings: [Finding]
    /// How many relations between its figures do not hold.
    package let brokenRelations: Int
    /// What there is to say beside: that another input is a report of the same agency and year, that its earlier result was
    /// altered.
    package internal(set) var remarks: [Finding] = []
    let identity: Identity?
    /// What an earlier run made of it.
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

    /// How many errors there are, those that an earlier run told among them.
    package var errors: Int { errorsFound + remarks.count { $0.severity == .error } }

    /// For the next run.
    func entry(of input: Input, content: String, output: String, result: String) -> Journal.Entry {
        Journal.Entry(
            input: input.place, name: name, content: content, output: output, result: result, identity: identity,
            errors: errorsFound, brokenRelations: brokenRelations)
    }
}
