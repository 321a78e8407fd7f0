import Charts
import Foundation
import Text

/// A chart in lines of text, for fonts with characters of one width.
struct ChartLines {
    let chart: Chart

    init(_ chart: Chart) { self.chart = chart }

    /// The length of the longest bar, in characters.
    private static let room = 30

    /// A line a bar: `予以公开  ████████ 1431`.
    var lines: [String] {
        let labels = chart.bars.reduce(0) { max($0, TextWidth.of($1.label)) }
        let most = chart.bars.reduce(1) { max($0, $1.value ?? 0) }
        return chart.bars.map { bar in
            let label = TextWidth.padded(bar.label, to: labels)
            guard let value = bar.value else { return label }
            // A value above zero has a bar.
            let length = (max(0, value) * Decimal(Self.room) / most).rounded(to: 0, .plain)
            let count = max(NSDecimalNumber(decimal: length).intValue, value > 0 ? 1 : 0)
            return "\(label)  \(String(repeating: "█", count: count))\(count > 0 ? " " : "")\(bar.text)"
        }
    }

    var values: TemplateValues { ["title": .text(chart.title), "lines": .list(lines.map { ["line": .text($0)] })] }
}
