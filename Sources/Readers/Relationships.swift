import Archive
import Findings
import Foundation
import Markup

/// The relationships of one part (ECMA-376 part 2, §6.5), in the transitional and the strict form.
struct Relationships: MarkupHandler {
    struct Relationship {
        var id: String
        /// The last word of the type's URI, such as `worksheet`.
        var kind: String
        /// The name of the part it leads to.
        var target: String
    }

    /// Those that stay inside the file.
    private(set) var all: [Relationship] = []
    private let folder: [Substring]

    /// The namespaces that an `r:id` may be in.
    static let namespaces: Set = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]

    /// Reads the relationships of a part, or with an empty name those of the package; none where it has none.
    init(of part: String, in archive: ZipArchive) throws(Finding) {
        folder = part.split(separator: "/").dropLast()
        let name = (folder + ["_rels", "\(part.split(separator: "/").last ?? "").rels"]).joined(separator: "/")
        guard archive.contains(name) else { return }
        try parse(
            archive.read(name), part: name, root: "Relationships",
            namespaces: ["http://schemas.openxmlformats.org/package/2006/relationships"], into: &self)
    }

    mutating func start(_ element: Element) {
        guard element.name == "Relationship", element["TargetMode"] != "External",
            let id = element["Id"], let type = element["Type"], let target = element["Target"]
        else { return }
        all.append(Relationship(id: id, kind: String(type.split(separator: "/").last ?? ""), target: resolve(target)))
    }

    func first(_ kind: String) -> Relationship? { all.first { $0.kind == kind } }

    private func resolve(_ target: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder
        for step in (target.removingPercentEncoding ?? target).split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = path.popLast()
            default: path.append(step)
            }
        }
        return path.joined(separator: "/")
    }
}
