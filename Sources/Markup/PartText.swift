import Model

/// The text of a part that is to be changed in place: the byte ranges of its tags, which XMLParser does not give, and the
/// changes to be made. All else stays as it is written.
package struct PartText {
    /// The part's name in the package.
    package let part: String
    /// The text as it was read, UTF-8. All offsets and ranges count its bytes, whatever was changed since.
    package let bytes: [UInt8]
    /// The prefix of the root's name with its colon, which new elements must have too. Empty if it has none.
    package private(set) var prefix = ""
    private var changes: [(range: Range<Int>, text: [UInt8])] = []

    /// Reads a part that must be well-formed and have this root. UTF-16 becomes UTF-8.
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

    /// Whether a change is to be made.
    package var isChanged: Bool { !changes.isEmpty }

    /// Replaces the bytes of a range. Changes must not overlap; those at one offset are applied in the order of the calls.
    package mutating func replace(_ range: Range<Int>, with text: String) { changes.append((range, Array(text.utf8))) }
    /// Inserts text before the byte at an offset, by the same rules.
    package mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

    /// The bytes of the part with its changes.
    package var changed: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + changes.reduce(0) { $0 + $1.text.count })
        var end = 0
        // What is inserted at an offset comes before what replaces the bytes there.
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

    /// The text of a byte range as it is written.
    package func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private struct Unheard: MarkupHandler {
        func start(_ element: Element) {}
    }
}

/// A tag and its bytes.
package struct Tag {
    /// `<a>`, `</a>` or `<a/>`.
    package enum Kind { case start, end, empty }

    /// Which of the three it is.
    package let kind: Kind
    /// Byte range from `<` to after `>`.
    package let range: Range<Int>
    /// Byte range of the name with its prefix.
    package let name: Range<Int>
}

extension PartText {
    /// The tags from an offset to the end of the text, in document order.
    package func tags(from offset: Int = 0) -> some Sequence<Tag> {
        var position = offset
        return AnySequence { AnyIterator { nextTag(at: &position) } }
    }

    /// The next tag that begins at the offset `position` or after it. Moves `position` to after the tag.
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

    /// The offset after the comment, section, instruction or tag that begins at `open`.
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

    /// Whether a tag has this name after this prefix, which has its colon.
    package func isNamed(_ tag: Tag, _ name: String, prefix: String = "") -> Bool {
        tag.name.count == prefix.utf8.count + name.utf8.count && bytes[tag.name].starts(with: prefix.utf8)
            && bytes[tag.name].dropFirst(prefix.utf8.count).elementsEqual(name.utf8)
    }

    /// The value of an attribute by its name as written, with references resolved. Nil if the tag lacks it.
    package func attribute(_ name: String, of tag: Tag) -> String? {
        attributes(of: tag).first { bytes[$0.name].elementsEqual(name.utf8) }.map { Escaping.resolved(source($0.value)) }
    }

    /// The byte ranges of a tag's attributes: of each name, and of each value between the quotes.
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
