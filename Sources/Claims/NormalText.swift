import Text

/// A paragraph brought to one spelling, with the place in the original of every character: half-width, without blanks
/// and quotation marks, the report's year as 本年 and those beside it as 上年 and 下年.
struct NormalText {
    private(set) var scalars: [Unicode.Scalar] = []
    /// Where each character stands in the original, and where it ends there.
    private var places: [Range<Int>] = []
    let original: [Unicode.Scalar]

    init(_ paragraph: some Sequence<Unicode.Scalar>, year: Int?) {
        original = Array(paragraph)
        scalars.reserveCapacity(original.count)
        places.reserveCapacity(original.count)
        for (place, scalar) in original.enumerated() {
            let plain = Self.halfWidth(scalar)
            if Prose.isBlank(plain) {
                // Only between digits does a blank say something: that they are two numbers or a group of three.
                if scalars.last.map(Self.isDigit) == true { append(" ", place..<place + 1) }
            } else if !Self.quotes.contains(plain) {
                if scalars.last == " ", !Self.isDigit(plain) { dropLast() }
                append(plain, place..<place + 1)
                if plain == "年", let year { nameYear(year) }
            }
        }
        if scalars.last == " " { dropLast() }
    }

    /// What the original has there.
    func quote(_ range: Range<Int>) -> String {
        guard let first = places[range].first, let last = places[range].last else { return "" }
        return String(String.UnicodeScalarView(original[first.lowerBound..<last.upperBound]))
    }

    /// `2024年` at the end as `本年`, where that is the year.
    private mutating func nameYear(_ year: Int) {
        let digits = scalars.dropLast().suffix(5)
        // Just four.
        guard digits.count >= 4, digits.suffix(4).allSatisfy(Self.isDigit), !(digits.dropLast(4).first.map(Self.isDigit) ?? false)
        else { return }
        let written = digits.suffix(4).reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
        let names: [Int: Unicode.Scalar] = [year &- 1: "上", year: "本", year &+ 1: "下"]
        guard let name = names[written] else { return }
        let place = places[places.count - 5].lowerBound..<places[places.count - 2].upperBound
        let whole = places[places.count - 1]
        scalars.removeLast(5)
        places.removeLast(5)
        append(name, place)
        append("年", whole)
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ place: Range<Int>) {
        scalars.append(scalar)
        places.append(place)
    }

    private mutating func dropLast() {
        scalars.removeLast()
        places.removeLast()
    }

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "\"", "「", "」"]

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// ASCII for its full-width form.
    static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
}
