import Foundation

/// The words of swift-argument-parser's own messages, which it has in English only. The file `parser.json` of a language
/// gives the words in place of them, in the order in which they are replaced; a language without that file keeps the English.
enum ParserMessages {
    /// The text in the language of this run.
    static func translated(_ text: String) -> String {
        let phrases = language.phrases("parser")
        func phrase(_ key: String) -> String? { phrases.first { $0.key == key }?.text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            if let phrase = phrase("  See '{command}'"), line.hasPrefix("  See '"),
                let command = line.split(separator: "'").dropFirst().first
            {
                return phrase.replacing("{command}", with: command)
            }
            return phrases.reduce(String(line)) { $0.replacingOccurrences(of: $1.key, with: $1.text) }
        }
        var translated = lines.joined(separator: "\n")
        guard let brackets = phrase(" ({hint})"), let preset = phrase("default: "), let values = phrase("values: "),
            !brackets.hasPrefix(" (")
        else {
            return translated
        }
        // Brackets last: a line break may stand within.
        for word in [preset, values] {
            while let open = translated.range(of: " (" + word),
                let close = translated.range(of: ")", range: open.upperBound..<translated.endIndex)
            {
                let hint = word + translated[open.upperBound..<close.lowerBound]
                translated.replaceSubrange(open.lowerBound..<close.upperBound, with: brackets.replacing("{hint}", with: hint))
            }
        }
        return translated
    }
}
