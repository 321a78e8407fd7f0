import Charts

/// A chart as a picture in a Word document, which Word draws from the numbers in a part of its own (ECMA-376 §21.2).
struct ChartPart {
    let chart: Chart
    /// From 1 on; it names the part and everything that belongs to it.
    let number: Int

    var name: String { "chart\(number)" }
    var place: String { "word/charts/\(name).xml" }

    /// EMU, the unit of drawings (ECMA-376 §20.1.2.1).
    private static let millimetre = 36_000
    /// The page between its margins (GB/T 9704-2012 §6.1).
    private static let width = 156 * millimetre

    private var height: Int { (chart.isUpright ? 65 : 16 + 9 * chart.bars.count) * Self.millimetre }

    /// What the document says of it, where it stands: in attributes.
    var frame: TemplateValues {
        [
            "id": .text(name), "number": .text("\(number)"), "title": .markup(Spelling.markup(chart.title)),
            "summary": .markup(Spelling.markup(chart.summary)), "width": .text("\(Self.width)"), "height": .text("\(height)"),
        ]
    }

    /// What the part says; a bar without a value has no number in it.
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
