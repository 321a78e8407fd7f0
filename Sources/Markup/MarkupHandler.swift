import Model

/// Receives the events of one part in document order. A finding that it throws ends the parsing.
package protocol MarkupHandler {
    /// A start tag.
    mutating func start(_ element: Element) throws(Finding)
    /// Text and CDATA, in pieces of any length.
    mutating func text(_ piece: String) throws(Finding)
    /// An end tag. `name` is that of the element in `start`.
    mutating func end(_ name: String) throws(Finding)
    /// Whether the handler needs nothing more. Asked after each child of the root; the rest of the part is then not parsed.
    var isDone: Bool { get }
    /// The elements of which the handler reads only some attributes, so that `Abridgement` can leave out the others.
    static var abridged: [AbridgedElement] { get }
}

extension MarkupHandler {
    package mutating func text(_ piece: String) throws(Finding) {}
    package mutating func end(_ name: String) throws(Finding) {}
    package var isDone: Bool { false }
    package static var abridged: [AbridgedElement] { [] }
}

/// An element by its start tag.
package struct Element {
    /// The local name in the root's namespace; in any other namespace the prefix, a colon and the local name, so that `xm:f` is
    /// never `f`. An `f` that redefines the default namespace is `:f`.
    package let name: String
    /// Values by the names as written, with prefixes; declarations of namespaces too.
    package let attributes: [String: String]
    /// Namespaces by their prefixes.
    let bindings: [String: String]

    /// The value of an attribute, by its name as written.
    package subscript(_ attribute: String) -> String? { attributes[attribute] }

    /// The value of an attribute by its local name, in one of the namespaces under any prefix.
    package subscript(_ local: String, in namespaces: Set<String>) -> String? {
        attributes.first { name, _ in
            let parts = name.split(separator: ":", maxSplits: 1)
            return parts.count == 2 && parts[1] == local
                && bindings[String(parts[0])].map(namespaces.contains) == true
        }?.value
    }
}
