import Foundation

/// The grammar of numbers in cells. Swift's own parsers accept more: `12abc`, `0x10`, `inf`.
package enum NumberText {
    /// Parses `3119`, `+1036`, `-5`, `1,288`, `1 288`, `72701.2578` or `3.001E3`. Returns nil for anything else, and for more than 30
    /// significant digits.
    package static func decimal(_ text: String) -> Decimal? {
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
        // Without trailing zeros, the digits must fit a Decimal.
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

    /// Parses at most fifteen ASCII digits, which most cells have. Returns nil for anything else.
    package static func count(_ text: String) -> Int? {
        guard (1...15).contains(text.utf8.count) else { return nil }
        var count = 0
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            count = count * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return count
    }

    /// Takes `1288`, or groups of three after the first: `1,288`, `1 288`.
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
