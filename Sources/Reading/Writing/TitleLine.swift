import Forms
import Model
import Text

/// The title of a report, such as `淮安市人民政府2024年政府信息公开工作年度报告`, in one cell or in up to three below each other.
struct TitleLine {
    let agency: (text: String, origin: Origin)?
    let year: Int
    let origin: Origin
    /// The cell where it ends.
    let last: CellAddress

    /// A title stands at the top; searching every long label would cost more than the rest.
    private static let labelLimit = 1_000

    /// The title of a sheet: the last one above its first section, since pages name other reports before theirs.
    static func find(_ definition: FormDefinition, on sheet: LabelledSheet, above first: CellAddress?) -> TitleLine? {
        let titles = all(definition, on: sheet)
        return titles.last { title in first.map { title.last < $0 } == true } ?? titles.first
    }

    private static func all(_ definition: FormDefinition, on sheet: LabelledSheet) -> [TitleLine] {
        let titles = [definition.title] + definition.titleAliases
        guard let end = definition.title.unicodeScalars.last else { return [] }
        return sheet.labels.prefix(labelLimit).indices.compactMap { index in
            let label = sheet.labels[index]
            guard label.key.text.utf8.count >= 30, label.key.text.unicodeScalars.contains(end) else { return nil }
            // The year may stand on the line before.
            for count in 1...2 where index >= count - 1 {
                let lines = sheet.labels[(index - count + 1)...index]
                guard areNear(lines), let (agency, year) = parse(lines.map(\.text).joined(), titles: titles) else { continue }
                let origin = Self.origin(label, on: sheet)
                let named = agency.map { (text: $0, origin: Self.origin(lines[lines.startIndex], on: sheet)) }
                return TitleLine(
                    agency: named ?? agencyAbove(lines.startIndex, definition, on: sheet), year: year, origin: origin,
                    last: label.range.last)
            }
            return nil
        }
    }

    private static func areNear(_ lines: ArraySlice<LabelledSheet.Label>) -> Bool {
        zip(lines, lines.dropFirst()).allSatisfy { $1.range.first.row - $0.range.last.row <= 3 }
    }

    private static func origin(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> Origin {
        Origin(sheet: sheet.sheet.name, cell: label.range.first, raw: label.text)
    }

    /// Agency and year of a title; nil where the text is none.
    private static func parse(_ text: String, titles: [String]) -> (agency: String?, year: Int)? {
        let scalars = text.unicodeScalars.filter { !Prose.isBlank($0) }
        let line = String(String.UnicodeScalarView(scalars.map(\.halfWidth)))
        // A sentence that names a report is no title.
        guard !line.contains(bytesOf: "。"), !line.contains(bytesOf: ","),
            let title = titles.first(where: line.contains(bytesOf:)), let end = line.firstRange(of: title)
        else { return nil }
        var head = line[..<end.lowerBound]
        if head.last == "度" { head.removeLast() }
        guard head.last == "年", let year = reportYear(in: String(head.dropLast().suffix(4))) else { return nil }
        // As it is written: its brackets may be full-width. What pages write before it is cut off.
        let before = scalars.prefix(head.unicodeScalars.count - 5).split { separators.contains($0) }
        return (before.last.map { String(String.UnicodeScalarView($0)) }, year)
    }

    private static let separators = Set("：:>＞»›|｜_—–-《【/".unicodeScalars)

    /// The agency on the line above a title: the name of a body, or the first line of all.
    private static func agencyAbove(
        _ index: Int, _ definition: FormDefinition, on sheet: LabelledSheet
    ) -> (text: String, origin: Origin)? {
        guard index > 0, areNear(sheet.labels[(index - 1)...index]) else { return nil }
        let label = sheet.labels[index - 1]
        let text = Prose.trimmed(label.text.unicodeScalars)
        guard label.key.text.count >= 4, !text.contains(where: { "，。；：:？！>".contains($0) }), !definition.isPageLine(text) else {
            return nil
        }
        let bodies = definition.powers?.bodies ?? []
        let isBody = bodies.contains { body in
            body.endings.contains { label.key.text.hasSuffix($0) }
                || body.beginnings?.contains { label.key.text.hasPrefix($0) } == true
        }
        return isBody || index == 1 ? (text, origin(label, on: sheet)) : nil
    }
}

/// `2024`, `2024年`, `2024年度`; nil where the text is no year of our times.
func reportYear(in text: String) -> Int? {
    var plain = Prose.trimmed(text.unicodeScalars.map(\.halfWidth))
    for ending in ["度", "年"] where plain.hasSuffix(ending) { plain.removeLast() }
    guard let value = NumberText.decimal(plain), value.isWhole, value >= 2000, value < 2100 else { return nil }
    return Int(value.description)
}

extension FormDefinition {
    /// Whether a line is one that a web page puts around a report: the date it was put there, what can be clicked.
    func isPageLine(_ line: String) -> Bool {
        guard line.utf8.count <= 600 else { return false }
        let plain = line.unicodeScalars.lazy.filter { !Prose.isBlank($0) }.map(\.halfWidth)
        // Most lines are prose, and known by how they begin; no such word is longer than 30.
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
