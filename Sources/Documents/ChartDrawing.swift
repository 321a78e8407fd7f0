import Charts
import Foundation
import Text

/// A chart in coordinates for SVG 1.1, in a view box that is 480 units wide. Letters are 14 units high, so that they can be read
/// on a telephone as well as on paper.
struct ChartDrawing {
    struct Text: Equatable {
        let text: String
        let x: Int
        /// That of the base line.
        let y: Int
        let anchor: Anchor
    }

    enum Anchor: String { case start, middle, end }

    /// A bar; x and y are those of its upper left corner.
    struct Box: Equatable {
        let x, y, width, height: Decimal
    }

    /// All lengths are in units of the view box.
    static let width = 480
    let chart: Chart
    let height: Int
    let title: [Text]
    /// One for each bar that has a value.
    let boxes: [Box]
    /// The lines of the labels, and the numbers.
    let texts: [Text]
    /// The ends of the line that the bars begin at.
    let axis: (x1: Int, y1: Int, x2: Int, y2: Int)

    private static let margin = 8
    /// The width of a narrow character, half that of a wide one, with some room for wide fonts.
    private static let letter = 8
    private static let line = 18
    /// The distance between a bar and its texts.
    private static let gap = 6

    init(_ chart: Chart) {
        self.chart = chart
        let lines = TextWidth.wrapped(chart.title, to: (Self.width - 2 * Self.margin) / Self.letter)
        title = lines.enumerated().map { Text(text: $1, x: Self.width / 2, y: 20 + $0 * Self.line, anchor: .middle) }
        let top = 20 + lines.count * Self.line
        // The longest bar fills the room.
        let most = chart.bars.reduce(1) { max($0, $1.value ?? 0) }
        func length(_ value: Decimal, in room: Int) -> Decimal {
            (max(0, value) * Decimal(room) / most).rounded(to: -1, .plain)
        }
        let numbers = chart.bars.reduce(0) { max($0, TextWidth.of($1.text)) } * Self.letter
        (boxes, texts, axis, height) =
            chart.isUpright
            ? Self.standing(chart.bars, top: top, length) : Self.lying(chart.bars, top: top, numbers: numbers, length)
    }

    private typealias Parts = (boxes: [Box], texts: [Text], axis: (x1: Int, y1: Int, x2: Int, y2: Int), height: Int)

    /// Bars that lie: labels left of an upright axis, numbers at the ends of the bars.
    private static func lying(_ bars: [Chart.Bar], top: Int, numbers: Int, _ length: (Decimal, Int) -> Decimal) -> Parts {
        let leastRoom = 80
        let most = (width - 2 * margin - 2 * gap - numbers - leastRoom) / letter
        let labels = bars.map { TextWidth.wrapped($0.label, to: max(4, min(20, most))) }
        let widest = labels.joined().reduce(0) { max($0, TextWidth.of($1)) }
        let start = margin + widest * letter + gap
        let room = max(1, width - margin - numbers - gap - start)
        var parts: Parts = ([], [], (start, top, start, top), top)
        for (bar, lines) in zip(bars, labels) {
            let height = max(30, lines.count * line + 6)
            let middle = parts.height + height / 2
            let first = middle + 5 - (lines.count - 1) * line / 2
            for (index, text) in lines.enumerated() {
                parts.texts.append(Text(text: text, x: start - gap, y: first + index * line, anchor: .end))
            }
            if let value = bar.value {
                let end = length(value, room)
                parts.boxes.append(Box(x: Decimal(start), y: Decimal(middle - 10), width: end, height: 20))
                let x = start + NSDecimalNumber(decimal: end.rounded(to: 0, .up)).intValue + gap
                parts.texts.append(Text(text: bar.text, x: x, y: middle + 5, anchor: .start))
            }
            parts.height += height
        }
        parts.axis.y2 = parts.height
        parts.height += margin
        return parts
    }

    /// Bars that stand: labels below a level axis, numbers on top of the bars.
    private static func standing(_ bars: [Chart.Bar], top: Int, _ length: (Decimal, Int) -> Decimal) -> Parts {
        let room = 150
        let foot = top + line + room
        let slot = (width - 2 * margin) / max(1, bars.count)
        let thickness = min(56, slot * 2 / 3)
        var parts: Parts = ([], [], (margin, foot, width - margin, foot), foot)
        for (index, bar) in bars.enumerated() {
            let middle = margin + index * slot + slot / 2
            let lines = TextWidth.wrapped(bar.label, to: slot / letter)
            for (index, text) in lines.enumerated() {
                parts.texts.append(Text(text: text, x: middle, y: foot + (index + 1) * line, anchor: .middle))
            }
            parts.height = max(parts.height, foot + lines.count * line + margin)
            guard let value = bar.value else { continue }
            let end = length(value, room)
            parts.boxes.append(
                Box(x: Decimal(middle - thickness / 2), y: Decimal(foot) - end, width: Decimal(thickness), height: end))
            let y = foot - NSDecimalNumber(decimal: end.rounded(to: 0, .up)).intValue - gap
            parts.texts.append(Text(text: bar.text, x: middle, y: y, anchor: .middle))
        }
        return parts
    }
}

extension ChartDrawing {
    var values: TemplateValues {
        [
            "id": .text(chart.id), "title": .text(chart.title), "summary": .text(chart.summary),
            "width": .text("\(Self.width)"), "height": .text("\(height)"),
            "titleLines": .list(title.map(\.values)), "texts": .list(texts.map(\.values)),
            "boxes": .list(boxes.map(\.values)),
            "axis": .text("M\(axis.x1) \(axis.y1)L\(axis.x2) \(axis.y2)"),
        ]
    }
}

extension ChartDrawing.Text {
    fileprivate var values: TemplateValues {
        ["text": .text(text), "x": .text("\(x)"), "y": .text("\(y)"), "anchor": .text(anchor.rawValue)]
    }
}

extension ChartDrawing.Box {
    fileprivate var values: TemplateValues {
        ["x": .text("\(x)"), "y": .text("\(y)"), "width": .text("\(width)"), "height": .text("\(height)")]
    }
}
