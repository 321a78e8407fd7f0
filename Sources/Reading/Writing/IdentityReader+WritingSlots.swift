import Forms
import Model
import Text

extension IdentityReader {
    /// The slots of contacts and year, then of titles, then of sections.
    func writingSlots() -> [WritingSlot] {
        let labelled = sheets.flatMap { sheet in
            sheet.labels.compactMap { label in slot(of: label, on: sheet) }
        }
        let titles = sheets.flatMap { sheet in
            sheet.labels.prefix(1_000).compactMap { titleSlot($0, on: sheet) }
        }
        return labelled + titles + labels.sections.compactMap(sectionSlot)
    }

    /// The slot of a label's value: the cell beside it, or its own cell after the colon.
    private func slot(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> WritingSlot? {
        let colon = label.text.firstIndex { $0 == "：" || $0 == ":" }
        let named = colon.map { LabelKey(String(label.text[..<$0])) }
        guard let value = value(of: label.key) ?? named.flatMap(value) else { return nil }
        let after = colon.map { label.text[label.text.index(after: $0)...] }
        // With two labels in one cell, the extent of each value is unknown.
        if after?.contains(where: { $0 == "：" || $0 == ":" }) == true { return nil }
        let beside = besideCell(label, on: sheet)
        let fillsIn = value != self.value(of: label.key) || after?.isEmpty == false || label.range.columns.count > 1
        if let colon, fillsIn || beside == nil {
            return WritingSlot(
                value: value, sheet: sheet.sheet.name, cells: [label.range.first], lead: String(label.text[...colon]))
        }
        return beside.map { WritingSlot(value: value, sheet: sheet.sheet.name, cells: [$0]) }
    }

    private func value(of key: LabelKey) -> WritingSlot.Value? {
        if labels.year.contains(key) { return .year }
        return labels.agency.first { $0.keys.contains(key) }.map { .agency($0.entry.id) }
    }

    /// The cell with the value of a label, or the next one to its right; nil if that is a label of its own.
    private func besideCell(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> CellAddress? {
        let row = label.range.first.row
        let addresses = (1...4).map { sheet.shown(at: .init(row: row, column: label.range.last.column + $0)) }
        let held = addresses.first { sheet.cell(at: $0).flatMap { Prose.line($0.text) } != nil }
        guard let address = held ?? addresses.first else { return nil }
        let key = sheet.cell(at: address).map { LabelKey($0.text) } ?? LabelKey("")
        return value(of: key) == nil && !labels.ends.contains(key) ? address : nil
    }

    /// The slot of a title line, which ends in the form's title after 年 or after nothing:
    /// `××市人民政府____年政府信息公开工作年度报告`.
    private func titleSlot(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> WritingSlot? {
        let text = Prose.trimmed(label.text.unicodeScalars)
        guard let title = ([definition.title] + definition.titleAliases).first(where: text.hasSuffix),
            sheet.cell(at: label.range.first)?.formula == nil
        else { return nil }
        var head = Prose.trimmed(text.dropLast(title.count).unicodeScalars)
        if head.hasSuffix("度") { head.removeLast() }
        guard head.hasSuffix("年") || head.isEmpty else { return nil }
        return WritingSlot(value: .title(title), sheet: sheet.sheet.name, cells: [label.range.first])
    }

    /// The slot of a section: at the label with the longest text, or at the last label if none has any.
    private func sectionSlot(_ entry: FormDefinition.Entry, _ keys: [LabelKey]) -> WritingSlot? {
        let labels = sheets.enumerated().flatMap { s, sheet in
            sheet.labels(keys, limit: 20).map { (sheet: sheet, label: $0) }
        }
        let best = labels.enumerated().max { a, b in
            let (first, second) = (
                length(at: a.element.label, on: a.element.sheet), length(at: b.element.label, on: b.element.sheet)
            )
            return (first, a.offset) < (second, b.offset)
        }
        guard let (sheet, label) = best?.element else { return nil }
        let continuations = continuations(of: label, on: sheet)
        let beside = ([label] + continuations).map {
            sheet.shown(at: .init(row: $0.range.first.row, column: $0.range.last.column + 1))
        }
        let below = paragraphsBelow(label, on: sheet)
        let value = WritingSlot.Value.section(entry.id)
        if Self.valueRight(of: label, on: sheet) != nil || !continuations.isEmpty || below.isEmpty && isFollowed(label, on: sheet)
        {
            let held = besideCell(label, on: sheet)
            return WritingSlot(value: value, sheet: sheet.sheet.name, cells: [held ?? beside[0]] + beside.dropFirst())
        }
        let first = below.first ?? sheet.shown(at: .init(row: label.range.last.row + 1, column: label.range.first.column))
        return WritingSlot(value: value, sheet: sheet.sheet.name, cells: [first], cleared: Array(below.dropFirst()))
    }

    /// The length of a section's text in UTF-8 bytes.
    private func length(at label: LabelledSheet.Label, on sheet: LabelledSheet) -> Int {
        prose(of: label, on: sheet)?.utf8.count ?? 0
    }

    /// Whether another label, or nothing, follows below a label, so that its text goes beside it. The text of a wide label,
    /// which is a heading, goes below it.
    private func isFollowed(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> Bool {
        let next = sheet.shown(at: .init(row: label.range.last.row + 1, column: label.range.first.column))
        let nextKey = sheet.cell(at: next).map { LabelKey($0.text) } ?? LabelKey("")
        let besideIsWide = sheet.sheet.merges.contains {
            $0.first == CellAddress(row: label.range.first.row, column: label.range.last.column + 1)
        }
        let belowIsWide = sheet.sheet.merges.contains { $0.first == next }
        return label.range.columns.count == 1 && !belowIsWide
            && (besideIsWide || labels.ends.contains(nextKey) || next.row > lastRow(of: sheet))
    }

    private func lastRow(of sheet: LabelledSheet) -> Int { sheet.addresses.last?.row ?? 0 }
}
