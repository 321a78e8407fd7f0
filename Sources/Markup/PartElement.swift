import Model

/// An element of a part with the bytes of its tags and the elements in it.
package struct PartElement {
    /// Without the prefix that the root has; with any other.
    package let name: String
    package let start: Tag
    /// The end tag; the start tag itself where that is both.
    package fileprivate(set) var end: Tag
    /// Empty below the depth that was asked for.
    package fileprivate(set) var children: [PartElement] = []

    package var range: Range<Int> { start.range.lowerBound..<end.range.upperBound }
    /// Between the tags.
    package var content: Range<Int> { start.range.upperBound..<max(start.range.upperBound, end.range.lowerBound) }

    package func first(_ name: String) -> PartElement? { children.first { $0.name == name } }
    package func all(_ name: String) -> [PartElement] { children.filter { $0.name == name } }
}

extension PartText {
    /// Elements that are held at once: a part that a program writes to be changed by hand has far fewer.
    static let elementLimit = 500_000

    /// The root with its elements down to a depth. Throws `X109` where there are more than can be held.
    package func root(depth: Int = .max) throws(Finding) -> PartElement {
        var open: [PartElement] = []
        var level = 0
        var count = 0
        for tag in tags() {
            switch tag.kind {
            case .start, .empty:
                if level <= depth {
                    count += 1
                    guard count <= Self.elementLimit else {
                        throw Finding(.tooManyElements, expected: "\(Self.elementLimit)", facts: ["part": part])
                    }
                    let name = bytes[tag.name].starts(with: prefix.utf8) ? tag.name.dropFirst(prefix.utf8.count) : tag.name
                    open.append(PartElement(name: source(name), start: tag, end: tag))
                }
                if tag.kind == .start { level += 1 }
            case .end:
                level -= 1
            }
            guard tag.kind != .start, level <= depth, var closed = open.popLast() else { continue }
            closed.end = tag
            guard !open.isEmpty else { return closed }
            open[open.count - 1].children.append(closed)
        }
        throw Finding(.notWellFormed, facts: ["part": part])
    }

    /// Elements written without a prefix, given the root's. Text in them must be escaped.
    package func prefixed(_ elements: String) -> String {
        guard !prefix.isEmpty else { return elements }
        return elements.replacing("<", with: "<\(prefix)").replacing("<\(prefix)/", with: "</\(prefix)")
    }

    /// Puts new elements last into an element; into one without content only once.
    package mutating func append(_ elements: String, to element: PartElement) {
        guard element.start.kind == .empty else { return insert(elements, at: element.end.range.lowerBound) }
        let slash = element.start.range.upperBound - 2
        replace(slash..<slash + 2, with: ">\(elements)</\(source(element.start.name))>")
    }

    /// Puts a new element into its place among the others, by the order that the schema gives; unknown ones are passed.
    package mutating func insert(_ element: String, named name: String, into parent: PartElement, order: [String]) {
        let rank = order.firstIndex(of: name) ?? order.count
        let next = parent.children.first { child in order.firstIndex(of: child.name).map { $0 > rank } == true }
        if let next {
            insert(element, at: next.range.lowerBound)
        } else {
            append(element, to: parent)
        }
    }

    /// Gives an attribute a value, whether the tag has it or not.
    package mutating func set(_ attribute: String, _ value: String, of tag: Tag) {
        if let present = attributes(of: tag).first(where: { bytes[$0.name].elementsEqual(attribute.utf8) }) {
            replace(present.value, with: Escaping.escaped(value))
        } else {
            insert(" \(attribute)=\"\(Escaping.escaped(value))\"", at: tag.name.upperBound)
        }
    }

    /// The text in an element, markup in it left out.
    package func text(of element: PartElement) -> String {
        var text = ""
        var position = element.content.lowerBound
        let end = element.content.upperBound
        while position < end {
            let next = bytes[position..<end].firstIndex(of: UInt8(ascii: "<")) ?? end
            text += Escaping.resolved(source(position..<next))
            guard next < end else { break }
            if bytes[next...].starts(with: "<![CDATA[".utf8) {
                let close = endOfMarkup(from: next)
                text += source(min(next + 9, close)..<max(next + 9, close - 3))
                position = close
            } else {
                position = endOfMarkup(from: next)
            }
        }
        return text
    }
}
