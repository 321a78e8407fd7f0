import Markup
import Model

/// What a handler gets of a part: its events up to the end or the first error, and that error.
///
/// What may be there or not, since the handler does not read it, is left out: attributes, and elements without content.
package struct PartOutcome: Equatable {
    package let events: [String]
    package let refusal: Finding?

    /// Parses a part, abridged or whole, by the root and namespace that its first start tag has.
    package init(of bytes: [UInt8], isAbridged: Bool) {
        let (root, namespace) = Self.root(of: bytes)
        var record = Record()
        var refusal: Finding?
        do throws(Finding) {
            try parse(bytes, part: "p", root: root, namespaces: [namespace], into: &record, isAbridged: isAbridged)
        } catch { refusal = error }
        (self.events, self.refusal) = (record.events, refusal)
    }

    /// Whether a part gives the same abridged and whole.
    package static func isSame(_ bytes: [UInt8]) -> Bool {
        PartOutcome(of: bytes, isAbridged: true) == PartOutcome(of: bytes, isAbridged: false)
    }

    private static func root(of bytes: [UInt8]) -> (name: String, namespace: String) {
        var rest = bytes[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            guard let first = rest.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else { continue }
            let tag = String(decoding: rest.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
            let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
            let parts = name.split(separator: ":")
            let declaration = parts.count > 1 ? "xmlns:\(parts[0])=" : "xmlns="
            let value = tag.firstRange(of: declaration).map { tag[$0.upperBound...] } ?? ""
            return (String(parts.last ?? ""), String(value.dropFirst().prefix { $0 != "\"" && $0 != "'" }))
        }
        return ("", "")
    }
}

private struct Record: MarkupHandler {
    static let abridged = [
        AbridgedElement("c", reading: ["r", "t"]), AbridgedElement("row", reading: ["r"]), AbridgedElement("col", reading: []),
    ]
    private static let read = ["c": ["r", "t"], "row": ["r"], "col": []]

    private(set) var events: [String] = []
    /// Whether the last event is the start of an element that is left out if it ends at once.
    private var mayBeDropped = false
    private var isInText = false

    mutating func start(_ element: Element) {
        let read = Self.read[element.name]
        let attributes = element.attributes.filter { name, _ in read?.contains(name) ?? true || name.hasPrefix("xmlns") }
        let written = attributes.sorted { $0.key < $1.key }.map { " \($0)=\"\($1)\"" }.joined()
        events.append("<\(element.name)\(written)>")
        isInText = false
        mayBeDropped = read.map { $0.first.map { attributes[$0] != nil } ?? true } ?? false
    }

    mutating func text(_ piece: String) {
        if isInText, let last = events.popLast() { events.append(last + piece) } else { events.append(piece) }
        (isInText, mayBeDropped) = (true, false)
    }

    mutating func end(_ name: String) {
        if mayBeDropped {
            events.removeLast()
            isInText = events.last.map { !$0.hasPrefix("<") } ?? false
        } else {
            events.append("</\(name)>")
            isInText = false
        }
        mayBeDropped = false
    }
}
