import Forms
import Text

extension FormDefinition {
    /// Whether a line belongs to the web page around a report, such as a date of publication or a link: it begins with one
    /// of `pageWords` and does not end with a stop.
    func isPageLine(_ line: String) -> Bool {
        guard line.utf8.count <= 600 else { return false }
        let plain = line.unicodeScalars.lazy.filter { !Prose.isBlank($0) }.map(\.halfWidth)
        // Most lines are prose, which the first scalars show. No page word is longer than 30.
        var start: [Unicode.Scalar] = []
        for scalar in plain where !start.isEmpty || !"[(【〖|".unicodeScalars.contains(scalar) {
            start.append(scalar)
            if start.count == 30 { break }
        }
        guard pageWords.contains(where: { start.starts(with: $0.unicodeScalars.lazy.map(\.halfWidth)) }) else {
            return false
        }
        return plain.last.map { !"。;!?".unicodeScalars.contains($0) } == true
    }
}
