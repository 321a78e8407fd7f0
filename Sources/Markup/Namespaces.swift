/// The prefixes in force (Namespaces in XML 1.0 §6), kept here because the parser's own processing costs more.
struct Namespaces {
    /// Prefix to URI; the default namespace under the empty prefix.
    private(set) var bindings: [String: String] = [:] { didSet { defaultIsHome = bindings[""] == home } }
    /// The namespace whose names are delivered bare.
    var home = "" { didSet { defaultIsHome = bindings[""] == home } }
    private var defaultIsHome = false
    private var outer: [(depth: Int, bindings: [String: String])] = []

    mutating func open(_ attributes: [String: String], depth: Int) {
        var inner = bindings
        for (name, uri) in attributes where name.utf8.starts(with: "xmlns".utf8) {
            if name == "xmlns" {
                inner[""] = uri
            } else if name.hasPrefix("xmlns:") {
                inner[String(name.dropFirst(6))] = uri
            }
        }
        guard inner != bindings else { return }
        outer.append((depth, bindings))
        bindings = inner
    }

    mutating func close(depth: Int) {
        guard let last = outer.last, last.depth == depth else { return }
        bindings = last.bindings
        outer.removeLast()
    }

    func namespace(of name: String) -> String { bindings[Self.split(name).prefix] ?? "" }

    /// The name as it is delivered.
    func name(_ qualified: String) -> String {
        let (prefix, local) = Self.split(qualified)
        if prefix.isEmpty { return defaultIsHome ? local : ":\(local)" }
        return bindings[prefix] == home ? local : "\(prefix):\(local)"
    }

    private static func split(_ name: String) -> (prefix: String, local: String) {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return ("", name) }
        return (String(name[..<colon]), String(name[name.utf8.index(after: colon)...]))
    }
}
