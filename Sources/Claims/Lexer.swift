import Text

/// A word of the vocabulary, a number, a stop, or a run of other characters.
struct Token {
    enum Kind {
        /// Indices of the vocabulary's lists.
        case row(Int)
        case column(Int)
        case topic(Int)
        case role(Vocabulary.Role)
        case number(ProseNumber)
        case stop(Stop)
        case unknown
    }

    enum Stop {
        case comma, list, colon, semicolon, sentence, open, close
    }

    var kind: Kind
    /// Indices of the paragraph's scalars.
    var range: Range<Int>

    var row: Int? { if case .row(let index) = kind { index } else { nil } }
    var column: Int? { if case .column(let index) = kind { index } else { nil } }
    var topic: Int? { if case .topic(let index) = kind { index } else { nil } }
    var role: Vocabulary.Role? { if case .role(let role) = kind { role } else { nil } }

    var namesFigures: Bool { row != nil || column != nil }
    var isUnknown: Bool { if case .unknown = kind { true } else { false } }
}

/// Cuts paragraphs of one report into tokens: at each index the longest word, else a stop, else a number; the rest is unknown.
struct Lexer {
    private let vocabulary: Vocabulary
    /// The name of the agency that reports.
    private let agency: [Unicode.Scalar]
    /// 全市 are the own figures of a government, not those of one of its agencies.
    private let speaksForArea: Bool

    /// No name of an agency is longer; so time stays linear in the text.
    private static let longestName = 60
    private static let longestTitle = 80

    init(vocabulary: Vocabulary, agency name: String) {
        self.vocabulary = vocabulary
        let agency = name.unicodeScalars.prefix(Self.longestName).map(\.halfWidth)
        self.agency = agency
        speaksForArea = agency.isEmpty || vocabulary.governments.contains { agency.suffix($0.count).elementsEqual($0) }
    }

    func tokens(of text: [Unicode.Scalar]) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(text.count / 2 + 1)
        var index = 0
        var unknownStart = 0
        func endUnknown() {
            guard unknownStart < index else { return }
            let run = unknownStart..<index
            tokens.append(Token(kind: isOwnName(text[run]) ? .role(.own) : .unknown, range: run))
        }
        while index < text.count {
            guard vocabulary.tokenStarts[text[index]] != 0 || text[index] == agency.first,
                let (kind, end) = token(in: text, at: index)
            else {
                index += 1
                continue
            }
            endUnknown()
            tokens.append(Token(kind: kind, range: index..<end))
            index = end
            unknownStart = end
        }
        endUnknown()
        return tokens
    }

    private func token(in text: [Unicode.Scalar], at index: Int) -> (Token.Kind, end: Int)? {
        let scalar = text[index]
        if scalar == agency.first, text[index...].starts(with: agency) { return (.role(.own), index + agency.count) }
        if scalar == "《" { return (.unknown, titleEnd(in: text, from: index)) }
        if let word = vocabulary.words.longest(in: text, at: index) {
            switch word.value {
            case .row(let row): return (.row(row), word.end)
            case .column(let column): return (.column(column), word.end)
            case .topic(let topic): return (.topic(topic), word.end)
            case .role(.area): return (.role(speaksForArea ? .own : .foreign), word.end)
            case .role(let role): return (.role(role), word.end)
            }
        }
        if let stop = Self.stop(scalar) { return (.stop(stop), index + 1) }
        return number(in: text, at: index)
    }

    /// The index after a title in 《》, whose words count as unknown.
    private func titleEnd(in text: [Unicode.Scalar], from index: Int) -> Int {
        let end = text[index...].prefix(Self.longestTitle).firstIndex(of: "》")
        return end.map { $0 + 1 } ?? index + 1
    }

    private func number(in text: [Unicode.Scalar], at index: Int) -> (Token.Kind, end: Int)? {
        guard NormalText.isDigit(text[index]) || NumeralReader.isChinese(text[index]) else { return nil }
        guard let number = ProseNumber(in: text, at: index, vocabulary: vocabulary) else {
            var reader = NumeralReader(text: text, index: index)
            _ = reader.read()
            return (.unknown, max(reader.index, index + 1))
        }
        guard number.unit == .other, number.unitRange.isEmpty else { return (.number(number), number.end) }
        if let period = vocabulary.periods.longest(in: text, at: number.end) { return (.role(.period), period.end) }
        if number.end < text.count, text[number.end] == "年" { return (.role(.otherYear), number.end + 1) }
        return number.isChinese && number.value != 0 ? (.unknown, number.end) : (.number(number), number.end)
    }

    /// The scalars that stops, numbers and titles begin with.
    static let startsBesideWords: [Unicode.Scalar] =
        [",", "、", ":", ";", "。", "!", "?", "(", ")", "《"] + "0123456789".unicodeScalars + NumeralReader.chinese

    static func stop(_ scalar: Unicode.Scalar) -> Token.Stop? {
        switch scalar {
        case ",": .comma
        case "、": .list
        case ":": .colon
        case ";": .semicolon
        case "。", "!", "?": .sentence
        case "(": .open
        case ")": .close
        default: nil
        }
    }

    /// Whether the letters stand in the agency's name in this order: 区政数局 for 青云谱区政务服务数据管理局.
    private func isOwnName(_ run: ArraySlice<Unicode.Scalar>) -> Bool {
        run.count >= 2 && run.count <= agency.count && run.isSubsequence(of: agency)
    }
}
