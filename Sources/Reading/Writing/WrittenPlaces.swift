import Forms
import Model
import Text

/// Where a workbook has room for something written: a name, the year, a section.
package struct WrittenPlace: Hashable, Sendable {
    /// What goes there; contacts and sections by their ids.
    package enum Value: Hashable, Sendable {
        case agency(String)
        case year
        /// The title line, with the words that follow agency and year as they stand there.
        case title(String)
        case section(String)
    }

    package let value: Value
    package let sheet: String
    /// The first takes the text, the others what a cell cannot hold.
    package let cells: [CellAddress]
    /// What stands before the value in the same cell: `填报单位：`.
    package var lead = ""
    /// Cells that go with what stood there before.
    package var cleared: [CellAddress] = []
}

extension ReportReader {
    /// Every place where the reader would look for what is written in a report of that form, filled or not.
    package func writtenPlaces(in workbook: Workbook, form: Form) -> [WrittenPlace] {
        let reader = form.id == newest.form.id ? newest : FormReader(form)
        return IdentityReader(reader, on: Self.inOrder(workbook.sheets).map(LabelledSheet.init)).places()
    }
}

extension IdentityReader {
    fileprivate func places() -> [WrittenPlace] {
        let labelled = sheets.flatMap { sheet in
            sheet.labels.compactMap { label in place(of: label, on: sheet) }
        }
        let titles = sheets.flatMap { sheet in
            sheet.labels.prefix(1_000).compactMap { titlePlace($0, on: sheet) }
        }
        return labelled + titles + labels.sections.compactMap(sectionPlace)
    }

    /// The place that a label names: beside it, or after its colon.
    private func place(of label: LabelledSheet.Label, on sheet: LabelledSheet) -> WrittenPlace? {
        let colon = label.text.firstIndex { $0 == "：" || $0 == ":" }
        let named = colon.map { LabelKey(String(label.text[..<$0])) }
        guard let value = value(of: label.key) ?? named.flatMap(value) else { return nil }
        let after = colon.map { label.text[label.text.index(after: $0)...] }
        // Two labels in one cell leave no place that could be told.
        if after?.contains(where: { $0 == "：" || $0 == ":" }) == true { return nil }
        let beside = besideCell(label, on: sheet)
        let fillsIn = value != self.value(of: label.key) || after?.isEmpty == false || label.range.columns.count > 1
        if let colon, fillsIn || beside == nil {
            return WrittenPlace(
                value: value, sheet: sheet.sheet.name, cells: [label.range.first], lead: String(label.text[...colon]))
        }
        return beside.map { WrittenPlace(value: value, sheet: sheet.sheet.name, cells: [$0]) }
    }

    private func value(of key: LabelKey) -> WrittenPlace.Value? {
        if labels.year.contains(key) { return .year }
        return labels.agency.first { $0.keys.contains(key) }.map { .agency($0.entry.id) }
    }

    /// The cell that holds the value of a label, or the next one right of it; nil where that is a label itself.
    private func besideCell(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> CellAddress? {
        let row = label.range.first.row
        let addresses = (1...4).map { sheet.shown(at: .init(row: row, column: label.range.last.column + $0)) }
        let held = addresses.first { sheet.cell(at: $0).flatMap { Prose.line($0.text) } != nil }
        guard let address = held ?? addresses.first else { return nil }
        let key = sheet.cell(at: address).map { LabelKey($0.text) } ?? LabelKey("")
        return value(of: key) == nil && !labels.ends.contains(key) ? address : nil
    }

    /// A line that ends in the report's title after nothing or a year: `××市人民政府____年政府信息公开工作年度报告`.
    private func titlePlace(_ label: LabelledSheet.Label, on sheet: LabelledSheet) -> WrittenPlace? {
        let text = Prose.trimmed(label.text.unicodeScalars)
        guard let title = ([definition.title] + definition.titleAliases).first(where: text.hasSuffix),
            sheet.cell(at: label.range.first)?.formula == nil
        else { return nil }
        var head = Prose.trimmed(text.dropLast(title.count).unicodeScalars)
        if head.hasSuffix("度") { head.removeLast() }
        guard head.hasSuffix("年") || head.isEmpty else { return nil }
        return WrittenPlace(value: .title(title), sheet: sheet.sheet.name, cells: [label.range.first])
    }

    /// Where a section is written: at the label that has most beside or below it, the last one where none has anything.
    private func sectionPlace(_ entry: FormDefinition.Entry, _ keys: [LabelKey]) -> WrittenPlace? {
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
        let value = WrittenPlace.Value.section(entry.id)
        if Self.valueRight(of: label, on: sheet) != nil || !continuations.isEmpty || below.isEmpty && isFollowed(label, on: sheet)
        {
            let held = besideCell(label, on: sheet)
            return WrittenPlace(value: value, sheet: sheet.sheet.name, cells: [held ?? beside[0]] + beside.dropFirst())
        }
        let first = below.first ?? sheet.shown(at: .init(row: label.range.last.row + 1, column: label.range.first.column))
        return WrittenPlace(value: value, sheet: sheet.sheet.name, cells: [first], cleared: Array(below.dropFirst()))
    }

    private func length(at label: LabelledSheet.Label, on sheet: LabelledSheet) -> Int {
        prose(of: label, on: sheet)?.utf8.count ?? 0
    }

    /// Whether what comes next below a label is another one: then its text stands beside it. A wide label is a heading.
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
