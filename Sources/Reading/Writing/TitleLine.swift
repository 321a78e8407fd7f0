import Forms
import Model
import Text

/// The title of a report, such as `淮安市人民政府2024年政府信息公开工作年度报告`, in up to three cells below each other.
struct TitleLine {
    /// The agency's name as it is written, and its cell; nil if the title does not name one.
    let agency: (text: String, origin: Origin)?
    let year: Int
    /// The cell with the words after the year.
    let origin: Origin
    /// The last cell of the title.
    let last: CellAddress

    /// A title stands at the top of a sheet. Searching every long label would take longer than the rest of reading.
    private static let labelLimit = 1_000

    /// The title of a sheet: the last one above `first`, its first section, because web pages name other reports before
    /// their own. Nil if the sheet has no title.
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

    /// Whether at most two rows lie between one line and the next.
    private static func areNear(_ lines: ArraySlice<LabelledSheet.Label>) -> Bool {
        zip(lines, lines.dropFirst()).allSatisfy { $1.range.first.row - $0.range.last.row <= 3 }
    }

    private static func origin(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> Origin {
        Origin(sheet: sheet.sheet.name, cell: label.range.first, raw: label.text)
    }

    /// Agency and year of a title; nil if the text is not a title.
    private static func parse(_ text: String, titles: [String]) -> (agency: String?, year: Int)? {
        let scalars = text.unicodeScalars.filter { !Prose.isBlank($0) }
        let line = String(String.UnicodeScalarView(scalars.map(\.halfWidth)))
        // A text with a stop is a sentence that names a report.
        guard !line.contains(bytesOf: "。"), !line.contains(bytesOf: ","),
            let title = titles.first(where: line.contains(bytesOf:)), let end = line.firstRange(of: title)
        else { return nil }
        var head = line[..<end.lowerBound]
        if head.last == "度" { head.removeLast() }
        guard head.last == "年", let year = reportYear(in: String(head.dropLast().suffix(4))) else { return nil }
        // The name is taken as written, since its brackets may be full-width. Words of a web page before it are cut off.
        let before = scalars.prefix(head.unicodeScalars.count - 5).split { separators.contains($0) }
        return (before.last.map { String(String.UnicodeScalarView($0)) }, year)
    }

    private static let separators = Set("：:>＞»›|｜_—–-《【/".unicodeScalars)

    /// The agency on the line above a title: a line that ends like the name of a body, or the sheet's first line.
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
