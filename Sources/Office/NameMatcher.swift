import Foundation

/// Finds the agencies of a roster under the names that reports give them: exact before near, never two to one.
package struct NameMatcher: Sendable {
    /// How sure it is that two names are one agency's.
    package enum Certainty: String, Sendable {
        /// Alike but for width, blanks and punctuation.
        case exact
        /// Alike but for the area before the name, text in brackets, and short forms of words.
        case near
        /// Similar, or alike with several: for a person to decide.
        case doubtful
    }

    /// The agencies that a name may mean.
    package struct Match: Equatable, Sendable {
        /// Indices in the roster, ascending; just one unless the match is doubtful.
        package let agencies: [Int]
        /// How sure that is.
        package let certainty: Certainty
    }

    private let words: NameWords
    private let roster: [AgencyName]
    private let byExact: [String: [Int]]
    private let byNear: [String: [Int]]
    private let byVariant: [String: [Int]]
    private let byShortening: [String: [Int]]
    private let byPair: [String: [Int]]
    /// The areas before the roster's names, and the ones that more than half of the names share.
    private let areas: Set<String>
    private let home: [String]

    /// Finds the agencies of a roster, in any order.
    package init(_ roster: [String]) {
        let words = NameWords.known
        let names = roster.map { AgencyName($0, words) }
        func index(_ keys: (AgencyName) -> [String]) -> [String: [Int]] {
            names.enumerated().reduce(into: [:]) { index, each in
                for key in Set(keys(each.element)) { index[key, default: []].append(each.offset) }
            }
        }
        self.words = words
        self.roster = names
        byExact = index { [$0.exact] }
        byNear = index { [$0.near] }
        byVariant = index(\.variants)
        byShortening = index(\.shorteningKeys)
        byPair = index { Self.pairs(of: $0.stem) }
        let byArea = index(\.areas)
        areas = Set(byArea.keys)
        home = byArea.filter { 2 * $0.value.count > roster.count }.keys.sorted()
    }

    /// The match of each name; none for one that is like no agency. Names that are spelt exactly alike are one.
    package func matches(_ names: [String]) -> [String: Match] {
        var open: [String: AgencyName] = [:]
        var spelt: [String: [String]] = [:]
        for name in Set(names) {
            let parsed = AgencyName(name, words)
            open[parsed.exact] = parsed
            spelt[parsed.exact, default: []].append(name)
        }
        var matches: [String: Match] = [:]
        var taken = Set<Int>()
        func settle(_ certainty: Certainty, _ candidates: (AgencyName) -> Set<Int>) {
            var found = open.mapValues { candidates($0) }
            if certainty != .doubtful { found = found.mapValues { $0.subtracting(taken) } }
            let claims = Dictionary(found.values.joined().map { ($0, 1) }, uniquingKeysWith: +)
            for (key, agencies) in found where !agencies.isEmpty {
                let isSure = certainty != .doubtful
                if isSure, agencies.count > 1 || agencies.contains(where: { claims[$0, default: 0] > 1 }) { continue }
                for name in spelt[key] ?? [] { matches[name] = Match(agencies: agencies.sorted(), certainty: certainty) }
                open[key] = nil
                if isSure { taken.formUnion(agencies) }
            }
        }
        settle(.exact) { Set(byExact[$0.exact] ?? []) }
        settle(.near) { Set(byNear[$0.near] ?? []) }
        settle(.near, sameButForArea)
        settle(.doubtful, doubtful)
        return matches
    }

    /// Those that are the name with an area before it, or without the one that it has.
    private func sameButForArea(_ name: AgencyName) -> Set<Int> {
        Set(byVariant[name.near] ?? []).union(name.variants.flatMap { byNear[$0] ?? [] })
    }

    /// The name with the area that most of the roster shares, where it may be meant: misspelt in one letter, and no area that
    /// the roster knows (望州市财政局), or without its ending (望川科技局). Other areas are taken as they are: 青山区 is hardly 青云区.
    private func mended(_ name: AgencyName) -> AgencyName? {
        for area in home {
            if let misspelt = name.areas.first(where: { !areas.contains($0) && isMisspelling($0, of: area) }) {
                return AgencyName(name.near.replacingOccurrences(of: misspelt, with: area), words)
            }
            guard let ending = words.areas.first(where: area.hasSuffix), name.near.hasPrefix(area.dropLast(ending.count)) else {
                continue
            }
            let rest = name.near.dropFirst(area.count - ending.count)
            if !words.areas.contains(where: rest.hasPrefix) { return AgencyName(area + rest, words) }
        }
        return nil
    }

    private func isMisspelling(_ name: String, of area: String) -> Bool {
        let pairs = Array(zip(name, area))
        let different = pairs.indices.filter { pairs[$0].0 != pairs[$0].1 }
        // An ending that differs is another area: a city and the county of its name.
        guard name.count == area.count, different.count == 1, let index = different.first, index < pairs.count - 1 else {
            return false
        }
        return !(words.telling.contains(pairs[index].0) && words.telling.contains(pairs[index].1))
    }

    /// How alike two names must be for a person to look at them.
    private static let leastLikeness = 0.6
    /// Agencies looked at for one name.
    private static let candidateLimit = 200
    private static let shorteningLimit = 500

    private func doubtful(_ name: AgencyName) -> Set<Int> {
        let mended = mended(name).map(alike) ?? []
        return mended.isEmpty ? alike(name) : mended
    }

    private func alike(_ name: AgencyName) -> Set<Int> {
        let same = sameButForArea(name)
        if !same.isEmpty { return same }
        let shorter = name.shorteningKeys.flatMap { (byShortening[$0] ?? []).prefix(Self.shorteningLimit) }
        let shortened = Set(shorter).filter { name.shortens(roster[$0]) }.union(governments(of: name))
        if !shortened.isEmpty { return shortened }
        let candidates = Set(Self.pairs(of: name.stem).flatMap { (byPair[$0] ?? []).prefix(Self.candidateLimit) })
        let likeness = candidates.filter { name.mayShareArea(with: roster[$0]) }.map {
            (agency: $0, value: name.likeness(to: roster[$0]))
        }
        let best = likeness.map(\.value).max() ?? 0
        guard best >= Self.leastLikeness else { return [] }
        return Set(likeness.filter { $0.value == best }.map(\.agency))
    }

    /// An area may stand for its government: 城东区.
    private func governments(of name: AgencyName) -> [Int] {
        words.areas.contains { name.near.hasSuffix($0) } ? byVariant[name.near + words.government] ?? [] : []
    }

    private static func pairs(of stem: [Character]) -> [String] {
        zip(stem, stem.dropFirst()).map { String([$0, $1]) }
    }
}

extension NameMatcher {
    /// The agencies whose name, with or without its area, is the longest that stands in the name of a file.
    package func mentioned(in file: String) -> [Int] {
        let letters = Array(AgencyName(file, words).near)
        for length in stride(from: letters.count, through: 3, by: -1) {
            for start in 0...(letters.count - length) {
                if let agencies = byVariant[String(letters[start..<start + length])] { return agencies }
            }
        }
        return []
    }

    /// Those that a part of a file's name, between numbers and marks, may mean: 文旅局 in `01-文旅局（终稿）`.
    func alike(in file: String) -> [Int] {
        let parts = file.split { !$0.isLetter }.lazy.map { doubtful(AgencyName(String($0), words)) }
        return parts.first { !$0.isEmpty }.map { $0.sorted() } ?? []
    }
}
