extension String {
    /// Without the white space of XML at its ends, as a text without `xml:space="preserve"` is read.
    var withoutOuterBlanks: String {
        guard utf8.first?.isXMLBlank == true || utf8.last?.isXMLBlank == true else { return self }
        let start = utf8.drop(while: \.isXMLBlank)
        guard let last = start.lastIndex(where: { !$0.isXMLBlank }) else { return "" }
        return String(Substring(start[...last]))
    }
}

extension UInt8 {
    /// White space of XML 1.0 §2.3: blank, tab, line feed, carriage return.
    var isXMLBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
