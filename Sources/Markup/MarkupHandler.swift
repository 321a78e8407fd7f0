import Model

/// Takes the events of one part in document order. A finding that it throws ends the parsing.
package protocol MarkupHandler {
    mutating func start(_ element: Element) throws(Finding)
    /// Text and CDATA, in pieces of any length.
    mutating func text(_ piece: String) throws(Finding)
    /// `name` is the one that `start` had.
    mutating func end(_ name: String) throws(Finding)
    /// Whether nothing that may follow is wanted: asked after each child of the root; the rest is then not parsed.
    var isDone: Bool { get }
    /// What it reads of the elements that most of a part consists of.
    static var abridged: [AbridgedElement] { get }
}

extension MarkupHandler {
    package mutating func text(_ piece: String) throws(Finding) {}
    package mutating func end(_ name: String) throws(Finding) {}
    package var isDone: Bool { false }
    package static var abridged: [AbridgedElement] { [] }
}

/// A start tag.
package struct Element {
    /// In the root's namespace the local name; in any other with its prefix and a colon, so that `xm:f` is never `f`
    /// (nor is an `f` that redefines the default namespace: it is `:f`).
    package let name: String
    /// By their names as written, prefixes and declarations too.
    package let attributes: [String: String]
    let bindings: [String: String]

    /// An attribute without prefix.
    package subscript(_ attribute: String) -> String? { attributes[attribute] }

    /// An attribute with a prefix, whichever it is, that stands for one of the namespaces.
    package subscript(_ local: String, in namespaces: Set<String>) -> String? {
        attributes.first { name, _ in
            let parts = name.split(separator: ":", maxSplits: 1)
            return parts.count == 2 && parts[1] == local
                && bindings[String(parts[0])].map(namespaces.contains) == true
        }?.value
    }
}
