import Archive
import Foundation
import Model
import Writers

/// A table for people, before any file format.
package struct Listing {
    package struct Column {
        package let heading: String
        /// In characters of the standard font.
        package let width: Double

        package init(_ heading: String, width: Double) {
            self.heading = heading
            self.width = width
        }
    }

    package enum Content: Equatable {
        case text(String)
        case number(Decimal)
        /// A text with what was taken out and put in.
        case changes([WordDiff.Piece])
    }

    package struct Entry {
        package let content: Content
        package let tone: SheetLayout.Tone

        package init(_ text: String, _ tone: SheetLayout.Tone = .plain) {
            content = .text(text)
            self.tone = tone
        }

        package init(_ number: Decimal?, _ tone: SheetLayout.Tone = .plain) {
            content = number.map(Content.number) ?? .text("")
            self.tone = tone
        }

        package init(_ changes: [WordDiff.Piece]) {
            content = .changes(changes)
            tone = .plain
        }
    }

    /// How many entries of a column say the same: in a workbook formulas, which follow what people change.
    package struct Counts {
        package let column: Int
        package let all: String
        package let values: [String]
    }

    /// The name of its sheet.
    package var name: String
    package var title: String
    package var notes: [String] = []
    package var counts: Counts?
    package var columns: [Column]
    package var rows: [[Entry]] = []

    package init(_ name: String, title: String, columns: [Column]) {
        self.name = name
        self.title = title
        self.columns = columns
    }

    /// The counts as one line; what does not occur is left out.
    var countLine: String? {
        counts.map { counts in
            let texts = rows.map { $0[counts.column].text }
            let pieces = counts.values.map { value in "\(value) \(texts.count { $0 == value })" }
            return "\(counts.all) \(rows.count)：\(pieces.joined(separator: "，"))"
        }
    }
}

extension Listing.Entry {
    /// As one text, `[-out-]{+in+}` for changes.
    var text: String {
        switch content {
        case .text(let text): text
        case .number(let number): "\(number)"
        case .changes(let pieces): pieces.map(\.text).joined()
        }
    }
}

extension WordDiff.Piece {
    var text: String {
        switch self {
        case .same(let text): text
        case .out(let text): "[-\(text)-]"
        case .in(let text): "{+\(text)+}"
        }
    }
}

extension Listing {
    /// A sheet with the heads in sight, filtered by a click, printed on A4 across.
    package var sheet: SheetLayout {
        var sheet = SheetLayout(name: name, columnWidths: columns.map(\.width))
        let last = max(0, columns.count - 1)
        sheet.add(.text(title), .title, rows: 0...0, columns: 0...last)
        var row = 1
        for note in notes {
            sheet.add(.text(note), .summary, rows: row...row, columns: 0...last)
            row += 1
        }
        if let line = countLine, let formula = countFormula(firstRow: row + 3) {
            sheet.add(.formula(formula, result: .text(line)), .summary, rows: row...row, columns: 0...last)
            sheet.rowHeights[row] = 34
            row += 1
        }
        let head = row
        for (column, each) in columns.enumerated() {
            sheet.add(.text(each.heading), .heading, rows: row...row, columns: column...column)
        }
        for entries in rows {
            row += 1
            for (column, entry) in entries.enumerated() {
                let (content, style) = entry.appearance
                sheet.add(content, style, rows: row...row, columns: column...column)
            }
        }
        sheet.fitRowHeights(atLeast: 22)
        sheet.frozen = CellAddress(row: head + 1, column: 0)
        sheet.repeatedRows = head...head
        sheet.filter = CellRange(.init(row: head, column: 0), .init(row: max(row, head), column: last))
        (sheet.isLandscape, sheet.isProtected) = (true, false)
        return sheet
    }

    private func countFormula(firstRow: Int) -> String? {
        guard let counts, !rows.isEmpty else { return nil }
        let letters = CellAddress.letters(ofColumn: counts.column)
        let range = "$\(letters)$\(firstRow):$\(letters)$\(firstRow + rows.count - 1)"
        let pieces = counts.values.map { "\"\($0) \"&COUNTIF(\(range),\"\($0)\")" }
        return "\"\(counts.all) \"&ROWS(\(range))&\"：\"&" + pieces.joined(separator: "&\"，\"&")
    }
}

extension Listing.Entry {
    fileprivate var appearance: (SheetLayout.Content, SheetLayout.Style) {
        switch content {
        case .number(let number) where number.fitsNumberCell: (.number(number), .number(tone))
        case .number(let number): (.text("\(number)"), .number(tone))
        case .text(let text): (text.isEmpty ? .blank : .text(Self.oneCell(text)), .entry(tone))
        case .changes: (.text(Self.oneCell(self.text)), .entry(tone))
        }
    }

    /// As much as a cell holds.
    private static func oneCell(_ text: String) -> String {
        let pieces = CellText.pieces(of: text)
        return pieces.count > 1 ? String((pieces.first ?? "").dropLast()) + "…" : text
    }
}
