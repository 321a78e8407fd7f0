import Foundation
import Text

/// Parses a year such as `2024`, `2024年` or `2024年度`. Returns nil if the text is not a year from 2000 to 2099.
func reportYear(in text: String) -> Int? {
    var plain = Prose.trimmed(text.unicodeScalars.map(\.halfWidth))
    for ending in ["度", "年"] where plain.hasSuffix(ending) { plain.removeLast() }
    guard let value = NumberText.decimal(plain), value.isWhole, value >= 2000, value < 2100 else { return nil }
    return Int(value.description)
}
