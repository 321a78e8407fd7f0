import Markup

/// The list that a paragraph belongs to, and its level.
struct DOCXList {
    /// `numId`.
    var number: String?
    /// From 0.
    var level: Int?

    /// This with what is missing taken from the paragraph's style.
    func filled(from style: DOCXList) -> DOCXList { DOCXList(number: number ?? style.number, level: level ?? style.level) }
}

/// The lists of a document (ECMA-376 part 1, §17.9) and their counts so far.
struct DOCXNumbering: MarkupHandler {
    private struct Level {
        var start = 1
        var format = "decimal"
        /// Such as `第%1条`.
        var text = ""
    }

    private var levels: [String: [Int: Level]] = [:]
    private var lists: [String: (abstract: String, starts: [Int: Int])] = [:]
    private var counts: [String: [Int?]] = [:]
    private var begun: Set<String> = []
    /// The open definition or list, and its level.
    private var abstract: String?
    private var list: String?
    private var level = 0

    /// Levels of a list in Word.
    private static let depth = 9
    /// UTF-8 bytes of a level's text. Longer ones than real lists have would be repeated for every paragraph.
    private static let longestText = 60

    mutating func start(_ element: Element) {
        switch element.name {
        case "abstractNum": (abstract, list) = (element.word("abstractNumId"), nil)
        case "num": (abstract, list) = (nil, element.word("numId"))
        case "lvl", "lvlOverride": level = element.wordNumber("ilvl") ?? 0
        case "abstractNumId":
            if let list { lists[list] = (element.word() ?? "", [:]) }
        case "startOverride":
            let level = level
            if let list { lists[list]?.starts[level] = Self.count(element) }
        case "start": change { $0.start = Self.count(element) }
        case "numFmt": change { $0.format = element.word() ?? $0.format }
        case "lvlText": change { $0.text = element.word() ?? "" }
        default: break
        }
    }

    private mutating func change(_ change: (inout Level) -> Void) {
        let level = level
        guard let abstract, level < Self.depth else { return }
        change(&levels[abstract, default: [:]][level, default: Level()])
    }

    private static func count(_ element: Element) -> Int { min(element.wordNumber() ?? 1, 1_000_000) }

    /// Counts a paragraph and gives the number that it shows, with the text around it. Empty for bullets and outside of lists.
    mutating func mark(of paragraph: DOCXList) -> String {
        guard let number = paragraph.number, let list = lists[number], let levels = levels[list.abstract] else { return "" }
        let level = paragraph.level ?? 0
        guard level < Self.depth, let shown = levels[level] else { return "" }
        var counts = counts[list.abstract] ?? Array(repeating: nil, count: Self.depth)
        if begun.insert(number).inserted {
            for (level, start) in list.starts where level < Self.depth { counts[level] = start - 1 }
        }
        counts[level] = (counts[level] ?? (levels[level]?.start ?? 1) - 1) + 1
        for deeper in (level + 1)..<Self.depth { counts[deeper] = nil }
        self.counts[list.abstract] = counts
        guard shown.format != "bullet", shown.text.utf8.count <= Self.longestText else { return "" }
        var text = shown.text
        for inner in 0...level where text.contains("%\(inner + 1)") {
            let count = counts[inner] ?? levels[inner]?.start ?? 1
            text.replace("%\(inner + 1)", with: spelt(count, as: levels[inner]?.format ?? "decimal"))
        }
        return text
    }
}

/// The lists that the styles of a document give to paragraphs (ECMA-376 part 1, §17.7).
struct DOCXStyles: MarkupHandler {
    private var lists: [String: (list: DOCXList, basedOn: String?)] = [:]
    private var style: String?

    /// Styles that are followed from one to the next, since they may form a circle.
    private static let depth = 16

    mutating func start(_ element: Element) {
        switch element.name {
        case "style":
            style = element.word("styleId")
            if let style { lists[style] = (DOCXList(), nil) }
        case "basedOn": if let style { lists[style]?.basedOn = element.word() }
        case "numId": if let style { lists[style]?.list.number = element.word() }
        case "ilvl": if let style { lists[style]?.list.level = element.wordNumber() }
        default: break
        }
    }

    func list(of style: String?) -> DOCXList {
        var found = DOCXList()
        var next = style
        for _ in 0..<Self.depth {
            guard let id = next, let entry = lists[id] else { break }
            found = found.filled(from: entry.list)
            next = entry.basedOn
        }
        return found
    }
}

/// A number in one of the formats of ST_NumberFormat (ECMA-376 part 1, §17.18.59) that Chinese documents use. Decimal in any other
/// format, and if the number is too large for the format.
private func spelt(_ number: Int, as format: String) -> String {
    func letter(_ letters: String) -> String? {
        (1...letters.count).contains(number) ? String(letters[letters.index(letters.startIndex, offsetBy: number - 1)]) : nil
    }
    let spelt: String? =
        switch format {
        case "none": ""
        case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
            "taiwaneseCountingThousand", "koreanCounting":
            chinese(number)
        case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand":
            String("\(number)".compactMap { $0.wholeNumberValue.map { chineseDigits[$0] } })
        case "ideographTraditional": letter("甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": letter("子丑寅卯辰巳午未申酉戌亥")
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": letter("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
        case "decimalEnclosedFullstop": letter("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
        case "decimalEnclosedParen": letter("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
        case "ideographEnclosedCircle": letter("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
        case "decimalZero": number < 10 ? "0\(number)" : nil
        case "upperLetter": letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "lowerLetter": letter("abcdefghijklmnopqrstuvwxyz")
        case "upperRoman": roman(number)
        case "lowerRoman": roman(number)?.lowercased()
        default: nil
        }
    return spelt ?? "\(number)"
}

private let chineseDigits = Array("〇一二三四五六七八九")

private func chinese(_ number: Int) -> String? {
    guard (1..<100).contains(number) else { return nil }
    let (tens, ones) = (number / 10, number % 10)
    return (tens > 1 ? String(chineseDigits[tens]) : "") + (tens > 0 ? "十" : "") + (ones > 0 ? String(chineseDigits[ones]) : "")
}

private func roman(_ number: Int) -> String? {
    guard (1..<100).contains(number) else { return nil }
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    let tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    return tens[number / 10] + ones[number % 10]
}
