import Foundation

extension String {
    /// Whether the UTF-8 of another text stands in this one's. Prose is long, and `contains` looks at characters.
    public func contains(bytesOf part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first else { return true }
                var place = 0
                while place + part.count <= text.count, let start = text.baseAddress,
                    let hit = memchr(start + place, Int32(first), text.count - part.count + 1 - place)
                {
                    place = start.distance(to: hit.assumingMemoryBound(to: UInt8.self))
                    if text[place..<place + part.count].elementsEqual(part) { return true }
                    place += 1
                }
                return false
            }
        }
    }
}
