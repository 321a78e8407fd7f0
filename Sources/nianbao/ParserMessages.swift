import Foundation
import Messages
import RegexBuilder

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
        let translated = lines.joined(separator: "\n")
        guard let brackets = phrase(" ({hint})"), let preset = phrase("default: "), let values = phrase("values: ") else {
            return translated
        }
        // Brackets last: a line break may stand within.
        let hint = Regex {
            /\s\(/
            Capture {
                ChoiceOf {
                    preset
                    values
                }
                /[^)]*/
            }
            ")"
        }
        return translated.replacing(hint) { brackets.replacing("{hint}", with: $0.1) }
    }
}
