import Foundation
import Model
import Text

/// Rules on sentences that were left over from another report. Prose is long: what they look for is looked for by bytes first.
extension Rule {
    /// A statistical period in the prose that is not the report's year.
    static let period = Rule(.periodOfOtherYear) { subject in
        guard let year = subject.report.year else { return [] }
        let definition = subject.form.definition
        return definition.narrative.compactMap { section -> Finding? in
            for sentence in sentences(of: subject.prose(section.id), with: wordOfPeriods) {
                let years = sentence.matches(of: firstOrLastDay).compactMap { Int($0.1) }
                guard let other = years.first(where: { $0 != year }) else { continue }
                return Finding(
                    .periodOfOtherYear, .warning, section: section.asSection, found: "\(other)", expected: "\(year)",
                    basis: definition.basis,
                    facts: ["quote": sentence])
            }
            return nil
        }
    }

    /// The prose says that another body of the agency's own kind wrote the report. Offices of the agency and shortened names
    /// count as the agency.
    static let author = Rule(.authorOfOtherName) { subject in
        guard let name = subject.agencyName else { return [] }
        return subject.form.definition.narrative.compactMap { section -> Finding? in
            let other = authors(in: subject.prose(section.id)).first {
                !$0.contains(name) && $0.last == name.last && !$0.isSubsequence(of: name)
            }
            return other.map {
                Finding(.authorOfOtherName, .warning, section: section.asSection, found: $0, expected: name)
            }
        }
    }

    // MARK: Period

    /// Stands in every sentence about the period of the figures: 统计期限, 统计时间.
    private static let wordOfPeriods = "统计"
    private static let sentenceEnds: Set<Unicode.Scalar> = ["。", "\n", "；"]
    /// With the year as its first group. A Regex is not Sendable, so it is made where it is used.
    private static var firstOrLastDay: Regex<(Substring, Substring)> {
        /(20\d\d)\s*年\s*(?:0?1\s*月\s*0?1\s*日|12\s*月\s*31\s*日)/
    }

    private static func sentences(of text: String, with word: String) -> [String] {
        guard text.contains(bytesOf: word) else { return [] }
        return text.unicodeScalars.split(whereSeparator: sentenceEnds.contains).map(String.init).filter {
            $0.contains(bytesOf: word)
        }
    }

    // MARK: Author

    /// 由 … 编制: what begins the name, and the words that end it.
    private static let beginningOfAuthor: Unicode.Scalar = "由"
    private static let endsOfAuthor = ["编制", "编写"]
    private static let lengthOfAuthor = 2...40
    /// No name has such a character.
    private static let notInAuthor: Set<Unicode.Scalar> = ["，", "。", "；", "、", "（", "）", "(", ")", ",", "由"]

    /// The names between 由 and 编制 or 编写, by scalars, each as short as may be.
    static func authors(in text: String) -> [String] {
        guard endsOfAuthor.contains(where: text.contains(bytesOf:)) else { return [] }
        let scalars = text.unicodeScalars
        var authors: [String] = []
        var index = scalars.startIndex
        while let beginning = scalars[index...].firstIndex(of: beginningOfAuthor) {
            index = scalars.index(after: beginning)
            guard let end = endOfAuthor(in: scalars[index...]) else { continue }
            authors.append(String(scalars[index..<end.lowerBound]))
            index = end.upperBound
        }
        return authors
    }

    /// Where the 编制 stands that ends the name at the beginning of a text; nil if the text begins with no name.
    private static func endOfAuthor(in text: Substring.UnicodeScalarView) -> Range<String.Index>? {
        var end = text.startIndex
        for length in 0...lengthOfAuthor.upperBound {
            let rest = text[end...]
            if length >= lengthOfAuthor.lowerBound,
                let word = endsOfAuthor.first(where: { rest.starts(with: $0.unicodeScalars) })
            {
                return end..<text.index(end, offsetBy: word.unicodeScalars.count)
            }
            guard let scalar = rest.first, !notInAuthor.contains(scalar) else { return nil }
            end = text.index(after: end)
        }
        return nil
    }
}
