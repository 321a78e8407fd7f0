/// The government that reports are added up for, as names give it.
struct Government: Sendable {
    private let words: NameWords
    private let matcher: NameMatcher
    /// The near spellings of its offices' names, with all of its areas, and with some or none of them.
    private let whole: Set<String>
    private let short: Set<String>

    init(_ name: String) {
        words = NameWords.known
        matcher = NameMatcher([name])
        let ending = words.government
        let areas = AgencyName(name, words).variants.map { $0.hasSuffix(ending) ? String($0.dropLast(ending.count)) : $0 }
        let offices = words.offices
        func names(in areas: some Sequence<String>) -> Set<String> { Set(areas.flatMap { area in offices.map { area + $0 } }) }
        whole = names(in: areas.prefix(1))
        short = names(in: areas + [""])
    }

    /// Whether the name is the government's.
    func isNamed(_ name: String) -> Bool { matcher.matches([name])[name].map { $0.certainty != .doubtful } ?? false }

    /// Whether the name is the government's, or that of an office which reports for it alone, such as 本级.
    func reports(as name: String) -> Bool {
        let parsed = AgencyName(name, words)
        return isNamed(name) || short.contains(parsed.near) || !whole.isDisjoint(with: parsed.variants)
    }
}
