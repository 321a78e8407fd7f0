import ReportModel

/// Labels as people retype them, brought to one spelling.
public enum LabelKey {
    /// Half-width, without list mark, blanks, brackets, quotes and other punctuation: `（三）不予公开`, `(三) 不予公开`
    /// and `三、不予 公开` all give `不予公开`.
    public static func of(_ text: String) -> String {
        var scalars = text.unicodeScalars.map(halfWidth).filter { !Prose.isBlank($0) }[...]
        while let mark = listMark(scalars), mark < scalars.count { scalars = scalars.dropFirst(mark) }
        scalars = withoutUnit(scalars)
        var key = String.UnicodeScalarView()
        for scalar in scalars where isLetterOrDigit(scalar) { key.append(scalar) }
        return String(key)
    }

    private static let units = Set(["件", "宗", "条", "个", "项", "份", "万元", "元"].map { Array($0.unicodeScalars) })

    /// Without a unit in brackets at the end: `自然人（件）`, `本年收费金额（单位：万元）`.
    private static func withoutUnit(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        guard scalars.last == ")" || scalars.last == "）", let open = scalars.lastIndex(where: { $0 == "(" || $0 == "（" }) else {
            return scalars
        }
        var inner = scalars[scalars.index(after: open)...].dropLast()
        if inner.starts(with: "单位".unicodeScalars) { inner = inner.dropFirst(2).drop { $0 == ":" || $0 == "：" } }
        return units.contains(Array(inner)) ? scalars[..<open] : scalars
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || ("0"..."9").contains(scalar) || scalar.properties.isAlphabetic
    }

    /// ASCII for its full-width form.
    public static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }

    /// The length of a leading `一、`, `(二)`, `3.`, `①`; nil where the text begins with none.
    private static func listMark(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let first = scalars.first else { return nil }
        // ①…⒛ and ㈠…㈩ are one character each.
        if (0x2460...0x249B).contains(first.value) || (0x3220...0x3229).contains(first.value) { return 1 }
        let opened = first == "(" || first == "〔" || first == "["
        let numeral = scalars.dropFirst(opened ? 1 : 0).prefix { "0123456789一二三四五六七八九十".unicodeScalars.contains($0) }
        guard !numeral.isEmpty, numeral.count <= 3, let after = scalars[numeral.endIndex...].first else { return nil }
        let closes: [Unicode.Scalar] = opened ? [")", "〕", "]"] : [".", "、", ",", ")", ":", "．"]
        guard closes.contains(after) else { return nil }
        return (opened ? 1 : 0) + numeral.count + 1
    }
}
