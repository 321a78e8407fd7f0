/// The prefixes in force (Namespaces in XML 1.0 §6), kept here because the parser's own processing costs more.
struct Namespaces {
    /// Prefix to URI; the default namespace under the empty prefix.
    private(set) var bindings: [String: String] = [:] { didSet { defaultIsHome = bindings[""] == home } }
    /// The namespace whose names are delivered bare.
    var home = "" { didSet { defaultIsHome = bindings[""] == home } }
    private var defaultIsHome = false
    /// The declarations of the elements that are open, each with what it hides.
    private var declarations: [(depth: Int, prefix: String, hidden: String?)] = []

    /// Declarations in force at once. libxml2 looks through all of them for every name.
    static let limit = 256

    /// False where the limit is passed.
    mutating func open(_ attributes: [String: String], depth: Int) -> Bool {
        // Nearly no attribute is a declaration, and every tag is asked.
        for (name, uri) in attributes where name.utf8.first == UInt8(ascii: "x") && name.utf8.starts(with: "xmlns".utf8) {
            let (first, local) = Self.split(name)
            guard name == "xmlns" || first == "xmlns" else { continue }
            let prefix = first.isEmpty ? "" : local
            declarations.append((depth, prefix, bindings.updateValue(uri, forKey: prefix)))
        }
        return declarations.count <= Self.limit
    }

    mutating func close(depth: Int) {
        while declarations.last?.depth == depth, let last = declarations.popLast() {
            bindings[last.prefix] = last.hidden
        }
    }

    func namespace(of name: String) -> String { bindings[Self.split(name).prefix] ?? "" }

    /// The name as it is delivered.
    func name(_ qualified: String) -> String {
        // Prefix, colon and name are three; most names of a workbook are shorter.
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
