import Text

/// What of a part is kept from the parser, for which handing something on is most of the work: what its handler does not
/// read, and long texts, which go to the handler another way.
///
/// libxml2 takes text that is not ASCII character by character, and Foundation hands it on in pieces of a hundred. In place
/// of each long text the parser is given a processing instruction. A part has none of its own when it comes here, so that the
/// nth to be met is the nth text.
struct Abridgement {
    private enum Cut {
        case longText, attribute, emptyElement
    }

    private let wanted: [Wanted]
    private var cuts: [(range: Range<Int>, what: Cut)] = []
    /// Whether some element is known by the ones before it, so that empty ones count too.
    private var needsEmptyElements = false

    private static let least = 64
    private static let instruction = Array("<?t t?>".utf8)

    init(to wanted: [Wanted]) { self.wanted = wanted }

    /// Keeps what stands between two tags, where it is long and would reach the handler as it is.
    mutating func consider(text range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        guard range.count >= Self.least, Self.isPlain(UnsafeBufferPointer(rebasing: bytes[range])) else { return }
        cuts.append((range, .longText))
    }

    /// Whether there are no references, no line breaks that are changed (XML 1.0 §2.11), nothing that text must not have
    /// (§2.2, §2.4).
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while let hit = text.firstControl(or: UInt8(ascii: "&"), UInt8(ascii: "]"), from: place) {
            guard text[hit] == UInt8(ascii: "\n") || text[hit] == UInt8(ascii: "\t") else { return false }
            place = hit + 1
        }
        return !hasNoncharacter(text)
    }

    /// U+FFFE and U+FFFF: EF BF BE and EF BF BF.
    private static func hasNoncharacter(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 1
        while let hit = text.place(of: 0xBF, from: place), hit + 1 < text.count {
            if text[hit - 1] == 0xEF, text[hit + 1] >= 0xBE { return true }
            place = hit + 1
        }
        return false
    }

    /// Keeps what is not wanted of a start tag, which the range holds with its brackets.
    mutating func consider(tag range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        let name = range.lowerBound + 1
        guard bytes[range.upperBound - 1] == UInt8(ascii: ">"),
            let kind = wanted.indices.first(where: { wanted[$0].isNamed(in: bytes, at: name) })
        else { return }
        let element = wanted[kind]
        let before = cuts.count
        var place = name + element.name.utf8CodeUnitCount
        var isKnownByItself = element.attributes.isEmpty
        while let attribute = PlainAttribute(in: bytes, at: place) {
            switch element.attributes.firstIndex(where: { attribute.isNamed($0) }) {
            case 0: isKnownByItself = true
            case nil where !attribute.isDeclaration: cut(place..<attribute.end)
            default: break
            }
            place = attribute.end
        }
        while bytes[place] == UInt8(ascii: " ") { place += 1 }
        let isEmpty = bytes[place] == UInt8(ascii: "/")
        let isUnderstood = place + (isEmpty ? 2 : 1) == range.upperBound
        if !isUnderstood || !isKnownByItself { needsEmptyElements = true }
        if isUnderstood, !isEmpty { return }
        cuts.removeSubrange(before...)
        if isUnderstood { cuts.append((range, .emptyElement)) }
    }

    private mutating func cut(_ attribute: Range<Int>) {
        if let last = cuts.last, last.what == .attribute, last.range.upperBound == attribute.lowerBound {
            cuts[cuts.count - 1].range = last.range.lowerBound..<attribute.upperBound
        } else {
            cuts.append((attribute, .attribute))
        }
    }

    /// The part without what was cut, and the texts that its instructions stand for; nil where nothing was. The bytes are
    /// valid UTF-8.
    func apart(from bytes: [UInt8]) -> (rest: [UInt8], texts: [String])? {
        guard !cuts.isEmpty else { return nil }
        var rest: [UInt8] = []
        rest.reserveCapacity(bytes.count)
        var texts: [String] = []
        var start = 0
        bytes.withUnsafeBufferPointer { part in
            for (range, what) in cuts where what != .emptyElement || !needsEmptyElements {
                rest += UnsafeBufferPointer(rebasing: part[start..<range.lowerBound])
                start = range.upperBound
                guard what == .longText else { continue }
                rest += Self.instruction
                texts.append(String(copying: UTF8Span(unchecked: bytes.span.extracting(range))))
            }
            rest += UnsafeBufferPointer(rebasing: part[start...])
        }
        return (rest, texts)
    }
}

/// An attribute as programs write it, with the white space before it: nothing that a parser would change or refuse.
private struct PlainAttribute {
    private let name: UnsafeBufferPointer<UInt8>
    let end: Int

    init?(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var place = start
        while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\n") { place += 1 }
        let first = place
        while place < bytes.count, Self.isOfName(bytes[place]) { place += 1 }
        guard first > start, place > first, bytes[first] > UInt8(ascii: ":"), place + 1 < bytes.count,
            bytes[place] == UInt8(ascii: "="),
            bytes[place + 1] == UInt8(ascii: "\"")
        else { return nil }
        name = UnsafeBufferPointer(rebasing: bytes[first..<place])
        place += 2
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] >= 0x20, bytes[place] != UInt8(ascii: "&") else { return nil }
            place += 1
        }
        guard place < bytes.count else { return nil }
        end = place + 1
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: ":"):
            true
        default: false
        }
    }

    func isNamed(_ name: StaticString) -> Bool {
        self.name.count == name.utf8CodeUnitCount && name.withUTF8Buffer(self.name.elementsEqual)
    }

    /// Of a namespace, which what is within the element may need.
    var isDeclaration: Bool { name.first == UInt8(ascii: "x") && name.starts(with: "xmlns".utf8) }
}
