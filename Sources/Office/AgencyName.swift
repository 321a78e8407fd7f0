import Forms
import Foundation
import Templates
import Text

/// The name of an agency in the spellings that it is compared in.
struct AgencyName: Sendable {
    /// As it was given.
    let text: String
    /// Half-width, without a leading number, blanks, brackets and other punctuation.
    let exact: String
    /// Without the text in brackets, and with short forms for long words: `望川市发改委` for 望川市发展和改革委员会（物价局）.
    let near: String
    /// The near spelling, then the same without the areas that it begins with: `财政局` for 望川市财政局.
    let variants: [String]
    /// The areas that the near spelling begins with: `江西省`, `望川市`.
    let areas: [String]
    /// All of them as one text.
    let area: String
    /// The near spelling without areas and government.
    private let bare: Stemmed
    /// The near spelling without a first character that stands for the area: `财政局` for 市财政局; nil where there is none.
    private let inner: Stemmed?
    /// What distinguishes it from other agencies of its area: `财政`.
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
        // Of a zone's committee the zone is no area: nothing else distinguishes it.
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

    /// More characters than any name has; the rest is ignored.
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

    /// The name, then what is left behind each area (`望川市|财政局`) or from the area's last character on (`望川|市财政局`), as far
    /// as that still names an agency. Longest first.
    private static func variants(of name: String, _ ends: [String.Index], _ words: NameWords) -> [String] {
        let rests = ends.flatMap { [name[name.index(before: $0)...], name[$0...]] }
        let variants = (rests + [words.withoutGovernment(rests.last ?? name[...])]).filter {
            $0.count >= 3 && !words.endings.contains(String($0)) && !Stemmed($0, words).stem.isEmpty
        }
        return [name] + variants.map(String.init)
    }

    /// Whether two names may be of one area: 望川市 and 江西省望川市, or none and any.
    func mayShareArea(with other: AgencyName) -> Bool { area.hasSuffix(other.area) || other.area.hasSuffix(area) }

    /// Whether one name is a short form of the other: 科技局 and 望川市科学技术局.
    func shortens(_ other: AgencyName) -> Bool {
        guard mayShareArea(with: other) else { return false }
        return bare.shortens(other.bare) || localShortens(other) || other.localShortens(self)
    }

    /// Whether it is a short form after the area's last character: 市科技局 for 望川市科学技术局.
    private func localShortens(_ other: AgencyName) -> Bool {
        near.first == other.area.last && inner?.shortens(other.bare) == true
    }

    /// Keys that two names have in common where one is a short form of the other.
    var shorteningKeys: [String] { [bare.key, inner?.key].compactMap(\.self) }

    /// How alike two stems are, from 0 to 1: the share of characters in their longest common subsequence.
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
    /// The first character and the ending; nil where the name is too short to have a short form.
    let key: String?

    init(_ name: Substring, _ words: NameWords) {
        ending = words.endings.filter { name.hasSuffix($0) }.max { $0.count < $1.count } ?? ""
        stem = Array(name.dropLast(ending.count))
        key = stem.count > 1 && !ending.isEmpty ? "\(stem[0])\(ending)" : nil
    }

    /// Whether one stem is a subsequence of the other, with the same first character and ending; it has at least two characters.
    func shortens(_ other: Stemmed) -> Bool {
        guard let key, key == other.key, stem.count != other.stem.count else { return false }
        let (short, long) = stem.count < other.stem.count ? (stem, other.stem) : (other.stem, stem)
        return short.isSubsequence(of: long)
    }
}

/// `Templates/Prose/names.json`.
struct NameWords: Decodable, Sendable {
    /// Pairs of a long form and its short form, replaced in this order.
    let spellings: [[String]]
    /// The endings of areas' names: 省, 市, 县.
    let areas: [String]
    /// The endings of agencies' names: 局, 委员会.
    let endings: [String]
    /// Characters in which the names of two areas may differ, so that it is no misspelling: 城东区, 城西区.
    let telling: String
    /// The ending of a government's name in its near spelling.
    let government: String
    /// The text that replaces it in the names of offices that report for the government alone.
    let offices: [String]
    let roster: RosterWords

    static let known = Templates.decoded { try JSONDecoder().decode(NameWords.self, from: Data(Templates.names)) }

    /// The name without the government before it: 外事办 for 政府外事办. The government's own office keeps it.
    func withoutGovernment(_ name: Substring) -> Substring {
        let rest = name.dropFirst(government.count)
        return name.hasPrefix(government) && !Stemmed(rest, self).stem.isEmpty ? rest : name
    }

    /// The longest name of an area, in characters.
    private static let areaLimit = 9

    /// The ends of the areas that a name begins with.
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
            // An area's ending stands behind a name: 市场监管局 and 城市管理局 begin with no area.
            let length = head.distance(from: head.startIndex, to: range.lowerBound)
            return area.count > 1 && length == 0 || length >= 2 ? range.upperBound : nil
        }.min()
    }
}
