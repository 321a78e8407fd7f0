import Foundation
import Messages

/// The state of a year's collection: which agencies have handed in a report, and whether it can be used.
package struct Board: Sendable {
    /// What can be said of an agency's files, the worst first.
    package enum State: String, CaseIterable, Sendable {
        case missing, doubtful, unreadable, untouched, otherYear, otherForm, twice, errors, warnings, fit

        /// The state in words: 未报, `missing`.
        package func name(_ language: Language) -> String {
            switch self {
            case .missing: language("board.state.missing")
            case .doubtful: language("board.state.doubtful")
            case .unreadable: language("board.state.unreadable")
            case .untouched: language("board.state.untouched")
            case .otherYear: language("board.state.otherYear")
            case .otherForm: language("board.state.otherForm")
            case .twice: language("board.state.twice")
            case .errors: language("board.state.errors")
            case .warnings: language("board.state.warnings")
            case .fit: language("board.state.fit")
            }
        }
    }

    /// An agency and where it stands.
    package struct Row: Sendable {
        /// The agency, and the files that are its own or may be.
        package let entry: Register.Entry
        /// All states that hold, the worst first; `fit` alone where no other does.
        package let states: [State]
        /// The worst of them.
        package var state: State { states.first ?? .fit }
    }

    /// The year that is collected; nil for any.
    package let year: Int?
    /// Whether there is a roster of the agencies that have to report.
    package let hasRoster: Bool
    /// The agencies of the roster; without one, all that handed in.
    package let rows: [Row]
    /// The files that are of no agency on the roster, under the names they give.
    package let outside: [Row]
    /// The name of the workbook that goes back, by the file that came in; nil where none are made.
    package let returned: [String: String]?

    /// The board of all entries. `returned` gives the name of the workbook that goes back by the file that came in.
    package init(_ register: Register, year: Int?, hasRoster: Bool, returned: [String: String]? = nil) {
        self.year = year
        self.returned = returned
        self.hasRoster = hasRoster
        let all = register.entries.map { Row(entry: $0, states: Self.states(of: $0)) }
        rows = all.filter(\.entry.isListed)
        outside = all.filter { !$0.entry.isListed }
    }

    private static func states(of entry: Register.Entry) -> [State] {
        if entry.filings.isEmpty { return [entry.doubtful.isEmpty ? .missing : .doubtful] }
        func any(_ holds: (Filing) -> Bool) -> Bool { entry.filings.contains(where: holds) }
        let states: [(State, Bool)] = [
            (.doubtful, !entry.isListed && !entry.candidates.isEmpty),
            (.unreadable, any { $0.report == nil }), (.untouched, any(\.isUntouched)),
            (.otherYear, any { $0.has(.otherYear) }), (.otherForm, any { $0.has(.otherForm) }), (.twice, entry.filings.count > 1),
            (.errors, any { $0.errorsOfItsOwn > 0 && !$0.isUntouched }), (.warnings, any { $0.count(.warning) > 0 }),
        ]
        let holding = states.filter(\.1).map(\.0)
        return holding.isEmpty ? [.fit] : holding
    }

    /// Whether a file that came in has to be mended or asked about.
    package var needsMending: Bool {
        (rows + outside).contains { !$0.entry.filings.isEmpty && ![.fit, .warnings].contains($0.state) }
    }
}

extension Filing {
    /// The errors without those that have a state of their own.
    fileprivate var errorsOfItsOwn: Int {
        report == nil ? 0 : count(.error, except: [.otherYear, .otherForm])
    }
}
