/// Escapes text for XML and resolves references.
package enum Escaping {
    /// The text escaped for an element or an attribute in double quotes. Characters that XML 1.0 §2.2 does not allow are left out.
    /// Line breaks become references, since in an attribute they would be read as blanks.
    package static func escaped(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": view.append(contentsOf: "&amp;".unicodeScalars)
            case "<": view.append(contentsOf: "&lt;".unicodeScalars)
            case ">": view.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": view.append(contentsOf: "&quot;".unicodeScalars)
            case "\n": view.append(contentsOf: "&#10;".unicodeScalars)
            case "\r": view.append(contentsOf: "&#13;".unicodeScalars)
            case "\t": view.append(contentsOf: "&#9;".unicodeScalars)
            case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: break
            default: view.append(scalar)
            }
        }
        return String(view)
    }

    /// The text with its references resolved: the five of XML and those to characters. Any other reference is left as it is.
    package static func resolved(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var resolved = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "&"), let close = rest[open...].firstIndex(of: ";") {
            resolved += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            resolved += character(name) ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return resolved + rest
    }

    private static func character(_ name: Substring) -> String? {
        if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][name] { return known }
        let number =
            name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        return number.flatMap(Unicode.Scalar.init).map(String.init)
    }
}
