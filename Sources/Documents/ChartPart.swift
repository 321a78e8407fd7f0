import Charts

/// A chart as a picture in a Word document, which Word draws from the numbers in a part of its own (ECMA-376 §21.2).
struct ChartPart {
    let chart: Chart
    /// From 1; part of the names of the part and of everything that belongs to it.
    let number: Int

    /// `chart1`.
    var name: String { "chart\(number)" }
    var part: String { "word/charts/\(name).xml" }

    /// In EMU, the unit of drawings (ECMA-376 §20.1.2.1).
    private static let millimetre = 36_000
    /// The width of the page between its margins (GB/T 9704-2012 §6.1), in EMU.
    private static let width = 156 * millimetre

    private var height: Int { (chart.isUpright ? 65 : 16 + 9 * chart.bars.count) * Self.millimetre }

    /// Values for `document.xml`, already escaped since they stand in attributes. Width and height are in EMU.
    var frame: TemplateValues {
        [
            "id": .text(name), "number": .text("\(number)"), "title": .markup(OutputEscaping.markup(chart.title)),
            "summary": .markup(OutputEscaping.markup(chart.summary)), "width": .text("\(Self.width)"),
            "height": .text("\(height)"),
        ]
    }

    /// Values for `chart.xml`; a bar without a value has none.
    var values: TemplateValues {
        let bars = chart.bars.enumerated().map { index, bar -> TemplateValues in
            ["index": .text("\(index)"), "label": .text(bar.label), "value": .text(bar.value.map { "\($0)" })]
        }
        return [
            "title": .text(chart.title), "upright": .flag(chart.isUpright), "bars": .list(bars),
            "count": .text("\(bars.count)"), "lastRow": .text("\(bars.count + 1)"),
        ]
    }
}
