/// Gives files of one folder their names: each name once, whether or not a system tells capital letters from small ones.
package struct OutputNames {
    private var taken: Set<String>
    /// The number that a base name was last given, so that thousands of one name do not count from one each.
    private var numbers: [String: Int] = [:]

    /// `taken` are the names of the files that are there.
    package init(taken: [String] = []) { self.taken = Set(taken.map { $0.lowercased() }) }

    /// Frees a name: its file goes.
    package mutating func release(_ name: String) {
        taken.remove(name.lowercased())
        numbers = [:]
    }

    /// The base name with its suffix, and a number between if the name is taken: `甲-2024-2.xlsx`.
    package mutating func take(_ base: String, suffix: String = "") -> String {
        let key = base.lowercased()
        while true {
            let number = numbers[key, default: 0] + 1
            numbers[key] = number
            let name = number == 1 ? base + suffix : "\(base)-\(number)\(suffix)"
            if taken.insert(name.lowercased()).inserted { return name }
        }
    }

    /// A base name without the characters that Windows or Linux do not allow, at most 180 bytes with the `ending`, which stays
    /// whole.
    package static func safe(_ name: String, ending: String = "") -> String {
        let scalars = name.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || "\\/:*?\"<>|".unicodeScalars.contains(scalar)
                ? "_" : scalar
        }
        var safe = String(String.UnicodeScalarView(scalars.drop { $0 == "." || $0 == " " }))
        while safe.utf8.count + ending.utf8.count > 180 { safe.removeLast() }
        return (safe.isEmpty ? "_" : safe) + ending
    }
}
