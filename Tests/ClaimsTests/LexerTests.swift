import Forms
import Foundation
import TestSupport
import Testing
import Text

@testable import Claims

/// The plain way to find a word: every length is tried, the longest first.
private struct PlainWords<Value> {
    private var values: [[Unicode.Scalar]: Value] = [:]
    private var longest = 0

    mutating func add(_ word: [Unicode.Scalar], _ value: Value) {
        guard !word.isEmpty, values[word] == nil else { return }
        values[word] = value
        longest = max(longest, word.count)
    }

    func longest(in text: [Unicode.Scalar], at start: Int) -> (value: Value, end: Int)? {
        for length in stride(from: min(longest, text.count - start), to: 0, by: -1) {
            if let value = values[Array(text[start..<start + length])] { return (value, start + length) }
        }
        return nil
    }
}

/// The plain way to bring a paragraph to one spelling: a step at a time over the whole of it.
private func plainlyNormal(_ paragraph: String, year: Int?) -> [Unicode.Scalar] {
    let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "\"", "「", "」"]
    let shown = paragraph.unicodeScalars.map(\.halfWidth).map { Prose.isBlank($0) ? " " : $0 }.filter { !quotes.contains($0) }
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }
    var text: [Unicode.Scalar] = []
    for (index, scalar) in shown.enumerated() {
        // Of blanks one stays, and only between digits.
        guard scalar == " " else {
            text.append(scalar)
            continue
        }
        let next = shown[index...].first { $0 != " " }
        if isDigit(text.last), isDigit(next) { text.append(" ") }
    }
    guard let year else { return text }
    var index = 0
    while index < text.count {
        defer { index += 1 }
        guard text[index] == "年", index >= 4, text[index - 4..<index].allSatisfy(isDigit), index < 5 || !isDigit(text[index - 5]),
            let written = Int(String(String.UnicodeScalarView(text[index - 4..<index]))),
            let name = [year &- 1: "上", year: "本", year &+ 1: "下"][written] as Unicode.Scalar?
        else { continue }
        text.replaceSubrange(index - 4..<index, with: [name])
        index -= 3
    }
    return text
}

@Suite struct LexerTests {
    private let source = VocabularySource.known
    /// Of all forms: what a word means does not depend on the form.
    private let vocabulary = Vocabulary(.known, form: Form.known[0])

    /// Every word with a number of its own.
    private var words: [[Unicode.Scalar]] {
        let patterns =
            source.rows.flatMap(\.words) + source.columns.flatMap(\.words) + source.topics.flatMap(\.words)
            + source.words.sorted { $0.key < $1.key }.flatMap(\.value)
        return patterns.flatMap(VocabularySource.spellings).map { $0.unicodeScalars.map(\.halfWidth) }
    }

    /// Text of the vocabulary's own letters: words whole, words cut short, and letters.
    private func randomText(_ words: [[Unicode.Scalar]], _ random: inout SplitMix) -> [Unicode.Scalar] {
        (0..<Int.random(in: 1...30, using: &random)).flatMap { _ -> ArraySlice<Unicode.Scalar> in
            guard let word = words.randomElement(using: &random), !word.isEmpty else { return [] }
            let start = Bool.random(using: &random) ? 0 : Int.random(in: 0..<word.count, using: &random)
            return word[start..<Int.random(in: start...word.count, using: &random)]
        }
    }

    @Test(arguments: 0..<2) func theAutomatonFindsWhatThePlainWayFinds(seed: Int) {
        let words = words
        let trie = WordTrie(words.enumerated().map { ($1, $0) })
        var plain = PlainWords<Int>()
        for (index, word) in words.enumerated() { plain.add(word, index) }
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<100 {
            let text = randomText(words, &random) + ["😀", "\0", "x"].shuffled(using: &random)
            let differing = (0...text.count).filter { start in
                let (found, wanted) = (trie.longest(in: text, at: start), plain.longest(in: text, at: start))
                return found?.end != wanted?.end || found?.value != wanted?.value
            }
            #expect(differing.isEmpty, "\(text)")
        }
    }

    @Test func wordsOfAnyLetters() {
        #expect(WordTrie([([], 1)]).longest(in: ["a"], at: 0) == nil)
        let words = ["😀", "a", "ab", "a", "\u{10FFFF}z", "年", ""]
        let trie = WordTrie(words.enumerated().map { (Array($1.unicodeScalars), $0) })
        func found(_ text: String) -> Int? { trie.longest(in: Array(text.unicodeScalars), at: 0)?.value }
        #expect(found("😀") == 0)
        #expect(found("ac") == 1)
        #expect(found("abc") == 2)
        #expect(found("\u{10FFFF}z") == 4)
        #expect(found("\u{10FFFF}") == nil)
        #expect(found("年") == 5)
        #expect(found("") == nil)
        #expect(found("b") == nil)
    }

    /// Tokens cover the text from end to end, none is empty, and each word is the longest.
    @Test func tokensCoverTheText() {
        let lexer = Lexer(vocabulary: vocabulary, agency: "清河县人民政府")
        let words = words + ["12", "三千", "，", "。", "《", "》", "清河县人民政府", "件", "某", "2023年", "月"].map { Array($0.unicodeScalars) }
        var random = SplitMix(seed: 11)
        for _ in 0..<300 {
            let text = randomText(words, &random)
            let tokens = lexer.tokens(of: text)
            #expect(tokens.map(\.range.lowerBound) == [0] + tokens.map(\.range.upperBound).dropLast() || text.isEmpty)
            #expect(tokens.last?.range.upperBound ?? 0 == text.count)
            #expect(tokens.allSatisfy { !$0.range.isEmpty })
        }
    }

    /// What the lexer passes over without a look can begin no token.
    @Test func everyStartIsKnown() {
        let starts = vocabulary.tokenStarts
        let signs = (0..<UInt32(0x3040)).compactMap(Unicode.Scalar.init).filter { starts[$0] == 0 }
        #expect(!signs.contains { Lexer.stop($0) != nil || NormalText.isDigit($0) || $0 == "《" })
        let letters = (UInt32(0x3000)...0x9FFF).compactMap(Unicode.Scalar.init).filter { starts[$0] == 0 }
        #expect(!letters.contains(where: NumeralReader.isChinese))
        #expect(words.allSatisfy { word in word.first.map { starts[$0] != 0 } ?? true })
    }

    @Test(arguments: [nil, 2024, .max, .min] as [Int?]) func oneSpelling(year: Int?) {
        let letters: [Unicode.Scalar] = [
            "2", "0", "2", "4", "2", "0", "2", "3", "5", "年", "年", " ", "\u{3000}", "\u{200B}", "４", "，", "“", "」", "\"", "月",
            "é", "😀", "一", "!",
        ]
        var random = SplitMix(seed: 3)
        for _ in 0..<1500 {
            let scalars = (0..<Int.random(in: 0...16, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
            let text = String(String.UnicodeScalarView(scalars))
            let normal = NormalText(Array(text.utf8)[...], year: year)
            #expect(normal.scalars == plainlyNormal(text, year: year), "\(scalars)")
        }
    }

    @Test func quotesAreOfTheOriginal() {
        let text = "于“２０２４年”，收到 12 件。"
        let normal = NormalText(Array(text.utf8)[...], year: 2024)
        #expect(String(String.UnicodeScalarView(normal.scalars)) == "于本年,收到12件。")
        #expect(normal.quote(1..<3) == "２０２４年")
        #expect(normal.quote(0..<normal.scalars.count) == text)
        #expect(normal.quote(6..<9) == "12 件")
        #expect(normal.quote(3..<3) == "")
    }

    /// What `mayClaim` rules out makes no claim.
    @Test func whatIsSkippedMakesNoClaim() {
        let lexer = Lexer(vocabulary: vocabulary, agency: "")
        let words = words + ["12件", "3", "0", "，", "。", "（", "）"].map { Array($0.unicodeScalars) }
        var random = SplitMix(seed: 5)
        for _ in 0..<800 {
            let text = String(String.UnicodeScalarView(randomText(words, &random)))
            let normal = NormalText(Array(text.utf8)[...], year: 2024)
            let tokens = lexer.tokens(of: normal.scalars)
            guard !Scanner.mayClaim(tokens) else { continue }
            var scanner = Scanner(
                vocabulary: vocabulary, form: Form.known[0], section: "overview", paragraph: 1, text: normal, tokens: tokens,
                topic: "requests")
            #expect(scanner.scan().isEmpty, "\(text)")
        }
    }
}
