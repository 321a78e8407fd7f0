import Foundation

/// A number as prose has it, with its unit: `3,119件`, `三千一百一十九件`, `百余件`, `3万多件`, `1.05%`, `9.62亿元`.
struct ProseNumber {
    enum Unit: Equatable, Sendable {
        case count
        /// With the power of ten that brings it to 万元.
        case money(Int)
        case percent
        /// None, or one that no figure has.
        case other
    }

    /// In counts, 万元 or percent.
    var value: Decimal
    /// The power of ten of the last written digit.
    var exponent: Int
    var bound = Claim.Bound.exact
    var unit = Unit.other
    /// The unit in the text; empty if it has none.
    var unitRange: Range<Int>
    /// Whether it is written in Chinese numerals, which are also parts of words (一起).
    var isChinese: Bool
    /// The index after the number and its unit.
    var end: Int

    /// Reads the number that begins at an index. Nil if none does, or it has more digits than a figure may have.
    init?(in text: [Unicode.Scalar], at start: Int, vocabulary: Vocabulary) {
        let isPercent = text[start] == Self.percentPrefix[0] && text[start...].starts(with: Self.percentPrefix)
        var reader = NumeralReader(text: text, index: isPercent ? start + Self.percentPrefix.count : start)
        guard let numeral = reader.read() else { return nil }
        value = numeral.value
        exponent = numeral.exponent
        isChinese = numeral.isChinese
        end = reader.index
        unitRange = end..<end
        if isPercent {
            unit = .percent
            return
        }
        takeBound(text, vocabulary)
        while let power = end < text.count ? Self.multiplier(text[end]) : nil, !isChinese, exponent + power <= 8 {
            scale(by: power)
            end += 1
            takeBound(text, vocabulary)
        }
        takeUnit(text, vocabulary)
        takeBound(text, vocabulary)
    }

    /// The zero that 无 and 未 claim; `index` is the one after the word.
    static func zero(at index: Int) -> ProseNumber { ProseNumber(zeroAt: index) }

    private init(zeroAt index: Int) {
        value = 0
        exponent = 0
        unitRange = index..<index
        isChinese = false
        end = 0
    }

    private static let percentPrefix: [Unicode.Scalar] = ["百", "分", "之"]

    private static func multiplier(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "百": 2
        case "千": 3
        case "万": 4
        case "亿": 8
        default: nil
        }
    }

    private mutating func scale(by power: Int) {
        value *= Decimal(sign: .plus, exponent: power, significand: 1)
        exponent += power
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
