import Foundation

/// Something to read: its name, and how to load its bytes.
package struct Input: Sendable {
    /// The path as it was given or found; `收件.zip/甲.xlsx` for a member of a zip.
    package let name: String
    /// Its absolute path, by which a later run recognises it.
    let absolutePath: String
    /// When the file was last changed, or the zip that it is a member of.
    package let modified: Date?
    /// Loads the bytes. Throws the finding that says why it cannot.
    package let load: @Sendable () throws -> [UInt8]

    /// `absolutePath` may be left out if the name is one.
    package init(name: String, absolutePath: String? = nil, modified: Date? = nil, load: @escaping @Sendable () throws -> [UInt8])
    {
        self.name = name
        self.absolutePath = absolutePath ?? name
        self.modified = modified
        self.load = load
    }
}
