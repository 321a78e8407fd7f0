/// Formulas of OpenDocument (OpenFormula, ODF 1.3 part 4).
enum ODSFormula {
    /// A formula as OpenDocument stores it, `of:=SUM([.A1:.B2];[表二.C3])`, as a spreadsheet shows it:
    /// `SUM(A1:B2,表二!C3)`. A formula in another language only loses its prefix.
    static func shown(_ stored: String) -> String {
        guard let sign = stored.firstIndex(of: "=") else { return stored }
        let formula = stored[stored.index(after: sign)...]
        guard ["of:", "oooc:"].contains(stored[..<sign]) else { return String(formula) }
        var shown = ""
        var quote: Character?
        var isReference = false
        /// Before the name of a sheet, or the dot for the formula's own sheet.
        var isAtStart = false
        for character in formula {
            switch character {
            case _ where quote != nil:
                shown.append(character)
                if character == quote { quote = nil }
            case "\"", "'":
                shown.append(character)
                (quote, isAtStart) = (character, false)
            case "[" where !isReference:
                (isReference, isAtStart) = (true, true)
            case "]" where isReference:
                isReference = false
            case "." where isReference:
                if !isAtStart { shown.append("!") }
                isAtStart = false
            case "$" where isAtStart:
                break
            case ";" where !isReference:
                shown.append(",")
            default:
                shown.append(character)
                isAtStart = isReference && character == ":"
            }
        }
        return shown
    }
}
