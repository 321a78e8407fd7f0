import Foundation

/// A number as prose has it, with its unit: `3,119件`, `三千一百一十九件`, `百余件`, `3万多件`, `1.05%`, `9.62亿元`.
struct Spoken {
    enum Unit: Equatable, Sendable {
        case count
        /// And the power of ten that brings it to 万元.
        case money(Int)
        case percent
        /// None, or one that no figure has.
        case other
    }

    /// In counts, 万元 or percent.
    var value: Decimal
    /// The power of ten of the last written digit.
    var place: Int
    var bound = Claim.Bound.exact
    var unit = Unit.other
    /// The unit's place in the text, empty where there is none.
    var unitRange: Range<Int>
    /// Written in Chinese numerals, which are also parts of words (一起).
    var isChinese: Bool
    var end: Int

    /// Reads the number that begins there; nil where none does. Digits beyond what a figure may have give no number,
    /// but are passed over by `digitsEnd`.
    init?(in text: [Unicode.Scalar], at start: Int, vocabulary: Vocabulary) {
        let isPercent = text[start...].starts(with: Self.percentPrefix)
        var reader = NumeralReader(text: text, place: isPercent ? start + Self.percentPrefix.count : start)
        guard let numeral = reader.read() else { return nil }
        value = numeral.value
        place = numeral.place
        isChinese = numeral.isChinese
        end = reader.place
        unitRange = end..<end
        if isPercent {
            unit = .percent
            return
        }
        takeBound(text, vocabulary)
        while let power = end < text.count ? Self.multipliers[text[end]] : nil, !isChinese, place + power <= 8 {
            scale(by: power)
            end += 1
            takeBound(text, vocabulary)
        }
        takeUnit(text, vocabulary)
        takeBound(text, vocabulary)
    }

    private static let percentPrefix = Array("百分之".unicodeScalars)
    private static let multipliers: [Unicode.Scalar: Int] = ["百": 2, "千": 3, "万": 4, "亿": 8]

    private mutating func scale(by power: Int) {
        value *= Decimal(sign: .plus, exponent: power, significand: 1)
        place += power
    }

    /// 余 before the unit, 左右 after it.
    private mutating func takeBound(_ text: [Unicode.Scalar], _ vocabulary: Vocabulary) {
        guard let suffix = vocabulary.suffixes.longest(in: text, at: end) else { return }
        bound = suffix.value
        end = suffix.end
    }

    private mutating func takeUnit(_ text: [Unicode.Scalar], _ vocabulary: Vocabulary) {
        unitRange = end..<end
        if end < text.count, text[end] == "%" {
            unit = .percent
            unitRange = end..<end + 1
        } else if let found = vocabulary.units.longest(in: text, at: end) {
            unit = found.value
            unitRange = end..<found.end
            if case .money(let power) = unit { scale(by: power) }
        }
        end = unitRange.upperBound
    }
}

/// Digits, or Chinese numerals.
struct NumeralReader {
    let text: [Unicode.Scalar]
    var place: Int

    struct Numeral {
        var value: Decimal
        var place: Int
        var isChinese: Bool
    }

    /// More digits than a figure has are no number, though they are read to their end.
    private static let mostDigits = 15

    mutating func read() -> Numeral? {
        guard let first = next else { return nil }
        return NormalText.isDigit(first) ? readDigits() : readChinese()
    }

    private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

    private mutating func readDigits() -> Numeral? {
        let whole = takeDigits()
        var digits = whole
        if whole.count <= 3, let separator = next, separator == "," || separator == " " {
            while next == separator, let group = group(at: place + 1) {
                digits += group
                place += 4
            }
        }
        var scale = 0
        if next == ".", place + 1 < text.count, NormalText.isDigit(text[place + 1]) {
            place += 1
            let fraction = takeDigits()
            digits += fraction
            scale = fraction.count
        }
        guard digits.count <= Self.mostDigits else { return nil }
        return Numeral(
            value: Decimal(sign: .plus, exponent: -scale, significand: Self.decimal(digits)), place: -scale, isChinese: false)
    }

    private mutating func takeDigits() -> ArraySlice<Unicode.Scalar> {
        let digits = text[place...].prefix(while: NormalText.isDigit)
        place = digits.endIndex
        return digits
    }

    /// Just three digits.
    private func group(at start: Int) -> ArraySlice<Unicode.Scalar>? {
        guard start + 3 <= text.count, text[start..<start + 3].allSatisfy(NormalText.isDigit) else { return nil }
        return start + 3 < text.count && NormalText.isDigit(text[start + 3]) ? nil : text[start..<start + 3]
    }

    private static func decimal(_ digits: ArraySlice<Unicode.Scalar>) -> Decimal {
        Decimal(digits.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1.value - 0x30) })
    }

    private static let digits: [Unicode.Scalar: Int] = [
        "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    private static let powers: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000]
    private static let bigPowers: [Unicode.Scalar: Int] = ["万": 10_000, "亿": 100_000_000]

    /// In one set, since every character of the prose is asked.
    private static let numerals = Set(digits.keys).union(powers.keys).union(bigPowers.keys)

    static func isChinese(_ scalar: Unicode.Scalar) -> Bool { numerals.contains(scalar) }

    /// 三千一百一十九, 十二, 百, 三万. Digits side by side (二〇二四, 三五) are no number.
    private mutating func readChinese() -> Numeral? {
        let numerals = text[place...].prefix(while: Self.isChinese)
        guard !numerals.isEmpty else { return nil }
        place = numerals.endIndex
        var total = 0
        var section = 0
        var digit: Int?
        guard numerals.count <= Self.mostDigits else { return nil }
        for scalar in numerals {
            if let value = Self.digits[scalar] {
                guard digit == nil || digit == 0 else { return nil }
                digit = value
            } else if let power = Self.powers[scalar] {
                section += (digit.flatMap { $0 == 0 ? nil : $0 } ?? 1) * power
                digit = nil
            } else if let power = Self.bigPowers[scalar] {
                total = (total + max(section + (digit ?? 0), 1)) * power
                section = 0
                digit = nil
            }
            guard total < 10_000_000_000 else { return nil }
        }
        let whole = Decimal(total + section + (digit ?? 0))
        let fraction = next == "点" ? text[(place + 1)...].prefix { Self.digits[$0] != nil } : []
        guard !fraction.isEmpty else { return Numeral(value: whole, place: 0, isChinese: true) }
        place = fraction.endIndex
        guard fraction.count <= Self.mostDigits else { return nil }
        let part = fraction.reduce(0) { $0 * 10 + (Self.digits[$1] ?? 0) }
        let value = whole + Decimal(sign: .plus, exponent: -fraction.count, significand: Decimal(part))
        return Numeral(value: value, place: -fraction.count, isChinese: true)
    }
}

extension Spoken {
    private init(zeroAt place: Int) {
        value = 0
        self.place = 0
        unitRange = place..<place
        isChinese = false
        end = 0
    }

    /// What 无 and 未 say.
    static func zero(at place: Int) -> Spoken { Spoken(zeroAt: place) }
}
