import Foundation
import Model

/// Figures of a report as bars, whatever draws them. There is one series, so that no legend and no colour tells anything:
/// each bar carries its label and its number.
package struct Chart: Equatable, Sendable {
    /// One number with its label.
    package struct Bar: Equatable, Sendable {
        package let label: String
        /// Nil for no bar, as the figure is not known; zero for one of no height.
        package let value: Decimal?
        /// The report's figures that add up to the value; none where it is of another year.
        package let figures: [FieldPath]

        package init(label: String, value: Decimal?, figures: [FieldPath] = []) {
            (self.label, self.value, self.figures) = (label, value, figures)
        }

        /// The number that it carries; nothing where there is no bar.
        package var text: String { value?.description ?? "" }
    }

    package let id: String
    /// The id of the table that the figures stand in.
    package let table: String
    /// With the unit.
    package let title: String
    package let bars: [Bar]
    /// Whether the bars stand beside each other, as years do; else they lie under each other.
    package let isUpright: Bool

    /// Columns beside each other lie down where their texts are too long for that, whatever is wanted.
    package init(id: String, table: String, title: String, bars: [Bar], isUpright: Bool) {
        (self.id, self.table, self.title, self.bars) = (id, table, title, bars)
        // A wide character is two narrow ones.
        let widest = bars.reduce(0) { max($0, $1.text.count, 2 * $1.label.count) }
        self.isUpright = isUpright && widest * bars.count <= Self.narrowCharacters
    }

    /// As many fit beside each other, in the smallest picture with its smallest letters.
    private static let narrowCharacters = 60

    /// Says what the picture shows, for those who do not see it.
    package var summary: String {
        let bars = bars.map { bar in bar.value.map { "\(bar.label) \($0)" } ?? "\(bar.label)没有数" }
        return "\(title)：\(bars.joined(separator: "，"))"
    }
}
