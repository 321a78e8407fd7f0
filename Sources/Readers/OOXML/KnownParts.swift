import Archive
import Markup
import Model
import Synchronization

/// A cache of parsed parts that hold no values, by their bytes. In hundreds of workbooks made from one template, content types,
/// relationships and names of sheets are the same.
final class KnownParts<Handler: MarkupHandler & Sendable>: Sendable {
    private struct Key: Hashable {
        let part: String
        let bytes: [UInt8]

        /// Without the bytes: hashing them one by one would take longer than comparing them whole, as looking up does anyway.
        func hash(into hasher: inout Hasher) {
            hasher.combine(part)
            hasher.combine(bytes.count)
        }

        static func == (a: Key, b: Key) -> Bool { a.part == b.part && a.bytes.isSame(as: b.bytes) }
    }

    private let known = Mutex<[Key: Handler]>([:])

    private static var longest: Int { 32 << 10 }
    private static var most: Int { 64 }

    /// The handler after it parsed the part. Throws what reading and parsing throw.
    func read(
        _ part: String, in archive: ZipArchive, root: String, namespaces: Set<String>, into handler: Handler
    ) throws(Finding) -> Handler {
        let key = Key(part: part, bytes: try archive.read(part))
        if let before = known.withLock({ $0[key] }) { return before }
        var handler = handler
        try parse(key.bytes, part: part, root: root, namespaces: namespaces, into: &handler)
        if key.bytes.count <= Self.longest { known.withLock { if $0.count < Self.most { $0[key] = handler } } }
        return handler
    }
}
