import Model

/// An element of a part: its tags and the elements in it.
package struct PartElement {
    /// The name without the root's prefix, but with any other.
    package let name: String
    /// The start tag, which may be empty.
    package let start: Tag
    /// The end tag; an empty start tag is its own end.
    package fileprivate(set) var end: Tag
    /// The elements directly in this one. Empty below the depth that was asked for.
    package fileprivate(set) var children: [PartElement] = []

    /// Byte range from the start tag to after the end tag.
    package var range: Range<Int> { start.range.lowerBound..<end.range.upperBound }
    /// Byte range between the tags.
    package var content: Range<Int> { start.range.upperBound..<max(start.range.upperBound, end.range.lowerBound) }

    /// The first child of this name.
    package func first(_ name: String) -> PartElement? { children.first { $0.name == name } }
    /// All children of this name.
    package func all(_ name: String) -> [PartElement] { children.filter { $0.name == name } }
}

extension PartText {
    /// Elements that are kept at once. Parts of real workbooks that are changed this way have far fewer.
    static let elementLimit = 500_000

    /// The root with its elements down to a depth: 0 is the root alone. Throws `X109` if there are more than `elementLimit`.
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

    /// Gives elements that are written without a prefix the root's. Text in them must be escaped.
    package func prefixed(_ elements: String) -> String {
        guard !prefix.isEmpty else { return elements }
        return elements.replacing("<", with: "<\(prefix)").replacing("<\(prefix)/", with: "</\(prefix)")
    }

    /// Appends new elements to an element's content. An element written as an empty tag takes only one call.
    package mutating func append(_ elements: String, to element: PartElement) {
        guard element.start.kind == .empty else { return insert(elements, at: element.end.range.lowerBound) }
        let slash = element.start.range.upperBound - 2
        replace(slash..<slash + 2, with: ">\(elements)</\(source(element.start.name))>")
    }

    /// Inserts a new element among the children in the order of the schema: before the first known child that must follow it.
    package mutating func insert(_ element: String, named name: String, into parent: PartElement, order: [String]) {
        let rank = order.firstIndex(of: name) ?? order.count
        let next = parent.children.first { child in order.firstIndex(of: child.name).map { $0 > rank } == true }
        if let next {
            insert(element, at: next.range.lowerBound)
        } else {
            append(element, to: parent)
        }
    }

    /// Sets an attribute, which the tag may have or not.
    package mutating func set(_ attribute: String, _ value: String, of tag: Tag) {
        if let present = attributes(of: tag).first(where: { bytes[$0.name].elementsEqual(attribute.utf8) }) {
            replace(present.value, with: Escaping.escaped(value))
        } else {
            insert(" \(attribute)=\"\(Escaping.escaped(value))\"", at: tag.name.upperBound)
        }
    }

    /// The text in an element without markup, references resolved.
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
