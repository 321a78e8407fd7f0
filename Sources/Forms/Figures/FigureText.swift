import Foundation
import Model
import Text

/// What a text in a figure's place says.
package enum FigureText: Equatable {
    case blank
    case mark(String)
    /// A value in the field's own unit; `converted` where another unit stood there.
    case value(FigureValue, converted: Bool)
    case refused(Refusal)

    /// Why a text is no figure that the form allows.
    package enum Refusal: String, Sendable { case notNumber, negative, fractional, tooLarge, errorValue, uncomputed }

    /// The marks that say a row does not apply.
    private static let marks: Set<String> = ["/", "//", "-", "--", "—", "——", "–", "不适用", "无"]

    /// The units a count may carry, and how many 万元 one unit of money is.
    private static let countUnits = ["人次", "件次", "件", "宗", "条", "次", "个", "项", "起", "份"]
    private static let moneyUnits: [(String, Int)] = [("亿元", 4), ("万元", 0), ("元", -4), ("亿", 4), ("万", 0)]

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
        let (number, shift, converted) = Self.unitTaken(from: plain, kind: kind)
        guard let value = NumberText.decimal(number) else {
            self = .refused(.notNumber)
            return
        }
        let shifted = shift == 0 ? value : value * Decimal(sign: .plus, exponent: shift, significand: 1)
        self = Self.judged(shifted, converted: converted, kind: kind)
    }

    /// A number as a workbook stores it: more than fifteen digits are the noise of a binary fraction.
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

    /// The text without its unit, the power of ten that brings it to the figure's own unit, and whether that is another.
    private static func unitTaken(from text: String, kind: Form.Kind) -> (String, Int, Bool) {
        func without(_ unit: String) -> String { Prose.trimmed(text.unicodeScalars.dropLast(unit.unicodeScalars.count)) }
        if kind == .amount {
            for (unit, shift) in moneyUnits where text.hasSuffix(unit) { return (without(unit), shift, shift != 0) }
            return (text, 0, false)
        }
        let unit = countUnits.first(where: text.hasSuffix) ?? ""
        let bare = without(unit)
        return bare.hasSuffix("万") ? (Prose.trimmed(bare.unicodeScalars.dropLast()), 4, true) : (bare, 0, false)
    }
}

extension FigureText.Refusal {
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
