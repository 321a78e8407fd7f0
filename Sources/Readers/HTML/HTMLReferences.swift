/// The text of a page with its character references resolved (HTML 5 §13.2.5.72): numeric ones, and the Latin and typographic
/// names of HTML 4, which are all that Chinese pages use. Anything else stays as it is.
func resolvedReferences(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        if bytes[position] == UInt8(ascii: "&"), let (character, length) = reference(bytes[(position + 1)...]) {
            out += Array(String(character).utf8)
            position += 1 + length
        } else {
            out.append(bytes[position])
            position += 1
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// The character of a reference and the bytes that the reference takes. Its semicolon may be missing.
private func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    guard bytes.first == UInt8(ascii: "#") else {
        let name = bytes.prefix(8).prefix {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
        let isEnded = bytes.dropFirst(name.count).first == UInt8(ascii: ";")
        if let scalar = named[String(decoding: name, as: UTF8.self)] { return (scalar, name.count + (isEnded ? 1 : 0)) }
        return unended.first { name.starts(with: $0.utf8) }.flatMap { name in named[name].map { ($0, name.utf8.count) } }
    }
    let isHex = bytes.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } == true
    let digits = bytes.dropFirst(isHex ? 2 : 1).prefix { Character(Unicode.Scalar($0)).isHexDigit && (isHex || $0 <= 0x39) }
    guard !digits.isEmpty else { return nil }
    let length = (isHex ? 2 : 1) + digits.count
    let isEnded = bytes.dropFirst(length).first == UInt8(ascii: ";")
    let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10) ?? 0
    let scalar = (0x80..<0xA0).contains(number) ? windows1252[Int(number) - 0x80] : Unicode.Scalar(number)
    return (scalar.flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}", length + (isEnded ? 1 : 0))
}

/// Names that need no semicolon, even if text follows.
private let unended = ["nbsp", "amp", "lt", "gt", "quot", "middot"]

/// The characters for 128 to 159 (HTML 5 §13.2.5.80).
private let windows1252 = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars).map(Optional.some)

private let named: [String: Unicode.Scalar] = {
    var named: [String: Unicode.Scalar] = [
        "quot": "\"", "amp": "&", "lt": "<", "gt": ">", "apos": "'", "OElig": "Œ", "oelig": "œ", "circ": "ˆ", "tilde": "˜",
        "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "ndash": "–",
        "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "dagger": "†",
        "bull": "•", "hellip": "…", "permil": "‰", "prime": "′", "Prime": "″", "lsaquo": "‹", "rsaquo": "›", "euro": "€",
        "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "minus": "−", "radic": "√", "infin": "∞",
        "asymp": "≈", "ne": "≠", "le": "≤", "ge": "≥", "sum": "∑", "alpha": "α", "beta": "β", "Delta": "Δ", "pi": "π",
        "loz": "◊",
    ]
    // Latin-1 from 160 on, in order.
    let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para \
        middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
        Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
        Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc \
        iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
        """
    for (offset, name) in latin.split(separator: " ").enumerated() {
        named[String(name)] = Unicode.Scalar(0xA0 + UInt32(offset))
    }
    return named
}()
