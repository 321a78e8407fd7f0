import Forms
import Foundation
import Model

/// Goes through the tokens of a paragraph from left to right, phrase by phrase (what stands between two stops), and
/// collects the claims. The context is what the words before say of those that follow.
struct Scanner {
    let vocabulary: Vocabulary
    let form: Form
    /// The id of the section.
    let section: String
    /// From 1.
    let paragraph: Int
    let text: NormalText
    let tokens: [Token]

    var context: Context
    /// The contexts around open brackets, the outermost first.
    private var outerContexts: [Context] = []
    var claims: [Claim] = []
    var sentence = Sentence()
    /// The index of the token that began the enumeration which the next phrase continues: 行政复议、行政诉讼共5件.
    private var listStart: Int?
    /// 公开行政许可126件、行政处罚34件: one item left alone leaves those after it alone too.
    private var isListLeftAlone = false

    /// Everything said so far that the next words may refer to.
    struct Context {
        /// The topic of the text (`requests`).
        var topic: String?
        /// The rows, as indices of the vocabulary, that a column alone refers to. Nil if that is uncertain.
        var rows: [Int]?
        /// Rows named side by side leave open which of them a later word means. Once a word did narrow them, the
        /// next row is a new one.
        var isNarrowed = true
        /// The columns that continue through an enumeration: 制发规章1件、规范性文件8件.
        var columns: [String] = []
        /// The claim before, with its own words for the rows.
        var last: Statement?
        /// The claim of last year's number of the same figures.
        var lastYears: Statement?
        var year = Year.report
        /// The figures are those of other bodies.
        var isForeign = false
        /// The figures are those of a part of the year.
        var isPart = false
        /// Last year was named to compare with.
        var isCompared = false

        /// Which year the next number is of. `previousHere`: the number next to 上年, after which it is `unsure`.
        enum Year { case report, previous, previousHere, unsure }

        /// From here on the text is about something else.
        mutating func forget() {
            topic = nil
            rows = nil
            last = nil
        }
    }

    /// A claim that later words may refer to.
    struct Statement {
        var fields: [FieldPath]
        var wholes: [[FieldPath]]
        /// The number, if it is exact.
        var value: Decimal?
        /// Whether it is of some columns only.
        var isNarrow: Bool
    }

    /// The state that lasts until the sentence ends.
    struct Sentence {
        var hasNumber = false
        /// The indices of claims of loose rows; they fall if something else in the sentence adds to them.
        var looseClaims: [Int] = []
        var hasRival = false
        /// The figures that a number of the sentence already claims.
        var claimed = Set<Target>()

        struct Target: Hashable {
            let isLastYears: Bool
            let fields: [FieldPath]
        }
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

    /// Whether a paragraph can make a claim: figures or a topic are named, and there is a number or a 无. All others, which are
    /// most, need no scan.
    static func mayClaim(_ tokens: [Token]) -> Bool {
        var namesSubject = false
        var hasNumber = false
        for token in tokens {
            switch token.kind {
            case .row, .topic: namesSubject = true
            case .number, .role(.none): hasNumber = true
            default: continue
            }
            if namesSubject, hasNumber { return true }
        }
        return false
    }

    /// The claims of the paragraph.
    mutating func scan() -> [Claim] {
        var start = 0
        for index in tokens.indices {
            guard case .stop(let stop) = tokens[index].kind else { continue }
            readPhrase(start..<index, stop: stop)
            start = index + 1
        }
        readPhrase(start..<tokens.count, stop: .sentence)
        return claims
    }

    private mutating func readPhrase(_ phrase: Range<Int>, stop: Token.Stop) {
        noteBody(in: phrase)
        if let first = phrase.first(where: { isNumber(at: $0, in: phrase) }) {
            readNumbers(of: phrase, from: first)
            listStart = nil
        } else {
            let start = listStart ?? phrase.lowerBound
            absorb(phrase)
            listStart = stop == .list && !phrase.isEmpty ? start : nil
            if listStart == nil { readNone(start..<phrase.upperBound) }
        }
        if stop != .list {
            context.columns = []
            isListLeftAlone = false
        }
        pass(stop)
        if stop == .close, isListMark(phrase) { context.forget() }
    }

    /// Reads each number of a phrase with the words between it and the numbers beside it; `first` is the first one's index.
    private mutating func readNumbers(of phrase: Range<Int>, from first: Int) {
        var start = listStart ?? phrase.lowerBound
        var next: Int? = first
        while let number = next {
            next = phrase[(number + 1)...].first { isNumber(at: $0, in: phrase) }
            let before = start..<number
            absorb(max(start, phrase.lowerBound)..<number)
            if !isUnderstood(before) {
                isListLeftAlone = true
                forgetTopic(before)
            } else if !isListLeftAlone {
                let after = number + 1..<(next ?? phrase.upperBound)
                readNumber(at: number, before: before, after: after, isOnly: number == first && next == nil)
            }
            if context.year == .previousHere { context.year = .unsure }
            sentence.hasNumber = true
            start = number + 1
        }
        absorb(min(start, phrase.upperBound)..<phrase.upperBound)
    }

    /// Whether brackets hold a list mark: （三） begins something else.
    private func isListMark(_ phrase: Range<Int>) -> Bool {
        guard phrase.count == 1, let token = phrase.first.map({ tokens[$0] }) else { return false }
        return text.scalars[token.range].allSatisfy(NumeralReader.isChinese)
    }

    /// A number to read; the one in 未发生1起行政复议 only says that there was none.
    private func isNumber(at index: Int, in phrase: Range<Int>) -> Bool {
        guard case .number(let number) = tokens[index].kind else { return false }
        return number.value != 1 || !tokens[phrase.lowerBound..<index].suffix(2).contains { $0.role == Vocabulary.Role.none }
    }

    private mutating func pass(_ stop: Token.Stop) {
        switch stop {
        case .open: outerContexts.append(context)
        case .close: if let context = outerContexts.popLast() { self.context = context }
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
        outerContexts = []
        context.isNarrowed = true
        context.year = .report
        context.isForeign = false
        context.isPart = false
        context.isCompared = false
    }

    /// 市公安局认真履职，受理12件: a body's name that begins a phrase says whose figures follow.
    private mutating func noteBody(in phrase: Range<Int>) {
        guard !context.isForeign, let first = phrase.first(where: { isMeaningful($0) }), tokens[first].isUnknown else { return }
        context.isForeign = vocabulary.isBody(text.scalars[tokens[first].range])
    }

    private func isMeaningful(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .role(.filler), .role(.thisYear), .role(.previousYear): false
        default: true
        }
    }

    /// Takes from words what they say of those that follow.
    private mutating func absorb(_ range: Range<Int>) {
        for index in range {
            if let topic = topic(at: index) { context.topic = topic }
            if let role = tokens[index].role { absorb(role, at: index) }
        }
    }

    private mutating func absorb(_ role: Vocabulary.Role, at index: Int) {
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
            let isComparedWith = index > 0 && tokens[index - 1].role == .compare
            if !isComparedWith { context.year = sentence.hasNumber ? .previousHere : .previous }
        case .other: context.forget()
        case .rival: sentence.hasRival = true
        default: break
        }
    }
}
