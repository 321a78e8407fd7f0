import Forms
import Foundation
import Model

/// Goes through the tokens of a paragraph from left to right, phrase by phrase (what stands between two stops), and
/// collects the claims. What is known from the words before is the context.
struct Scanner {
    let vocabulary: Vocabulary
    let form: Form
    let section: String
    let paragraph: Int
    let text: NormalText
    let tokens: [Token]

    var context: Context
    private var outer: [Context] = []
    var claims: [Claim] = []
    var sentence = Sentence()
    /// Where the enumeration began that the next phrase goes on with: 行政复议、行政诉讼共5件.
    private var listStart: Int?
    /// 公开行政许可126件、行政处罚34件: what makes one item be left alone holds for those after it.
    private var isListLeftAlone = false

    /// What the text has said so far, as far as the next words may lean on it.
    struct Context {
        /// What is spoken of (`requests`).
        var topic: String?
        /// The rows that a column alone speaks of; nil where that is not certain.
        var rows: [Int]?
        /// Rows named side by side leave it open which of them a later word means; once a word did narrow them, the
        /// next row is a new one.
        var isNarrowed = true
        /// The column that goes on through an enumeration: 制发规章1件、规范性文件8件.
        var columns: [String] = []
        /// The claim before, with its own words for the rows.
        var last: Said?
        /// Last year's number of the same figures.
        var lastYears: Said?
        var year = YearSpoken.report
        /// Of other bodies, or of a part of the year.
        var isForeign = false, isPart = false
        /// Last year was named to compare with.
        var isCompared = false

        /// From here on the text is about something else.
        mutating func forget() {
            topic = nil
            rows = nil
            last = nil
        }
    }

    struct Said {
        var fields: [FieldPath]
        var wholes: [[FieldPath]]
        /// The number, where it is exact.
        var value: Decimal?
        /// Only of some columns.
        var isNarrow: Bool
    }

    enum YearSpoken { case report, previous, previousHere, unsure }

    /// What holds until the sentence ends.
    struct Sentence {
        var hasNumber = false
        /// The claims of loose rows, and whether something else in the sentence adds to them.
        var looseClaims: [Int] = []
        var hasRival = false
        var said = Set<String>()
    }

    init(vocabulary: Vocabulary, form: Form, section: String, paragraph: Int, text: NormalText, tokens: [Token], topic: String?) {
        self.vocabulary = vocabulary
        self.form = form
        self.section = section
        self.paragraph = paragraph
        self.text = text
        self.tokens = tokens
        context = Context(topic: topic)
    }

    /// The claims of the paragraph.
    mutating func scan() -> [Claim] {
        var start = 0
        for (place, token) in tokens.enumerated() {
            guard case .stop(let stop) = token.kind else { continue }
            readPhrase(start..<place, stop: stop)
            start = place + 1
        }
        readPhrase(start..<tokens.count, stop: .sentence)
        return claims
    }

    private mutating func readPhrase(_ phrase: Range<Int>, stop: Token.Stop) {
        let start = listStart ?? phrase.lowerBound
        let numbers = phrase.filter { isNumber(at: $0, in: phrase) }
        noteBody(in: phrase)
        if numbers.isEmpty {
            absorb(phrase)
            listStart = stop == .list && !phrase.isEmpty ? start : nil
            if listStart == nil { readNone(start..<phrase.upperBound) }
        } else {
            var before = start
            for (index, number) in numbers.enumerated() {
                absorb(max(before, phrase.lowerBound)..<number)
                let end = index + 1 < numbers.count ? numbers[index + 1] : phrase.upperBound
                if !isUnderstood(before..<number) {
                    isListLeftAlone = true
                    forgetTopic(before..<number)
                } else if !isListLeftAlone {
                    readNumber(at: number, before: before..<number, after: number + 1..<end, isOnly: numbers.count == 1)
                }
                if context.year == .previousHere { context.year = .unsure }
                sentence.hasNumber = true
                before = number + 1
            }
            absorb(min(before, phrase.upperBound)..<phrase.upperBound)
            listStart = nil
        }
        if stop != .list {
            context.columns = []
            isListLeftAlone = false
        }
        pass(stop)
        if stop == .close, isListMark(phrase) { context.forget() }
    }

    /// （三） begins something else.
    private func isListMark(_ phrase: Range<Int>) -> Bool {
        guard phrase.count == 1, let token = phrase.first.map({ tokens[$0] }) else { return false }
        return text.scalars[token.range].allSatisfy(NumeralReader.isChinese)
    }

    /// 未发生1起行政复议 says that there was none.
    private func isNumber(at place: Int, in phrase: Range<Int>) -> Bool {
        guard case .number(let number) = tokens[place].kind else { return false }
        return number.value != 1 || !tokens[phrase.lowerBound..<place].suffix(2).contains { $0.role == Vocabulary.Role.none }
    }

    private mutating func pass(_ stop: Token.Stop) {
        switch stop {
        case .open: outer.append(context)
        case .close: if let context = outer.popLast() { self.context = context }
        case .semicolon:
            context.isNarrowed = true
            if context.year != .previous { context.year = .report }
        case .sentence: endSentence()
        case .comma, .list, .colon: break
        }
    }

    private mutating func endSentence() {
        if sentence.hasRival {
            for index in sentence.looseClaims.reversed() where claims.indices.contains(index) { claims.remove(at: index) }
        }
        sentence = Sentence()
        outer = []
        context.isNarrowed = true
        context.year = .report
        context.isForeign = false
        context.isPart = false
        context.isCompared = false
    }

    /// 市公安局认真履职，受理12件: a name of a body that begins a phrase says whose figures follow.
    private mutating func noteBody(in phrase: Range<Int>) {
        guard let first = phrase.first(where: { isNamed($0) }), case .unknown = tokens[first].kind else { return }
        let run = text.scalars[tokens[first].range]
        if vocabulary.bodies.contains(where: { run.count > $0.count && run.suffix($0.count).elementsEqual($0) }) {
            context.isForeign = true
        }
    }

    private func isNamed(_ place: Int) -> Bool {
        switch tokens[place].kind {
        case .role(.filler), .role(.thisYear), .role(.previousYear): false
        default: true
        }
    }

    /// Takes from words what they say of those that follow.
    private mutating func absorb(_ range: Range<Int>) {
        for place in range {
            if let topic = topic(at: place) { context.topic = topic }
            if let role = tokens[place].role { absorb(role, at: place) }
        }
    }

    private mutating func absorb(_ role: Vocabulary.Role, at place: Int) {
        switch role {
        case .own: context.isForeign = false
        case .foreign: context.isForeign = true
        case .period, .otherYear, .nextYear: context.isPart = true
        case .thisYear:
            context.year = .report
            context.isPart = false
        case .compared: context.isCompared = true
        case .previousYear:
            context.isCompared = true
            let isComparedWith = place > 0 && tokens[place - 1].role == .compare
            if !isComparedWith { context.year = sentence.hasNumber ? .previousHere : .previous }
        case .other: context.forget()
        case .rival: sentence.hasRival = true
        default: break
        }
    }
}
