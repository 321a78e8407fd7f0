import Foundation

/// Something to read: its name, and how to load its bytes.
package struct Input: Sendable {
    /// The path as it was given or found; `收件.zip/甲.xlsx` for a member of a zip.
    package let name: String
    /// Its absolute path, by which a later run recognises it.
    let place: String
    /// When the file was last changed, or the zip that it is a member of.
    package let modified: Date?
    /// Loads the bytes. Throws the finding that says why it cannot.
    package let load: @Sendable () throws -> [UInt8]

    /// `place` is the absolute path, if that differs from the name.
    package init(name: String, place: String? = nil, modified: Date? = nil, load: @escaping @Sendable () throws -> [UInt8]) {
        self.name = name
        self.place = place ?? name
        self.modified = modified
        self.load = load
    }
}
