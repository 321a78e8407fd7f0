import Foundation

/// Reads one numeral of a text: digits (`3119`, `3,119`, `1.05`), or Chinese numerals (三千一百一十九).
struct NumeralReader {
    let text: [Unicode.Scalar]
    /// The index to read at; after `read` the one behind what was read, number or not.
    var index: Int

    struct Numeral {
        var value: Decimal
        /// The power of ten of the last written digit.
        var exponent: Int
        var isChinese: Bool
    }

    /// More digits than a figure has are no number, though they are read to their end.
    private static let mostDigits = 15

    /// The numeral at the index. Nil if none begins there, or its value is beyond that of any figure.
    mutating func read() -> Numeral? {
        guard let first = next else { return nil }
        return NormalText.isDigit(first) ? readDigits() : readChinese()
    }

    private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

    // MARK: Digits

    private mutating func readDigits() -> Numeral? {
        let whole = takeDigits()
        var digits = whole
        if whole.count <= 3, let separator = next, separator == "," || separator == " " {
            while next == separator, let group = group(at: index + 1) {
                digits += group
                index += 4
            }
        }
        var scale = 0
        if next == ".", index + 1 < text.count, NormalText.isDigit(text[index + 1]) {
            index += 1
            let fraction = takeDigits()
            digits += fraction
            scale = fraction.count
        }
        guard digits.count <= Self.mostDigits else { return nil }
        return Numeral(
            value: Decimal(sign: .plus, exponent: -scale, significand: Self.decimal(digits)), exponent: -scale, isChinese: false)
    }

    private mutating func takeDigits() -> ArraySlice<Unicode.Scalar> {
        let digits = text[index...].prefix(while: NormalText.isDigit)
        index = digits.endIndex
        return digits
    }

    /// Three digits that no fourth one follows.
    private func group(at start: Int) -> ArraySlice<Unicode.Scalar>? {
        guard start + 3 <= text.count, text[start..<start + 3].allSatisfy(NormalText.isDigit) else { return nil }
        return start + 3 < text.count && NormalText.isDigit(text[start + 3]) ? nil : text[start..<start + 3]
    }

    private static func decimal(_ digits: ArraySlice<Unicode.Scalar>) -> Decimal {
        Decimal(digits.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1.value - 0x30) })
    }

    // MARK: Chinese numerals

    private enum Part {
        case digit(Int)
        case power(Int)
        /// Multiplies all that stands before it: 万, 亿.
        case bigPower(Int)
    }

    private static func part(_ scalar: Unicode.Scalar) -> Part? {
        switch scalar {
        case "〇", "零": .digit(0)
        case "一": .digit(1)
        case "二", "两": .digit(2)
        case "三": .digit(3)
        case "四": .digit(4)
        case "五": .digit(5)
        case "六": .digit(6)
        case "七": .digit(7)
        case "八": .digit(8)
        case "九": .digit(9)
        case "十": .power(10)
        case "百": .power(100)
        case "千": .power(1000)
        case "万": .bigPower(10_000)
        case "亿": .bigPower(100_000_000)
        default: nil
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        if case .digit(let digit) = part(scalar) { digit } else { nil }
    }

    /// Every Chinese numeral.
    static let chinese: [Unicode.Scalar] = Array("〇零一二两三四五六七八九十百千万亿".unicodeScalars)

    static func isChinese(_ scalar: Unicode.Scalar) -> Bool { part(scalar) != nil }

    /// 三千一百一十九, 十二, 百, 三万. Digits side by side (二〇二四, 三五) are no number.
    private mutating func readChinese() -> Numeral? {
        let numerals = text[index...].prefix(while: Self.isChinese)
        guard !numerals.isEmpty else { return nil }
        index = numerals.endIndex
        guard numerals.count <= Self.mostDigits, let whole = Self.value(numerals) else { return nil }
        let fraction = next == "点" ? text[(index + 1)...].prefix { Self.digit($0) != nil } : []
        guard !fraction.isEmpty else { return Numeral(value: Decimal(whole), exponent: 0, isChinese: true) }
        index = fraction.endIndex
        guard fraction.count <= Self.mostDigits else { return nil }
        let digits = fraction.reduce(0) { $0 * 10 + (Self.digit($1) ?? 0) }
        let value = Decimal(whole) + Decimal(sign: .plus, exponent: -fraction.count, significand: Decimal(digits))
        return Numeral(value: value, exponent: -fraction.count, isChinese: true)
    }

    private static func value(_ numerals: ArraySlice<Unicode.Scalar>) -> Int? {
        var total = 0
        /// The part below the next 万 or 亿.
        var section = 0
        var digit: Int?
        for numeral in numerals {
            switch part(numeral) {
            case .digit(let value):
                guard digit == nil || digit == 0 else { return nil }
                digit = value
            case .power(let power):
                section += (digit.flatMap { $0 == 0 ? nil : $0 } ?? 1) * power
                digit = nil
            case .bigPower(let power):
                total = (total + max(section + (digit ?? 0), 1)) * power
                section = 0
                digit = nil
            case nil: return nil
            }
            guard total < 10_000_000_000 else { return nil }
        }
        return total + section + (digit ?? 0)
    }
}
