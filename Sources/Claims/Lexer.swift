import Text

/// A word of the vocabulary, a number, a stop, or a run of other characters.
struct Token {
    enum Kind {
        case row(Int)
        case column(Int)
        case topic(Int)
        case role(Vocabulary.Role)
        case number(Spoken)
        case stop(Stop)
        case unknown
    }

    enum Stop {
        case comma, list, colon, semicolon, sentence, open, close
    }

    var kind: Kind
    var range: Range<Int>

    /// What of the vocabulary it is; nil where it is another thing.
    var row: Int? { if case .row(let index) = kind { index } else { nil } }
    var column: Int? { if case .column(let index) = kind { index } else { nil } }
    var topic: Int? { if case .topic(let index) = kind { index } else { nil } }
    var role: Vocabulary.Role? { if case .role(let role) = kind { role } else { nil } }

    var namesFigures: Bool { row != nil || column != nil }
}

/// Cuts a paragraph into tokens: at each place the longest word, else a number, else a stop; what is left is unknown.
struct Lexer {
    let text: [Unicode.Scalar]
    let vocabulary: Vocabulary
    /// The name of the agency that reports.
    let agency: [Unicode.Scalar]
    /// 全市 are the own figures of a government, not those of one of its agencies.
    private let speaksForArea: Bool

    init(text: [Unicode.Scalar], vocabulary: Vocabulary, agency: [Unicode.Scalar]) {
        self.text = text
        self.vocabulary = vocabulary
        self.agency = agency
        speaksForArea = agency.isEmpty || vocabulary.governments.contains { agency.suffix($0.count).elementsEqual($0) }
    }

    func tokens() -> [Token] {
        var tokens: [Token] = []
        var place = 0
        var unknown: Int?
        func endUnknown() {
            guard let start = unknown else { return }
            tokens.append(Token(kind: isOwn(text[start..<place]) ? .role(.own) : .unknown, range: start..<place))
            unknown = nil
        }
        while place < text.count {
            if let (kind, end) = token(at: place) {
                endUnknown()
                tokens.append(Token(kind: kind, range: place..<end))
                place = end
            } else {
                unknown = unknown ?? place
                place += 1
            }
        }
        endUnknown()
        return tokens
    }

    private func token(at place: Int) -> (Token.Kind, Int)? {
        if let name = agency.first, name == text[place], text[place...].starts(with: agency) {
            return (.role(.own), place + agency.count)
        }
        if text[place] == "《" { return (.unknown, titleEnd(from: place)) }
        if let word = vocabulary.words.longest(in: text, at: place) {
            switch word.value {
            case .row(let row): return (.row(row), word.end)
            case .column(let column): return (.column(column), word.end)
            case .topic(let topic): return (.topic(topic), word.end)
            case .role(.area): return (.role(speaksForArea ? .own : .foreign), word.end)
            case .role(let role): return (.role(role), word.end)
            }
        }
        if let stop = Self.stops[text[place]] { return (.stop(stop), place + 1) }
        return number(at: place)
    }

    /// What stands in 《》 is a title, whatever words it has.
    private func titleEnd(from place: Int) -> Int {
        let end = text[place...].prefix(Self.longestTitle).firstIndex(of: "》")
        return end.map { $0 + 1 } ?? place + 1
    }

    private static let longestTitle = 80

    private func number(at place: Int) -> (Token.Kind, Int)? {
        guard NormalText.isDigit(text[place]) || NumeralReader.isChinese(text[place]) else { return nil }
        guard let spoken = Spoken(in: text, at: place, vocabulary: vocabulary) else {
            var reader = NumeralReader(text: text, place: place)
            _ = reader.read()
            return (.unknown, max(reader.place, place + 1))
        }
        guard spoken.unit == .other, spoken.unitRange.isEmpty else { return (.number(spoken), spoken.end) }
        if let period = vocabulary.periods.longest(in: text, at: spoken.end) { return (.role(.period), period.end) }
        if spoken.end < text.count, text[spoken.end] == "年" { return (.role(.otherYear), spoken.end + 1) }
        return spoken.isChinese && spoken.value != 0 ? (.unknown, spoken.end) : (.number(spoken), spoken.end)
    }

    private static let stops: [Unicode.Scalar: Token.Stop] = [
        ",": .comma, "、": .list, ":": .colon, ";": .semicolon, "。": .sentence, "!": .sentence, "?": .sentence, "(": .open,
        ")": .close,
    ]

    /// Whether the letters stand in the agency's name in this order: 区政数局 for 青云谱区政务服务数据管理局.
    private func isOwn(_ run: ArraySlice<Unicode.Scalar>) -> Bool {
        run.count >= 2 && run.count <= agency.count && run.isSubsequence(of: agency)
    }
}
