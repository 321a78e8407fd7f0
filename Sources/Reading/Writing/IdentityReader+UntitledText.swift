import Forms

extension IdentityReader {
    /// The lines between the report's title and its first section: the preface, where it has no label. Empty if a table
    /// comes first or the preface has a label.
    ///
    /// Lines of the web page, labels with their values, and a table of contents are left out.
    var untitledLines: [String] {
        guard let entry = definition.narrative.first(where: { $0.untitled == true }),
            let (s, title) = titles.sorted(by: { $0.key < $1.key }).first(where: { $0.value.origin == self.title?.origin }),
            let heading = sheets[s].labels(labels.ends, limit: 100).first(where: { $0.range.first > title.last }),
            labels.sections.contains(where: { $0.entry.id != entry.id && $0.keys.contains(heading.key) })
        else { return [] }
        let sheet = sheets[s]
        let between = sheet.addresses(below: title.last.row).prefix(2_000).prefix { $0 < heading.range.first }
        let contents = between.lastIndex { sheet.cell(at: $0).map { isContentsLine($0.text) } == true }
        let cells = between[(contents.map { $0 + 1 } ?? between.startIndex)...]
        let byRow = Dictionary(grouping: cells, by: \.row)
        return cells.compactMap { address -> String? in
            guard byRow[address.row]?.count == 1, let text = sheet.cell(at: address)?.text, !isLabelled(text),
                !definition.isPageLine(text), LabelKey(text) != title.agency.map({ LabelKey($0.text) })
            else { return nil }
            return text
        }
    }

    /// Whether a line is one of a table of contents: the label of a section or table, then a page number.
    private func isContentsLine(_ text: String) -> Bool {
        let key = LabelKey(text).text
        guard let last = key.last, last.isNumber else { return false }
        return labels.ends.contains(LabelKey(String(key[...(key.lastIndex { !$0.isNumber } ?? key.startIndex)])))
    }
}
