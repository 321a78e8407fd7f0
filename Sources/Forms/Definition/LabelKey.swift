import Text

/// A label in one spelling, however people typed it. Labels are compared and looked up by it.
package struct LabelKey: Hashable, Sendable {
    /// The label in half-width letters, without list mark, unit, blanks and punctuation: `（三）不予公开`, `(三) 不予公开`
    /// and `三、不予 公开` all give `不予公开`.
    package let text: String
    /// The hash of the bytes. A String that is not ASCII is normalised for every hash and for most comparisons.
    private let hash: Int

    /// Makes the key of a label.
    package init(_ label: String) {
        var text = Self.spelling(label)
        self.hash = text.withUTF8 { bytes in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            return hasher.finalize()
        }
        self.text = text
    }

    /// Feeds the hash of the bytes into a hasher.
    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    /// The hash for sets and dictionaries. It is seeded already; hashing it again would take longer than the look-up.
    package func _rawHashValue(seed: Int) -> Int { hash ^ seed }
    /// Whether both keys have the same text.
    package static func == (a: Self, b: Self) -> Bool { a.hash == b.hash && a.text == b.text }

    /// Whether the label had only list marks, blanks and punctuation.
    package var isEmpty: Bool { text.isEmpty }

    /// The keys of a label and its aliases, the label's first.
    package static func all(_ label: String, _ aliases: [String]?) -> [LabelKey] {
        ([label] + (aliases ?? [])).map(LabelKey.init)
    }

    private static func spelling(_ text: String) -> String {
        withUnsafeTemporaryAllocation(of: Unicode.Scalar.self, capacity: text.utf8.count) { scalars in
            var count = 0
            for scalar in text.unicodeScalars where !Prose.isBlank(scalar) {
                scalars[count] = scalar.halfWidth
                count += 1
            }
            var rest = UnsafeBufferPointer(scalars)[..<count]
            while let mark = listMark(rest), mark < rest.count { rest = rest.dropFirst(mark) }
            return string(withoutUnit(rest))
        }
    }

    /// The letters and digits as a String, by way of bytes: appending scalars to a String takes ten times as long.
    private static func string(_ scalars: Scalars) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4 * scalars.count) { bytes in
            var count = 0
            for scalar in scalars where isLetterOrDigit(scalar) {
                for byte in UTF8.encode(scalar) ?? .init() {
                    bytes[count] = byte
                    count += 1
                }
            }
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    private static let units = ["件", "宗", "条", "个", "项", "份", "万元", "元"].map { Array($0.unicodeScalars) }

    private typealias Scalars = Slice<UnsafeBufferPointer<Unicode.Scalar>>

    /// Drops a unit in brackets at the end: `自然人（件）`, `本年收费金额（单位：万元）`.
    private static func withoutUnit(_ scalars: Scalars) -> Scalars {
        guard scalars.last == ")" || scalars.last == "）", let open = scalars.lastIndex(where: { $0 == "(" || $0 == "（" }) else {
            return scalars
        }
        var inner = scalars[scalars.index(after: open)...].dropLast()
        if inner.starts(with: "单位".unicodeScalars) { inner = inner.dropFirst(2).drop { $0 == ":" || $0 == "：" } }
        return units.contains(where: inner.elementsEqual) ? scalars[..<open] : scalars
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case ..<0x80: false
        default: scalar.properties.isAlphabetic
        }
    }

    /// The length in scalars of a leading `一、`, `(二)`, `3.`, `①`; nil if the text does not begin with a list mark.
    private static func listMark(_ scalars: Scalars) -> Int? {
        guard let first = scalars.first else { return nil }
        // ①…⒛ and ㈠…㈩ are one character each.
        if (0x2460...0x249B).contains(first.value) || (0x3220...0x3229).contains(first.value) { return 1 }
        let opened = first == "(" || first == "〔" || first == "["
        let numeral = scalars.dropFirst(opened ? 1 : 0).prefix(4).prefix(while: isNumeral)
        guard !numeral.isEmpty, numeral.count <= 3, let after = scalars[numeral.endIndex...].first else { return nil }
        let closes =
            switch after {
            case ")", "〕", "]": opened || after == ")"
            case ".", "、", ",", ":", "．": !opened
            default: false
            }
        return closes ? (opened ? 1 : 0) + numeral.count + 1 : nil
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }
}
