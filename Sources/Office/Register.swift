import Archive
import Forms

/// Whose report each file is.
package struct Register: Sendable {
    package struct Entry: Sendable {
        /// As the roster has it, else as the report does, else the file's name.
        package let agency: String
        /// False for one that stands on no roster although there is one.
        package let isListed: Bool
        /// In the order in which they came.
        package internal(set) var filings: [Filing] = []
        package internal(set) var certainty: NameMatcher.Certainty = .exact
        /// Files of others that may be its own. Of one that is not listed: none.
        package internal(set) var doubtful: [Filing] = []
        /// Of one that is not listed: the agencies of the roster that it may be.
        package internal(set) var candidates: [String] = []
    }

    /// More letters than any name has that is meant as one.
    private static let nameLimit = 100

    /// Those of the roster in its order, then the others in the order in which they came.
    package let entries: [Entry]

    /// Throws DecodingError where the list of spellings is damaged.
    package init(_ filings: [Filing], roster: Roster?) throws {
        let names = roster?.agencies ?? []
        let matcher = try NameMatcher(names)
        let matches = matcher.matches(filings.compactMap(\.agency))
        var listed = names.map { Entry(agency: $0, isListed: true) }
        var others: [Entry] = []
        var places: [LabelKey: Int] = [:]
        func file(_ filing: Filing, under match: NameMatcher.Match?) {
            if let match, match.certainty != .doubtful, let agency = match.agencies.first {
                listed[agency].filings.append(filing)
                listed[agency].certainty = match.certainty
                return
            }
            for agency in match?.agencies ?? [] { listed[agency].doubtful.append(filing) }
            let name = filing.agency ?? filing.baseName
            let key = LabelKey(name)
            let place = places[key] ?? others.count
            if place == others.count {
                others.append(Entry(agency: String(name.prefix(Self.nameLimit)), isListed: roster == nil))
            }
            places[key] = place
            others[place].filings.append(filing)
            others[place].candidates = match?.agencies.map { names[$0] } ?? []
        }
        for filing in filings { if let agency = filing.agency { file(filing, under: matches[agency]) } }
        // What gives no name, or cannot be read, may have it in the file's: that of an agency of which nothing else came.
        let nameless = filings.filter { $0.agency == nil }
        let mentioned = nameless.map { matcher.mentioned(in: $0.baseName) }
        let mentions = Dictionary(mentioned.joined().map { ($0, 1) }, uniquingKeysWith: +)
        for (filing, agencies) in zip(nameless, mentioned) {
            let isSure = agencies.count == 1 && agencies.allSatisfy { mentions[$0] == 1 && listed[$0].filings.isEmpty }
            let candidates = agencies.isEmpty ? matcher.alike(in: filing.baseName) : agencies
            file(filing, under: candidates.isEmpty ? nil : .init(agencies: candidates, certainty: isSure ? .near : .doubtful))
        }
        entries = listed + others
    }
}
