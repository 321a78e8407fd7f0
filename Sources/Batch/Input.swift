import Foundation

/// Something to read: what people call it, and how its bytes are had.
package struct Input: Sendable {
    /// The path as it was given or found; of a member of a zip, `收件.zip/甲.xlsx`.
    package let name: String
    /// Its absolute path, by which a later run knows it again.
    let place: String
    /// When the file was changed last; of a member of a zip, the zip.
    package let modified: Date?
    /// Throws the finding that says why there are none.
    package let load: @Sendable () throws -> [UInt8]

    /// `place` is the absolute path by which it is known in later runs, `name` where it is not given; `load` reads its bytes.
    package init(name: String, place: String? = nil, modified: Date? = nil, load: @escaping @Sendable () throws -> [UInt8]) {
        self.name = name
        self.place = place ?? name
        self.modified = modified
        self.load = load
    }
}
