import Foundation
import Model

/// Figures of a report as bars, before any drawing. There is one series, and each bar has its label and its number beside it, so
/// that no legend and no colour is needed.
package struct Chart: Equatable, Sendable {
    /// One number with its label.
    package struct Bar: Equatable, Sendable {
        /// What stands beside or below the bar.
        package let label: String
        /// Nil where the figure is not known, and there is no bar; zero for a bar of no length.
        package let value: Decimal?
        /// The report's figures that add up to the value; empty for another year's value.
        package let figures: [FieldPath]

        /// A bar of a value; `figures` are the paths whose sum it is.
        package init(label: String, value: Decimal?, figures: [FieldPath] = []) {
            (self.label, self.value, self.figures) = (label, value, figures)
        }

        /// The number beside it; empty where there is no bar.
        package var text: String { value?.description ?? "" }
    }

    /// The chart's name in `Templates/Charts/charts.json`.
    package let id: String
    /// The id of the table that the figures are in.
    package let table: String
    /// The title with the unit of the values.
    package let title: String
    /// From left to right, or from top to bottom.
    package let bars: [Bar]
    /// Whether the bars stand side by side, as those of years do; else they lie one below the other.
    package let isUpright: Bool

    /// A chart. Its bars lie, even if `isUpright`, where their texts are too long to stand side by side.
    package init(id: String, table: String, title: String, bars: [Bar], isUpright: Bool) {
        (self.id, self.table, self.title, self.bars) = (id, table, title, bars)
        // A wide character is two narrow ones.
        let widest = bars.reduce(0) { max($0, $1.text.count, 2 * $1.label.count) }
        self.isUpright = isUpright && widest * bars.count <= Self.narrowCharacters
    }

    /// Narrow characters that fit side by side in the smallest chart.
    private static let narrowCharacters = 60

    /// Says what the picture shows, for those who do not see it.
    package var summary: String {
        let bars = bars.map { bar in bar.value.map { "\(bar.label) \($0)" } ?? "\(bar.label)没有数" }
        return "\(title)：\(bars.joined(separator: "，"))"
    }
}
