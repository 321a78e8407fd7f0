/// The parts of a file's name, of a path with `/` between folders.
package enum FileName {
    /// What follows the last dot, in small letters; nil if there is no dot, or only one in a folder's name.
    package static func ending(of path: String) -> String? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let ending = path[path.index(after: dot)...]
        return ending.contains("/") ? nil : ending.lowercased()
    }

    /// The last part without its last dot and what follows: `收件/甲.2024.xlsx` gives `甲.2024`.
    package static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }
}
