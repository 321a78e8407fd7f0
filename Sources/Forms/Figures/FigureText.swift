import Foundation
import Model
import Text

/// The text of a cell, or of a JSON string, parsed as a figure.
package enum FigureText: Equatable {
    /// The text is empty or only blanks.
    case blank
    /// A mark such as `/` or `不适用`, as it is written.
    case mark(String)
    /// A value in the field's own unit; `converted` if it was written in another unit, such as 元 for 万元.
    case value(FigureValue, converted: Bool)
    /// The text is not a figure that the form allows.
    case refused(Refusal)

    /// The reason why a text is not a figure that the form allows.
    package enum Refusal: String, Sendable { case notNumber, negative, fractional, tooLarge, errorValue, uncomputed }

    /// The marks that say a row does not apply.
    private static let marks: Set<String> = ["/", "//", "-", "--", "—", "——", "–", "不适用", "无"]

    /// The units that may follow a count.
    private static let countUnits = ["人次", "件次", "件", "宗", "条", "次", "个", "项", "起", "份"]
    /// The units that may follow an amount, each with the exponent of the power of ten that converts it to 万元.
    private static let moneyUnits: [(String, Int)] = [("亿元", 4), ("万元", 0), ("元", -4), ("亿", 4), ("万", 0)]

    /// Parses a text as people write figures: half-width or full-width, with or without a unit.
    package init(_ text: String, kind: Form.Kind) {
        let plain = Prose.trimmed(text.unicodeScalars.map { Prose.isBlank($0) ? " " : $0.halfWidth })
        guard !plain.isEmpty else {
            self = .blank
            return
        }
        guard !Self.marks.contains(plain) else {
            self = .mark(Prose.trimmed(text.unicodeScalars))
            return
        }
        let (number, exponent, converted) = Self.unitTaken(from: plain, kind: kind)
        guard let value = NumberText.decimal(number) else {
            self = .refused(.notNumber)
            return
        }
        let shifted = exponent == 0 ? value : value * Decimal(sign: .plus, exponent: exponent, significand: 1)
        self = Self.judged(shifted, converted: converted, kind: kind)
    }

    /// Parses a number as a workbook stores it. Digits after the fifteenth are the noise of a binary fraction and are
    /// rounded away.
    package init(stored text: String, kind: Form.Kind) {
        if let count = NumberText.count(text) {
            self = .value(.whole(count), converted: false)
            return
        }
        guard let value = NumberText.decimal(text) else {
            self = .refused(.notNumber)
            return
        }
        self.init(text.utf8.count > 15 ? value.roundedToStored : value, kind: kind)
    }

    init(_ value: Decimal, kind: Form.Kind) { self = Self.judged(value, converted: false, kind: kind) }

    private static func judged(_ value: Decimal, converted: Bool, kind: Form.Kind) -> FigureText {
        if value.magnitude >= Figure.limit { return .refused(.tooLarge) }
        if kind != .signedCount, value < 0 { return .refused(.negative) }
        if kind != .amount, !value.isWhole { return .refused(.fractional) }
        return .value(FigureValue(value), converted: converted)
    }

    /// The text without its unit, the exponent that converts it to the field's own unit, and whether that is another unit.
    private static func unitTaken(from text: String, kind: Form.Kind) -> (String, Int, Bool) {
        func without(_ unit: String) -> String { Prose.trimmed(text.unicodeScalars.dropLast(unit.unicodeScalars.count)) }
        if kind == .amount {
            for (unit, exponent) in moneyUnits where text.hasSuffix(unit) { return (without(unit), exponent, exponent != 0) }
            return (text, 0, false)
        }
        let unit = countUnits.first(where: text.hasSuffix) ?? ""
        let bare = without(unit)
        return bare.hasSuffix("万") ? (Prose.trimmed(bare.unicodeScalars.dropLast()), 4, true) : (bare, 0, false)
    }
}

extension FigureText.Refusal {
    /// The code of the finding that reports it, `F311`–`F316`.
    package var code: Finding.Code {
        switch self {
        case .notNumber: .notFigure
        case .negative: .negativeCount
        case .fractional: .fractionalCount
        case .tooLarge: .figureTooLarge
        case .errorValue: .errorCell
        case .uncomputed: .uncomputedFormula
        }
    }
}
