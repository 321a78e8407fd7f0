/// The prefixes in force (Namespaces in XML 1.0 §6). Kept here because XMLParser's own processing costs more.
struct Namespaces {
    /// URIs by prefix; the default namespace has the empty prefix.
    private(set) var bindings: [String: String] = [:] { didSet { defaultIsHome = bindings[""] == home } }
    /// The root's namespace, whose names are delivered without prefix.
    var home = "" { didSet { defaultIsHome = bindings[""] == home } }
    private var defaultIsHome = false
    /// The declarations of the open elements, each with the URI that it replaced.
    private var declarations: [(depth: Int, prefix: String, hidden: String?)] = []

    /// Declarations in force at once: libxml2 searches all of them for every name.
    static let limit = 256

    /// Adds the declarations of an element. Returns false if they exceed the limit.
    mutating func open(_ attributes: [String: String], depth: Int) -> Bool {
        // Asked for every tag, and nearly no attribute is a declaration.
        for (name, uri) in attributes where name.utf8.first == UInt8(ascii: "x") && name.utf8.starts(with: "xmlns".utf8) {
            let (first, local) = Self.split(name)
            guard name == "xmlns" || first == "xmlns" else { continue }
            let prefix = first.isEmpty ? "" : local
            declarations.append((depth, prefix, bindings.updateValue(uri, forKey: prefix)))
        }
        return declarations.count <= Self.limit
    }

    /// Removes the declarations of an element that ends.
    mutating func close(depth: Int) {
        while declarations.last?.depth == depth, let last = declarations.popLast() {
            bindings[last.prefix] = last.hidden
        }
    }

    /// The namespace of a qualified name; empty if there is none.
    func namespace(of name: String) -> String { bindings[Self.split(name).prefix] ?? "" }

    /// The name as `Element.name` has it.
    func name(_ qualified: String) -> String {
        // A prefixed name has at least three bytes; most names of a workbook have fewer.
        guard qualified.utf8.count > 2, let colon = qualified.utf8.firstIndex(of: UInt8(ascii: ":")),
            colon != qualified.startIndex
        else {
            return defaultIsHome ? qualified : ":\(qualified)"
        }
        let (prefix, local) = Self.split(qualified)
        return bindings[prefix] == home ? local : "\(prefix):\(local)"
    }

    private static func split(_ name: String) -> (prefix: String, local: String) {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return ("", name) }
        return (String(name[..<colon]), String(name[name.utf8.index(after: colon)...]))
    }
}
