import Text

/// Elements of one name without prefix, of which a handler reads only some attributes.
///
/// Those written as an empty tag say nothing to it, unless an element lacks the first of the attributes, its reference:
/// then positions depend on counting, and all elements count. Whether the handler gets what it does not read is left open.
package struct AbridgedElement: Sendable {
    let name: StaticString
    let attributes: [StaticString]

    /// The first of the attributes is the reference by which an element is known.
    package init(_ name: StaticString, reading attributes: [StaticString]) { (self.name, self.attributes) = (name, attributes) }
}

/// A part without what a handler does not read, and with its long texts held back: handing something on is most of
/// XMLParser's work. libxml2 takes text that is not ASCII character by character, and Foundation hands it on in pieces of a
/// hundred.
///
/// Only what is written as programs write it is left out; all else stays, so that what is wrong in it is found. A part that
/// does not parse abridged must be parsed whole, which names the right line and column.
struct Abridgement {
    /// The part for XMLParser.
    private(set) var bytes: [UInt8] = []
    /// The texts that were held back. In place of the nth, `bytes` has the nth processing instruction.
    private(set) var texts: [String] = []

    private let part: [UInt8]
    private let elements: [AbridgedElement]
    private let dropsEmptyElements: Bool
    /// Empty elements were dropped, and must not be: all is to be done again without that.
    private var isInVain = false
    /// Bytes of the part that stand in `bytes` or were left out.
    private var done = 0
    /// Where the text before the next token begins.
    private var textStart = 0
    private var depth = 0
    /// The prefixes that the root declares: a name with another is an error that must be found.
    private var prefixes: [Range<Int>] = []
    /// The attributes of the tag that is looked at.
    private var attributes: [PlainAttribute] = []

    /// Bytes of a text from which holding it back costs less.
    private static let longText = 64
    private static let instruction = Array("<?t t?>".utf8)

    /// Begins with nothing of a part, UTF-8, whose tokens are then to be taken one by one.
    init(of part: [UInt8], _ elements: [AbridgedElement]) { self.init(of: part, elements, dropsEmptyElements: true) }

    private init(of part: [UInt8], _ elements: [AbridgedElement], dropsEmptyElements: Bool) {
        (self.part, self.elements, self.dropsEmptyElements) = (part, elements, dropsEmptyElements)
        bytes.reserveCapacity(part.count)
    }

    /// Takes the next token, which passed the `SafetyChecks`.
    mutating func take(_ token: MarkupTokens.Token) {
        guard !isInVain else { return }
        // Outside of the root, any text or element is an error that must be found.
        if depth > 0 { holdBack(textStart..<token.range.lowerBound) }
        textStart = token.range.upperBound
        switch token.kind {
        case .startTag:
            if depth > 0 { abridge(token) } else { findPrefixes(root: token) }
            depth += 1
        case .emptyTag: if depth > 0 { abridge(token) }
        case .endTag: depth -= 1
        case .instruction:
            leaveOut(token.range)
            bytes += repeatElement(UInt8(ascii: " "), count: token.range.count)
        case .comment, .section, .declaration, .brokenTag, .crowdedTag: break
        }
    }

    /// Takes what follows the last token. Only then are `bytes` and `texts` complete.
    mutating func finish() {
        if isInVain {
            self = Abridgement(of: part, elements, dropsEmptyElements: false)
            var tokens = MarkupTokens(part)
            while let token = tokens.next() { take(token) }
        }
        leaveOut(part.count..<part.count)
    }

    /// Copies what was not yet copied before a range, and passes over the range.
    private mutating func leaveOut(_ range: Range<Int>) {
        bytes += part[done..<range.lowerBound]
        done = range.upperBound
    }

    // MARK: Texts

    private mutating func holdBack(_ text: Range<Int>) {
        guard text.count >= Self.longText, isPlain(text) else { return }
        leaveOut(text)
        bytes += Self.instruction
        // Validating it once more would cost more than parsing it.
        texts.append(String(copying: UTF8Span(unchecked: part.span.extracting(text))))
    }

    /// Whether a text reaches the handler as it is written: it has no references, no line ends that are changed (XML 1.0
    /// §2.11), nothing that text must not have (§2.2, §2.4).
    private func isPlain(_ text: Range<Int>) -> Bool {
        var offset = text.lowerBound
        while let hit = part.offsetOfControl(or: UInt8(ascii: "&"), UInt8(ascii: "]"), in: offset..<text.upperBound) {
            guard part[hit] == UInt8(ascii: "\n") || part[hit] == UInt8(ascii: "\t") else { return false }
            offset = hit + 1
        }
        return !hasNoncharacter(text)
    }

    /// U+FFFE or U+FFFF: EF BF BE and EF BF BF.
    private func hasNoncharacter(_ text: Range<Int>) -> Bool {
        var offset = text.lowerBound
        while let hit = part.offset(of: 0xBF, in: offset..<text.upperBound) {
            if hit > text.lowerBound, part[hit - 1] == 0xEF, part[hit + 1] >= 0xBE { return true }
            offset = hit + 1
        }
        return false
    }

    // MARK: Tags

    /// An attribute as programs write it: nothing in it that XMLParser would change or refuse.
    private struct PlainAttribute {
        let name: Range<Int>
        /// Where the name begins after its prefix.
        let local: Int
        /// The whole attribute with the white space before it.
        let range: Range<Int>

        /// Empty in most.
        var prefix: Range<Int> { name.lowerBound..<max(name.lowerBound, local - 1) }
    }

    /// Attributes of a tag that are looked through: more would be compared with each other in vain.
    private static let attributeLimit = 16

    private mutating func abridge(_ tag: MarkupTokens.Token) {
        let name = name(of: tag)
        guard let element = elements.first(where: { isLocal($0.name, of: name) }) else { return }
        guard name.count == element.name.utf8CodeUnitCount, findAttributes(of: tag, after: name.upperBound),
            attributes.indices.allSatisfy(isLegal)
        else {
            // It may have no reference.
            isInVain = dropsEmptyElements
            return
        }
        if dropsEmptyElements {
            let hasReference = element.attributes.first.map { first in attributes.contains { isWritten(first, at: $0.name) } }
            isInVain = hasReference == false
            if tag.kind == .emptyTag { return leaveOut(tag.range) }
        }
        for attribute in attributes where !element.attributes.contains(where: { isWritten($0, at: attribute.name) }) {
            leaveOut(attribute.range)
        }
    }

    /// Whether an attribute below the root declares no namespace, has no prefix that the root does not declare, and does not
    /// stand twice.
    private func isLegal(_ index: Int) -> Bool {
        let attribute = attributes[index]
        if attribute.prefix.isEmpty {
            guard !isWritten("xmlns", at: attribute.name) else { return false }
        } else {
            guard prefixes.contains(where: { isSame($0, attribute.prefix) }) else { return false }
        }
        // Two prefixes may stand for one namespace.
        let local = attribute.local..<attribute.name.upperBound
        return !attributes[..<index].contains { isSame($0.local..<$0.name.upperBound, local) }
    }

    private mutating func findPrefixes(root: MarkupTokens.Token) {
        guard findAttributes(of: root, after: name(of: root).upperBound) else { return }
        prefixes = attributes.filter { isWritten("xmlns", at: $0.prefix) }.map { $0.local..<$0.name.upperBound }
    }

    /// Finds the attributes of a tag. Returns false where one is not plain, or there are too many.
    private mutating func findAttributes(of tag: MarkupTokens.Token, after name: Int) -> Bool {
        attributes.removeAll(keepingCapacity: true)
        var offset = name
        while let attribute = plainAttribute(from: offset) {
            guard attributes.count < Self.attributeLimit else { return false }
            attributes.append(attribute)
            offset = attribute.range.upperBound
        }
        while part[offset] == UInt8(ascii: " ") { offset += 1 }
        return offset + (tag.kind == .emptyTag ? 2 : 1) == tag.range.upperBound
    }

    /// The attribute that follows; nil where none does. No search passes the `>` that ends the tag.
    private func plainAttribute(from start: Int) -> PlainAttribute? {
        var offset = start
        while part[offset] == UInt8(ascii: " ") || part[offset] == UInt8(ascii: "\n") { offset += 1 }
        let name = offset
        var local = name
        while Self.isOfName(part[offset]) {
            offset += 1
            if part[offset - 1] == UInt8(ascii: ":") {
                guard local == name else { return nil }
                local = offset
            }
        }
        let nameEnd = offset
        guard name > start, nameEnd > local, part[name] > UInt8(ascii: ":"), part[local] > UInt8(ascii: ":"),
            part[offset] == UInt8(ascii: "="), part[offset + 1] == UInt8(ascii: "\"")
        else { return nil }
        offset += 2
        while part[offset] != UInt8(ascii: "\"") {
            guard (0x20...0x7E).contains(part[offset]), part[offset] != UInt8(ascii: "&") else { return nil }
            offset += 1
        }
        return PlainAttribute(name: name..<nameEnd, local: local, range: start..<offset + 1)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: ":"):
            true
        default: false
        }
    }

    // MARK: Names

    private func name(of tag: MarkupTokens.Token) -> Range<Int> {
        let start = tag.range.lowerBound + 1
        var end = start
        while part[end] > UInt8(ascii: " "), part[end] != UInt8(ascii: "/"), part[end] != UInt8(ascii: ">") { end += 1 }
        return start..<end
    }

    /// Whether a name is this one, or this one after a prefix.
    private func isLocal(_ local: StaticString, of name: Range<Int>) -> Bool {
        let start = name.upperBound - local.utf8CodeUnitCount
        guard start == name.lowerBound || start > name.lowerBound && part[start - 1] == UInt8(ascii: ":") else { return false }
        return isWritten(local, at: start..<name.upperBound)
    }

    private func isWritten(_ word: StaticString, at range: Range<Int>) -> Bool {
        guard word.utf8CodeUnitCount == range.count else { return false }
        return word.withUTF8Buffer { word in word.indices.allSatisfy { word[$0] == part[range.lowerBound + $0] } }
    }

    private func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        first.count == second.count
            && (0..<first.count).allSatisfy { part[first.lowerBound + $0] == part[second.lowerBound + $0] }
    }
}
