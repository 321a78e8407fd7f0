import Model

/// The text of a part to be changed in place: where its elements stand byte by byte, which the parser does not tell, and
/// the changes to be made. What is not changed stays as it is written.
package struct PartText {
    /// The part's name in the package.
    package let part: String
    /// The text as it was read. Offsets count in it, whatever was changed since.
    package let bytes: [UInt8]
    /// The prefix of the root's name with its colon, empty where it has none: what new elements must have too.
    package private(set) var prefix = ""
    private var changes: [(range: Range<Int>, text: [UInt8])] = []

    /// UTF-8 as it is; UTF-16 becomes UTF-8. The part must be well-formed and have that root element.
    ///
    /// Throws what `parse` throws.
    package init(_ bytes: [UInt8], part: String, root: String, namespaces: Set<String>) throws(Finding) {
        var handler = Unheard()
        try parse(bytes, part: part, root: root, namespaces: namespaces, into: &handler)
        self.part = part
        self.bytes =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? try decoded(bytes, part: part) : bytes
        var position = 0
        if let tag = nextTag(at: &position), let colon = self.bytes[tag.name].firstIndex(of: UInt8(ascii: ":")) {
            prefix = source(tag.name.lowerBound..<colon + 1)
        }
    }

    package var isChanged: Bool { !changes.isEmpty }

    /// Changes must not overlap; those at one place come in the order in which they were made.
    package mutating func replace(_ range: Range<Int>, with text: String) { changes.append((range, Array(text.utf8))) }
    package mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

    /// The text with its changes.
    package var changed: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + changes.reduce(0) { $0 + $1.text.count })
        var end = 0
        // What is put in before a place comes before what replaces it.
        let inOrder = changes.enumerated().sorted { a, b in
            let (first, second) = (a.element.range, b.element.range)
            return (first.lowerBound, first.upperBound, a.offset) < (second.lowerBound, second.upperBound, b.offset)
        }
        for (_, change) in inOrder where change.range.lowerBound >= end {
            text += bytes[end..<change.range.lowerBound]
            text += change.text
            end = change.range.upperBound
        }
        return text + bytes[end...]
    }

    /// The text of a range, as it is written.
    package func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private struct Unheard: MarkupHandler {
        func start(_ element: Element) {}
    }
}

/// A start tag, an end tag, or both in one, and the bytes it takes.
package struct Tag {
    package enum Kind { case start, end, empty }

    package let kind: Kind
    /// From `<` to after `>`.
    package let range: Range<Int>
    /// The name with its prefix.
    package let name: Range<Int>
}

extension PartText {
    /// The tags from an offset on, in document order, up to the end of the text.
    package func tags(from offset: Int = 0) -> some Sequence<Tag> {
        var position = offset
        return AnySequence { AnyIterator { nextTag(at: &position) } }
    }

    /// The next tag that begins at `position` or after it, which moves to after the tag.
    package func nextTag(at position: inout Int) -> Tag? {
        while let open = index(of: UInt8(ascii: "<"), from: position), open + 1 < bytes.count {
            let next = bytes[open + 1]
            guard next == UInt8(ascii: "!") || next == UInt8(ascii: "?") else {
                let tag = tag(at: open)
                position = tag.range.upperBound
                return tag
            }
            position = endOfMarkup(from: open)
        }
        position = bytes.count
        return nil
    }

    /// After the comment, section, instruction or tag that begins at an offset.
    func endOfMarkup(from open: Int) -> Int {
        if bytes[open...].starts(with: "<!--".utf8) { return end(of: "-->", from: open + 4) }
        if bytes[open...].starts(with: "<!".utf8) { return end(of: "]]>", from: open + 9) }
        if bytes[open...].starts(with: "<?".utf8) { return end(of: "?>", from: open + 2) }
        return open + 1 < bytes.count ? tag(at: open).range.upperBound : bytes.count
    }

    private func tag(at open: Int) -> Tag {
        let isEnd = bytes[open + 1] == UInt8(ascii: "/")
        let nameStart = open + (isEnd ? 2 : 1)
        var position = nameStart
        while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
        let name = nameStart..<position
        var quote: UInt8?
        while position < bytes.count, quote != nil || bytes[position] != UInt8(ascii: ">") {
            let byte = bytes[position]
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            position += 1
        }
        let kind: Tag.Kind = isEnd ? .end : bytes[position - 1] == UInt8(ascii: "/") ? .empty : .start
        return Tag(kind: kind, range: open..<min(position + 1, bytes.count), name: name)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private func index(of byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes[start...].firstIndex(of: byte)
    }

    private func end(of mark: String, from start: Int) -> Int {
        var position = start
        while let last = index(of: UInt8(ascii: ">"), from: position) {
            position = last + 1
            if bytes[min(start, position)..<position].suffix(mark.utf8.count).elementsEqual(mark.utf8) { return position }
        }
        return bytes.count
    }

    /// Whether the tag has this name with this prefix.
    package func isNamed(_ tag: Tag, _ name: String, prefix: String = "") -> Bool {
        tag.name.count == prefix.utf8.count + name.utf8.count && bytes[tag.name].starts(with: prefix.utf8)
            && bytes[tag.name].dropFirst(prefix.utf8.count).elementsEqual(name.utf8)
    }

    /// The value of an attribute, named as it is written, with its references resolved.
    package func attribute(_ name: String, of tag: Tag) -> String? {
        attributes(of: tag).first { bytes[$0.name].elementsEqual(name.utf8) }.map { Escaping.resolved(source($0.value)) }
    }

    /// The attributes of a tag: their names, and their values between the quotes.
    package func attributes(of tag: Tag) -> [(name: Range<Int>, value: Range<Int>)] {
        var attributes: [(name: Range<Int>, value: Range<Int>)] = []
        var position = tag.name.upperBound
        let end = tag.range.upperBound
        while position < end {
            while position < end, bytes[position] <= 0x20 { position += 1 }
            let start = position
            while position < end, bytes[position] > 0x20, bytes[position] != UInt8(ascii: "=") { position += 1 }
            let name = start..<position
            while position < end, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "'") { position += 1 }
            guard position < end, let close = bytes[(position + 1)..<end].firstIndex(of: bytes[position]) else { break }
            attributes.append((name, position + 1..<close))
            position = close + 1
        }
        return attributes
    }
}
