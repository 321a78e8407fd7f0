import Markup
import Text

/// A string item (CT_Rst, ECMA-376 part 1, §18.4.8): its runs joined, phonetic hints left out.
struct RichText {
    private(set) var text = ""
    private var run: String?
    private var keepsBlanks = false
    private var isPhonetic = false

    mutating func start(_ element: Element) {
        switch element.name {
        case "t" where !isPhonetic:
            run = ""
            keepsBlanks = element["xml:space"] == "preserve"
        case "rPh":
            isPhonetic = true
        default:
            break
        }
    }

    mutating func append(_ piece: String) { run?.append(piece) }

    mutating func end(_ name: String) {
        switch name {
        case "t":
            guard let run else { return }
            text += decodedEscapes(keepsBlanks ? run : withoutOuterBlanks(run))
            self.run = nil
        case "rPh":
            isPhonetic = false
        default:
            break
        }
    }
}

/// Without the blanks at its ends, as a text without `xml:space="preserve"` is read.
func withoutOuterBlanks(_ run: String) -> String {
    func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    guard run.utf8.first.map(isBlank) == true || run.utf8.last.map(isBlank) == true else { return run }
    let start = run.utf8.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(Substring(start[...last]))
}

/// UTF-8 bytes that one text may have. Excel's own limit of 32,767 characters is exceeded by other programs.
let textLimit = 1_000_000

/// Resolves the `_xHHHH_` of ST_Xstring (ECMA-376 part 1, §22.9.2.19) and makes `\r\n` a line feed.
///
/// An escape that gives half a surrogate pair stays as it stands.
func decodedEscapes(_ text: String) -> String {
    guard text.contains(bytesOf: "_x") || text.contains(bytesOf: "\r") else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var position = 0
    while position < bytes.count {
        if let high = escapedUnit(bytes, at: position) {
            let low = UTF16.isLeadSurrogate(high) ? escapedUnit(bytes, at: position + 7) : nil
            let units = [high] + (low.map { [$0] } ?? [])
            if let character = String(validating: units, as: UTF16.self) {
                out += Array(character.utf8)
                position += 7 * units.count
                continue
            }
        }
        out.append(bytes[position])
        position += 1
    }
    return String(decoding: out, as: UTF8.self).replacing("\r\n", with: "\n")
}

private func escapedUnit(_ bytes: [UInt8], at start: Int) -> UInt16? {
    guard start + 7 <= bytes.count, bytes[start...].starts(with: "_x".utf8), bytes[start + 6] == UInt8(ascii: "_")
    else { return nil }
    let digits = String(decoding: bytes[start + 2..<start + 6], as: UTF8.self)
    return digits.allSatisfy(\.isHexDigit) ? UInt16(digits, radix: 16) : nil
}
