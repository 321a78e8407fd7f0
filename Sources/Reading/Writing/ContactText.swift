import Forms
import Text

/// A text that may contain contacts: `（地址：望川市滨江大道1号，电话：0790-6600110，邮编：338000）`.
struct ContactText {
    private let text: [Unicode.Scalar]
    private let labels: [[Unicode.Scalar]]

    /// In scalars: longer than any preface. The text after it is not searched.
    private static let limit = 20_000
    private static let separators = Set("：: \u{3000}\u{A0}为是".unicodeScalars)
    private static let brackets = Set("（(".unicodeScalars)

    init(_ text: String, entries: [FormDefinition.Entry]) {
        self.text = Array(text.unicodeScalars.prefix(Self.limit))
        labels = entries.flatMap { [$0.label] + ($0.aliases ?? []) }.map { Array($0.unicodeScalars) }
    }

    /// The value of a contact: the first text after one of its labels that is spelt like one. Nil if there is none.
    func value(of entry: FormDefinition.Entry) -> String? {
        guard let spelling = entry.spelling else { return nil }
        let own = ([entry.label] + (entry.aliases ?? [])).map { Array($0.unicodeScalars) }
        for start in text.indices {
            for label in own where text[start...].starts(with: label) {
                if let value = value(from: start + label.count, spelling) { return value }
            }
        }
        return nil
    }

    private func value(from start: Int, _ spelling: FormDefinition.Spelling) -> String? {
        // A number may begin with a bracket of its own.
        let between = text[start...].prefix(4).prefix {
            Self.separators.contains($0) || spelling != .number && Self.brackets.contains($0)
        }
        let rest = text[between.endIndex...].prefix(200)
        switch spelling {
        case .number:
            let run = rest.prefix { ("0"..."9").contains($0.halfWidth) || "-—–()（）、/转".unicodeScalars.contains($0) }
            let number = run.prefix(
                1 + (run.lastIndex { ("0"..."9").contains($0.halfWidth) } ?? run.startIndex) - run.startIndex)
            return number.count >= 5 ? string(number) : nil
        case .email, .url:
            let run = string(
                rest.prefix {
                    $0.isASCII
                        && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "@.-_/:?=&%#~+".unicodeScalars.contains($0))
                })
            return run.contains(".") && run.contains("@") == (spelling == .email) ? run : nil
        case .text:
            guard between.contains(where: { "：:为".unicodeScalars.contains($0) }) else { return nil }
            let value = Prose.trimmed(rest.prefix(textLength(rest)))
            return value.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic } ? value : nil
        }
    }

    /// The length of a value: up to a stop, the bracket that closes an outer one, or the next label.
    private func textLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        var depth = 0
        for index in rest.indices {
            switch rest[index] {
            case "（", "(": depth += 1
            case "）", ")": depth -= 1
            case "，", ",", "；", ";", "。", "\n": return index - rest.startIndex
            default: break
            }
            if depth < 0 || labels.contains(where: { index > rest.startIndex && rest[index...].starts(with: $0) }) {
                return index - rest.startIndex
            }
        }
        return rest.count
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
}
