import Archive
import Forms

/// Whose report each file is.
package struct Register: Sendable {
    /// An agency and the files that are its own, or may be.
    package struct Entry: Sendable {
        /// Its name: the roster's, else the report's, else that of the file.
        package let agency: String
        /// Whether it is on the roster; true for every agency if there is no roster.
        package let isListed: Bool
        /// The files that are its own, in the order in which they came.
        package internal(set) var filings: [Filing] = []
        /// How sure it is that the last of its files is its own.
        package internal(set) var certainty: NameMatcher.Certainty = .exact
        /// Files that may be its own, which stand under other names too; none for an agency that is not listed.
        package internal(set) var doubtful: [Filing] = []
        /// The agencies of the roster that one which is not listed may be.
        package internal(set) var candidates: [String] = []
    }

    /// More characters than any name has.
    private static let nameLimit = 100

    /// The roster's agencies in its order, then all others in the order in which they came.
    package let entries: [Entry]

    /// The filings, each under the agency whose it is. Without a roster whoever handed in counts as listed.
    package init(_ filings: [Filing], roster: Roster?) {
        let names = roster?.agencies ?? []
        let matcher = NameMatcher(names)
        let matches = matcher.matches(filings.compactMap(\.agency))
        var listed = names.map { Entry(agency: $0, isListed: true) }
        var others: [Entry] = []
        var indices: [LabelKey: Int] = [:]
        func file(_ filing: Filing, under match: NameMatcher.Match?) {
            if let match, match.certainty != .doubtful, let agency = match.agencies.first {
                listed[agency].filings.append(filing)
                listed[agency].certainty = match.certainty
                return
            }
            for agency in match?.agencies ?? [] { listed[agency].doubtful.append(filing) }
            let name = filing.agency ?? filing.baseName
            let key = LabelKey(name)
            let index = indices[key] ?? others.count
            if index == others.count {
                others.append(Entry(agency: String(name.prefix(Self.nameLimit)), isListed: roster == nil))
            }
            indices[key] = index
            others[index].filings.append(filing)
            others[index].candidates = match?.agencies.map { names[$0] } ?? []
        }
        for filing in filings { if let agency = filing.agency { file(filing, under: matches[agency]) } }
        // A file without a name in it, or that cannot be read, may have the name of an agency from which nothing else came.
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
