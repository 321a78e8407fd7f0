import Archive
import Foundation
import Model
import Writers

/// A table for people, before any file format.
package struct Listing: Sendable {
    /// A column's head.
    package struct Column: Sendable {
        /// What stands above the column.
        package let heading: String
        /// In characters of the standard font.
        package let width: Double

        /// The width is in characters of the standard font.
        package init(_ heading: String, width: Double) {
            self.heading = heading
            self.width = width
        }
    }

    /// What stands in an entry.
    package enum Content: Equatable, Sendable {
        case text(String)
        case number(Decimal)
        /// A text with what was taken out and put in.
        case changes([WordDiff.Piece])
    }

    /// What stands under a heading in one row.
    package struct Entry: Sendable {
        /// The text, number or changes.
        package let content: Content
        /// What its colour says.
        package let tone: SheetLayout.Tone

        /// A text; "" for an empty entry.
        package init(_ text: String, _ tone: SheetLayout.Tone = .plain) {
            content = .text(text)
            self.tone = tone
        }

        /// A number; an empty text for nil.
        package init(_ number: Decimal?, _ tone: SheetLayout.Tone = .plain) {
            content = number.map(Content.number) ?? .text("")
            self.tone = tone
        }

        /// A text with its changes.
        package init(_ changes: [WordDiff.Piece]) {
            content = .changes(changes)
            tone = .plain
        }
    }

    /// How many entries of a column say the same: in a workbook formulas, which follow what people change.
    package struct Counts: Sendable {
        /// The column's index.
        package let column: Int
        /// What all rows are called.
        package let all: String
        /// Each text that may stand in the column, and in how many rows it does.
        package let values: [(text: String, count: Int)]
    }

    /// The rows, each made when it is asked for and kept by nobody: a board of thousands has tens of thousands.
    package struct Rows: RandomAccessCollection, Sendable {
        /// Always 0.
        package let startIndex = 0
        /// The number of rows.
        package let endIndex: Int
        private let row: @Sendable (Int) -> [Entry]

        /// `row` gives the entries of a row by its index, one a column.
        package init(count: Int, row: @escaping @Sendable (Int) -> [Entry]) {
            endIndex = count
            self.row = row
        }

        /// Rows that are made already.
        package init(_ rows: [[Entry]] = []) { self.init(count: rows.count) { rows[$0] } }

        /// The entries of a row, one a column, made anew at every call.
        package subscript(index: Int) -> [Entry] { row(index) }
    }

    /// The name of its sheet.
    package var name: String
    /// What stands above it.
    package var title: String
    /// Lines below the title.
    package var notes: [String] = []
    /// What is counted below the notes; nil for nothing.
    package var counts: Counts?
    /// From left to right.
    package var columns: [Column]
    /// From top to bottom.
    package var rows = Rows()

    /// A table without rows.
    package init(_ name: String, title: String, columns: [Column]) {
        self.name = name
        self.title = title
        self.columns = columns
    }

    /// The counts as one line; what does not occur has 0.
    var countLine: String? {
        counts.map { counts in
            let pieces = counts.values.map { "\($0.text) \($0.count)" }
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
    /// The text, between `[-` and `-]` where it was taken out, `{+` and `+}` where it was put in.
    var text: String {
        switch self {
        case .same(let text): text
        case .out(let text): "[-\(text)-]"
        case .in(let text): "{+\(text)+}"
        }
    }
}

extension Listing {
    /// The sheet of a workbook: heads stay in sight and filter by a click; it prints on A4 landscape.
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
        sheet.fitRowHeights(atLeast: 22)
        let (rows, firstRow) = (rows, head + 1)
        sheet.list = .init(rows: firstRow..<firstRow + rows.count, leastHeight: 22) { row in
            rows[row - firstRow].enumerated().map { column, entry in
                let (content, style) = entry.appearance
                return .init(content, style, rows: row...row, columns: column...column)
            }
        }
        sheet.frozen = CellAddress(row: head + 1, column: 0)
        sheet.repeatedRows = head...head
        sheet.filter = CellRange(.init(row: head, column: 0), .init(row: head + rows.count, column: last))
        (sheet.isLandscape, sheet.isProtected) = (true, false)
        return sheet
    }

    private func countFormula(firstRow: Int) -> String? {
        guard let counts, !rows.isEmpty else { return nil }
        let letters = CellAddress.letters(ofColumn: counts.column)
        let range = "$\(letters)$\(firstRow):$\(letters)$\(firstRow + rows.count - 1)"
        let pieces = counts.values.map { "\"\($0.text) \"&COUNTIF(\(range),\"\($0.text)\")" }
        return "\"\(counts.all) \"&ROWS(\(range))&\"：\"&" + pieces.joined(separator: "&\"，\"&")
    }
}

extension Listing.Entry {
    fileprivate var appearance: (SheetLayout.Content, SheetLayout.Style) {
        switch content {
        case .number(let number): (.init(number), .number(tone))
        case .text(let text): (text.isEmpty ? .blank : .text(Self.oneCell(text)), .entry(tone))
        case .changes: (.text(Self.oneCell(self.text)), .entry(tone))
        }
    }

    /// As much of a text as a cell holds.
    private static func oneCell(_ text: String) -> String {
        let pieces = CellText.pieces(of: text)
        return pieces.count > 1 ? String((pieces.first ?? "").dropLast()) + "…" : text
    }
}
