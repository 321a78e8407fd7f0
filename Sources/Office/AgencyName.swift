import Forms
import Foundation
import Templates
import Text

/// The name of an agency in the spellings that it is compared in.
struct AgencyName: Sendable {
    let text: String
    /// Half-width, without a number before it, blanks, brackets and other punctuation.
    let exact: String
    /// What stands in brackets left out, long words for short ones: `望川市发改委` for 望川市发展和改革委员会（物价局）.
    let near: String
    /// The near spelling, and what is left of it without the areas that it begins with: `财政局` for 望川市财政局.
    let variants: [String]
    /// The areas that the near spelling begins with, one by one and together: `江西省`, `望川市`.
    let areas: [String]
    let area: String
    private let bare: Stemmed
    /// Without the one letter that stands for the area: `财政局` for 市财政局.
    private let inner: Stemmed?
    /// What tells it from other agencies of its area: `财政`.
    let stem: [Character]

    init(_ text: String, _ words: NameWords) {
        self.text = text
        exact = Self.letters(of: text[...])
        let near = words.spellings.reduce(Self.letters(of: Self.withoutBrackets(text))) {
            $0.replacingOccurrences(of: $1[0], with: $1[1])
        }
        self.near = near
        let ends = words.endsOfAreas(in: near)
        variants = Self.variants(of: near, ends, words)
        // A zone is no area of its committee: it is all that there is to tell it by.
        let own = ends.prefix {
            let rest = Stemmed(near[$0...], words)
            return !rest.stem.isEmpty || rest.ending == words.government
        }
        areas = zip([near.startIndex] + own, own).map { String(near[$0..<$1]) }
        area = areas.joined()
        bare = Stemmed(words.withoutGovernment(near[(own.last ?? near.startIndex)...]), words)
        inner = own.isEmpty && words.areas.contains(String(near.prefix(1))) ? Stemmed(near.dropFirst(), words) : nil
        stem = Stemmed(variants.last.map { $0[...] } ?? near[...], words).stem
    }

    /// More letters than any name has; what comes after is not looked at.
    private static let limit = 60

    private static func letters(of text: Substring) -> String {
        String(LabelKey(String(text.unicodeScalars.prefix(limit * 4))).text.prefix(limit))
    }

    static func withoutBrackets(_ text: String) -> Substring {
        var depth = 0
        let kept = text.prefix(limit * 2).filter { character in
            if "（([［【〔".contains(character) { depth += 1 }
            defer { if "）)]］】〕".contains(character) { depth = max(0, depth - 1) } }
            return depth == 0
        }
        return kept.isEmpty ? text[...] : kept[...]
    }

    /// Longest first. What is left begins behind an area (`望川市|财政局`) or with its last letter (`望川|市财政局`), and must
    /// still tell an agency.
    private static func variants(of name: String, _ ends: [String.Index], _ words: NameWords) -> [String] {
        let rests = ends.flatMap { [name[name.index(before: $0)...], name[$0...]] }
        let variants = (rests + [words.withoutGovernment(rests.last ?? name[...])]).filter {
            $0.count >= 3 && !words.endings.contains(String($0)) && !Stemmed($0, words).stem.isEmpty
        }
        return [name] + variants.map(String.init)
    }

    /// Whether the areas of two names may be one: 望川市 and 江西省望川市, or none and any.
    func mayShareArea(with other: AgencyName) -> Bool { area.hasSuffix(other.area) || other.area.hasSuffix(area) }

    /// Whether one name shortens the other: 科技局 and 望川市科学技术局.
    func shortens(_ other: AgencyName) -> Bool {
        guard mayShareArea(with: other) else { return false }
        return bare.shortens(other.bare) || localShortens(other) || other.localShortens(self)
    }

    /// 市科技局 for 望川市科学技术局.
    private func localShortens(_ other: AgencyName) -> Bool {
        near.first == other.area.last && inner?.shortens(other.bare) == true
    }

    /// What two names share where one shortens the other.
    var shorteningKeys: [String] { [bare.key, inner?.key].compactMap(\.self) }

    /// From 0 to 1: the letters that two stems share in their order, as a part of all.
    func likeness(to other: AgencyName) -> Double {
        guard !stem.isEmpty, !other.stem.isEmpty else { return 0 }
        var row = [Int](repeating: 0, count: other.stem.count + 1)
        for letter in stem {
            var diagonal = 0
            for column in other.stem.indices {
                let above = row[column + 1]
                row[column + 1] = letter == other.stem[column] ? diagonal + 1 : max(above, row[column])
                diagonal = above
            }
        }
        return Double(2 * (row.last ?? 0)) / Double(stem.count + other.stem.count)
    }
}

/// A name without its area: `科学技术` and `局`.
private struct Stemmed: Sendable {
    let stem: [Character]
    let ending: String
    /// nil where there is too little that one could shorten.
    let key: String?

    init(_ name: Substring, _ words: NameWords) {
        ending = words.endings.filter { name.hasSuffix($0) }.max { $0.count < $1.count } ?? ""
        stem = Array(name.dropLast(ending.count))
        key = stem.count > 1 && !ending.isEmpty ? "\(stem[0])\(ending)" : nil
    }

    /// Whether the one has some of the other's letters in their order, at least two, the first and the ending among them.
    func shortens(_ other: Stemmed) -> Bool {
        guard let key, key == other.key, stem.count != other.stem.count else { return false }
        let (short, long) = stem.count < other.stem.count ? (stem, other.stem) : (other.stem, stem)
        return short.isSubsequence(of: long)
    }
}

/// `Templates/Prose/names.json`.
struct NameWords: Decodable, Sendable {
    /// What is written for what, one after the other.
    let spellings: [[String]]
    /// What an area's name ends with.
    let areas: [String]
    /// What the names of agencies end with.
    let endings: [String]
    /// Of two areas whose names differ in one letter, what tells that they are two: 城东区, 城西区.
    let telling: String
    /// What the name of a government ends with in its near spelling, and what takes its place in the names of those who
    /// report for the government alone.
    let government: String
    let offices: [String]
    let roster: RosterWords

    static let known = Templates.decoded { try JSONDecoder().decode(NameWords.self, from: Data(Templates.names)) }

    /// 外事办 for 政府外事办, of which the office of the government is not one.
    func withoutGovernment(_ name: Substring) -> Substring {
        let rest = name.dropFirst(government.count)
        return name.hasPrefix(government) && !Stemmed(rest, self).stem.isEmpty ? rest : name
    }

    /// The longest name that an area has, in letters.
    private static let areaLimit = 9

    /// Where the areas end that a name begins with.
    func endsOfAreas(in name: String) -> [String.Index] {
        Array(
            sequence(state: name[...]) { rest in
                let end = endOfArea(in: rest)
                if let end { rest = rest[end...] }
                return end
            })
    }

    private func endOfArea(in name: Substring) -> Substring.Index? {
        let head = name.prefix(Self.areaLimit)
        return areas.compactMap { area -> Substring.Index? in
            guard let range = head.firstRange(of: area), range.upperBound < name.endIndex else { return nil }
            // An area has a name: 市场监管局 and 城市管理局 begin with none.
            let length = head.distance(from: head.startIndex, to: range.lowerBound)
            return area.count > 1 && length == 0 || length >= 2 ? range.upperBound : nil
        }.min()
    }
}
