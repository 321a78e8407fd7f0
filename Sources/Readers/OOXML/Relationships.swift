import Archive
import Foundation
import Markup
import Model
import Text

/// The relationships of one part (ECMA-376 part 2, §6.5), transitional or strict.
package struct Relationships: MarkupHandler, Sendable {
    /// A relationship from the part to another.
    package struct Relationship: Sendable {
        /// The id by which elements of the part name it.
        package let id: String
        /// The last step of the type's URI, such as `worksheet`.
        package let kind: String
        /// Whether the type's URI is one of the strict form.
        package let isStrict: Bool
        /// The name of the other part.
        package let target: String
    }

    /// The relationships to parts of the file, in order.
    package private(set) var all: [Relationship] = []
    private var folder: [Substring]

    private static let known = KnownParts<Relationships>()

    /// The namespaces of `r:id`.
    package static let namespaces: Set = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]

    /// Reads the relationships of a part, or of the package if the name is empty. A part may have none. Throws `A1xx`, `X1xx`.
    package init(of part: String, in archive: ZipArchive) throws(Finding) {
        folder = part.split(separator: "/").dropLast()
        let name = Self.part(of: part)
        guard archive.contains(name) else { return }
        self = try Self.known.read(
            name, in: archive, root: "Relationships",
            namespaces: ["http://schemas.openxmlformats.org/package/2006/relationships"], into: self)
    }

    /// The name of the part with the relationships of a part.
    package static func part(of part: String) -> String {
        let steps = part.split(separator: "/")
        return (steps.dropLast() + ["_rels", "\(steps.last ?? "").rels"]).joined(separator: "/")
    }

    /// Adds a relationship, unless it leads outside the file.
    package mutating func start(_ element: Element) {
        guard element.name == "Relationship", element["TargetMode"] != "External",
            let id = element["Id"], let type = element["Type"], let target = element["Target"]
        else { return }
        all.append(
            Relationship(
                id: id, kind: String(type[(type.lastIndex(of: "/").map(type.index(after:)) ?? type.startIndex)...]),
                isStrict: type.hasPrefix("http://purl.oclc.org/ooxml/"), target: resolve(target)))
    }

    /// The first relationship of a kind, such as `worksheet`.
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
