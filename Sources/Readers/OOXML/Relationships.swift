import Archive
import Foundation
import Markup
import Model
import Text

/// The relationships of one part (ECMA-376 part 2, §6.5), in the transitional and the strict form.
package struct Relationships: MarkupHandler, Sendable {
    /// Where a part leads to another.
    package struct Relationship: Sendable {
        package let id: String
        /// The last word of the type's URI, such as `worksheet`.
        package let kind: String
        /// Whether the type is one of the strict form.
        package let isStrict: Bool
        /// The name of the part it leads to.
        package let target: String
    }

    /// Those that stay inside the file.
    package private(set) var all: [Relationship] = []
    private var folder: [Substring]

    private static let known = KnownParts<Relationships>()

    /// The namespaces that an `r:id` may be in.
    package static let namespaces: Set = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]

    /// Reads the relationships of a part, or with an empty name those of the package; none where it has none.
    package init(of part: String, in archive: ZipArchive) throws(Finding) {
        folder = part.split(separator: "/").dropLast()
        let name = Self.part(of: part)
        guard archive.contains(name) else { return }
        self = try Self.known.read(
            name, in: archive, root: "Relationships",
            namespaces: ["http://schemas.openxmlformats.org/package/2006/relationships"], into: self)
    }

    /// The name of the part that holds the relationships of another.
    package static func part(of part: String) -> String {
        let steps = part.split(separator: "/")
        return (steps.dropLast() + ["_rels", "\(steps.last ?? "").rels"]).joined(separator: "/")
    }

    package mutating func start(_ element: Element) {
        guard element.name == "Relationship", element["TargetMode"] != "External",
            let id = element["Id"], let type = element["Type"], let target = element["Target"]
        else { return }
        all.append(
            Relationship(
                id: id, kind: String(type[(type.lastIndex(of: "/").map(type.index(after:)) ?? type.startIndex)...]),
                isStrict: type.hasPrefix("http://purl.oclc.org/ooxml/"), target: resolve(target)))
    }

    /// The first of a kind, as `worksheet`.
    package func first(_ kind: String) -> Relationship? { all.first { $0.kind == kind } }

    private func resolve(_ target: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder
        let decoded = target.contains(bytesOf: "%") ? target.removingPercentEncoding ?? target : target
        for step in decoded.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = path.popLast()
            default: path.append(step)
            }
        }
        return path.joined(separator: "/")
    }
}
