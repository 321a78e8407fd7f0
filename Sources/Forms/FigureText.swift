import Foundation
import ReportModel

/// What a text in a figure's place says.
enum FigureText: Equatable {
    case blank
    case mark(String)
    /// A value in the figure's own unit, also as a whole number where it is one; `converted` where another unit stood there.
    case value(Decimal, whole: Int?, converted: Bool)
    case refused(Refusal)

    static func value(_ value: Decimal, converted: Bool) -> FigureText {
        .value(value, whole: value.whole, converted: converted)
    }

    /// Why a text is no figure that the form allows.
    enum Refusal: String, Sendable { case notNumber, negative, fractional, tooLarge, errorValue, uncomputed }

    /// The marks that say a row does not apply.
    private static let marks: Set<String> = ["/", "//", "-", "--", "—", "——", "–", "不适用", "无"]

    /// The units a count may carry, and how many 万元 one unit of money is.
    private static let countUnits = ["人次", "件次", "件", "宗", "条", "次", "个", "项", "起", "份"]
    private static let moneyUnits: [(String, Int)] = [("亿元", 4), ("万元", 0), ("元", -4), ("亿", 4), ("万", 0)]

    init(_ text: String, kind: FormDefinition.Kind) {
        let plain = Prose.trimmed(text.unicodeScalars.map { Prose.isBlank($0) ? " " : LabelKey.halfWidth($0) })
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
    init(stored text: String, kind: FormDefinition.Kind) {
        if let count = NumberText.count(text) {
            self = .value(Decimal(count), whole: count, converted: false)
            return
        }
        guard let value = NumberText.decimal(text) else {
            self = .refused(.notNumber)
            return
        }
        self.init(text.utf8.count > 15 ? value.roundedToStored : value, kind: kind)
    }

    init(_ value: Decimal, kind: FormDefinition.Kind) { self = Self.judged(value, converted: false, kind: kind) }

    private static func judged(_ value: Decimal, converted: Bool, kind: FormDefinition.Kind) -> FigureText {
        if value.magnitude >= Figure.limit { return .refused(.tooLarge) }
        if kind != .signedCount, value < 0 { return .refused(.negative) }
        if kind != .amount, !value.isWhole { return .refused(.fractional) }
        return .value(value, converted: converted)
    }

    /// The text without its unit, the power of ten that brings it to the figure's own unit, and whether that is another.
    private static func unitTaken(from text: String, kind: FormDefinition.Kind) -> (String, Int, Bool) {
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

/// Numbers as cells may write them; everything that Swift's own parsers accept beyond that is none.
enum NumberText {
    /// `3119`, `+1036`, `-5`, `1,288`, `1 288`, `72701.2578`, `3.001E3`; nil for anything else.
    static func decimal(_ text: String) -> Decimal? {
        if let count = count(text) { return Decimal(count) }
        var rest = Substring(text).unicodeScalars
        var negative = false
        if let sign = rest.first, "+-−".unicodeScalars.contains(sign) {
            negative = sign != "+"
            rest.removeFirst()
        }
        guard let whole = groupedDigits(&rest) else { return nil }
        var digits = whole
        var exponent = 0
        if rest.first == "." {
            rest.removeFirst()
            let fraction = takeDigits(&rest)
            guard !fraction.isEmpty else { return nil }
            digits += fraction
            exponent = -fraction.count
        }
        if let e = rest.first, e == "e" || e == "E" {
            rest.removeFirst()
            guard let power = signedPower(&rest) else { return nil }
            exponent += power
        }
        guard rest.isEmpty else { return nil }
        // Trailing zeros say nothing about the value, and the digits left must fit a Decimal.
        while digits.count > 1, digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        let significant = digits.drop { $0 == "0" }
        guard significant.count <= 30 else { return nil }
        if significant.isEmpty { return 0 }
        guard let significand = Decimal(string: String(significant), locale: nil), abs(exponent) <= 60 else { return nil }
        return Decimal(sign: negative ? .minus : .plus, exponent: exponent, significand: significand)
    }

    /// At most fifteen digits and nothing else, as most cells have it.
    static func count(_ text: String) -> Int? {
        guard (1...15).contains(text.utf8.count) else { return nil }
        var count = 0
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            count = count * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return count
    }

    /// `1288`, or groups of three after the first: `1,288`, `1 288`.
    private static func groupedDigits(_ rest: inout Substring.UnicodeScalarView) -> String? {
        var digits = takeDigits(&rest)
        guard !digits.isEmpty else { return nil }
        guard let separator = rest.first, ", ，'".unicodeScalars.contains(separator), digits.count <= 3 else { return digits }
        while rest.first == separator {
            rest.removeFirst()
            let group = takeDigits(&rest)
            guard group.count == 3 else { return nil }
            digits += group
        }
        return digits
    }

    private static func takeDigits(_ rest: inout Substring.UnicodeScalarView) -> String {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        return String(digits)
    }

    private static func signedPower(_ rest: inout Substring.UnicodeScalarView) -> Int? {
        var sign = 1
        if let first = rest.first, first == "+" || first == "-" {
            sign = first == "-" ? -1 : 1
            rest.removeFirst()
        }
        let digits = takeDigits(&rest)
        guard digits.count <= 3, let power = Int(digits) else { return nil }
        return sign * power
    }
}

extension Decimal {
    /// The value to the fifteen digits that a spreadsheet keeps and shows.
    var roundedToStored: Decimal {
        var value = self
        var rounded = self
        let excess = significand.description.count - 15
        if excess > 0 { NSDecimalRound(&rounded, &value, -(exponent + excess), .plain) }
        return rounded
    }

    /// Whether a number cell keeps it whole: it has fifteen digits.
    public var fitsNumberCell: Bool {
        whole.map { $0.magnitude < 1_000_000_000_000_000 } == true || significand.description.count <= 15
    }

    /// Whether nothing stands after the decimal point.
    var isWhole: Bool {
        if exponent >= 0 { return true }
        var value = self
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, 0, .plain)
        return rounded == self
    }
}
