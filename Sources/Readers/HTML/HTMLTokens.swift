/// The tags and texts of a page, separated as in browsers (HTML 5 §13.2.5), whatever its errors. Looks at each byte a bounded
/// number of times. Leaves out comments, declarations and invisible elements.
///
/// libxml2's parser would take quadratic time for attributes, and loses all text below 256 open tags.
struct HTMLTokens: IteratorProtocol {
    enum Token: Equatable {
        /// With references resolved and blanks as they are.
        case text(String)
        /// The name in small letters.
        case start(String, Spans = Spans())
        case end(String)
    }

    /// `colspan` and `rowspan`, if they are numbers.
    struct Spans: Equatable {
        var columns: Int?
        var rows: Int?
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Names of elements that have no more end tags.
    private var endless: Set<String> = []

    /// Elements whose content is invisible. Those of the first set reach to the end of the page if their end tag is missing.
    private static let skipped: Set = ["script", "style", "textarea", "xmp", "footer"]
    private static let skippedIfEnded: Set = [
        "nav", "noscript", "noframes", "noembed", "iframe", "select", "button", "svg", "template", "object", "video", "audio",
    ]

    /// `bytes` are UTF-8.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while position < bytes.count {
            if let token = take() { return token }
        }
        return nil
    }

    /// The token at the position; nil if it is left out.
    private mutating func take() -> Token? {
        guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else { return text() }
        switch bytes[position + 1] {
        case let byte where byte.isLetter: return startTag()
        case UInt8(ascii: "/"): return endTag()
        case UInt8(ascii: "!"):
            if bytes[position...].starts(with: "<!--".utf8) { skipComment() } else { skip(past: ">") }
        case UInt8(ascii: "?"): skip(past: ">")
        default: return text()
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = position
        position = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(resolvedReferences(String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    private mutating func skip(past end: Unicode.Scalar) {
        position = bytes[position...].firstIndex(of: UInt8(ascii: end)).map { $0 + 1 } ?? bytes.count
    }

    private mutating func skipComment() {
        position += 4
        if bytes[position...].starts(with: ">".utf8) {
            position += 1
            return
        }
        if bytes[position...].starts(with: "->".utf8) {
            position += 2
            return
        }
        while let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) {
            let isEnd =
                bytes[position..<end].suffix(2).elementsEqual("--".utf8)
                || bytes[position..<end].suffix(3).elementsEqual("--!".utf8)
            position = end + 1
            if isEnd { return }
        }
        position = bytes.count
    }

    private mutating func endTag() -> Token? {
        position += 2
        guard position < bytes.count, bytes[position].isLetter else {
            skip(past: ">")
            return nil
        }
        let name = name()
        _ = attributes()
        return .end(name)
    }

    private mutating func startTag() -> Token? {
        position += 1
        let name = name()
        guard let spans = attributes() else { return nil }
        if Self.skipped.contains(name) {
            position = end(of: name) ?? bytes.count
            return nil
        }
        if Self.skippedIfEnded.contains(name), let end = end(of: name) {
            position = end
            return nil
        }
        return .start(name, spans)
    }

    private mutating func name() -> String {
        let start = position
        position = bytes[start...].firstIndex { $0.isBlank || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") } ?? bytes.count
        // No name that is looked for is longer.
        return String(decoding: bytes[start..<position].prefix(20), as: UTF8.self).lowercased()
    }

    /// Moves to after the tag. Nil if the page ends before the tag.
    private mutating func attributes() -> Spans? {
        var spans = Spans()
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return spans
            }
            guard !byte.isBlank, byte != UInt8(ascii: "/") else {
                position += 1
                continue
            }
            let start = position
            position = bytes[(start + 1)...].firstIndex { $0.isBlank || "/=>".utf8.contains($0) } ?? bytes.count
            let name = bytes[start..<position].prefix(8)
            let value = attributeValue()
            if name.isName("colspan") { spans.columns = spans.columns ?? value.number }
            if name.isName("rowspan") { spans.rows = spans.rows ?? value.number }
        }
        return nil
    }

    private mutating func attributeValue() -> ArraySlice<UInt8> {
        guard let equals = bytes[position...].firstIndex(where: { !$0.isBlank }), bytes[equals] == UInt8(ascii: "=") else {
            return []
        }
        position = bytes[(equals + 1)...].firstIndex { !$0.isBlank } ?? bytes.count
        guard position < bytes.count else { return [] }
        let quote = bytes[position]
        let start: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            start = position + 1
            position = bytes[start...].firstIndex(of: quote) ?? bytes.count
        } else {
            start = position
            position = bytes[start...].firstIndex { $0.isBlank || $0 == UInt8(ascii: ">") } ?? bytes.count
            return bytes[start..<position]
        }
        defer { position = min(position + 1, bytes.count) }
        return bytes[start..<position]
    }

    /// The offset after the end tag of a skipped element; nil if there is none.
    private mutating func end(of name: String) -> Int? {
        guard !endless.contains(name) else { return nil }
        var from = position
        while let open = bytes[from...].firstIndex(of: UInt8(ascii: "<")) {
            from = open + 1
            let rest = bytes[from...].dropFirst(name.utf8.count + 1)
            guard bytes[from...].first == UInt8(ascii: "/"), bytes[(from + 1)...].prefix(name.utf8.count).isName(name),
                rest.first.map({ $0.isBlank || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }) == true
            else { continue }
            return bytes[rest.startIndex...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        }
        endless.insert(name)
        return nil
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(self) }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes are a name, given in small letters, in any case.
    fileprivate func isName(_ name: String) -> Bool {
        count == name.utf8.count && elementsEqual(name.utf8) { ($0.isLetter ? $0 | 0x20 : $0) == $1 }
    }

    /// The number at the beginning of the bytes (HTML 5 §2.3.4.2).
    fileprivate var number: Int? {
        let digits = drop(while: \.isBlank).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
    }
}
