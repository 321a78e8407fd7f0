import Archive
import Charts
import Forms
import Foundation
import Model
import TestSupport
import Testing

@testable import Documents

private func chart(_ bars: [(String, Decimal?)], title: String = "图（件）", isUpright: Bool = false) -> Chart {
    let bars = bars.map { Chart.Bar(label: $0.0, value: $0.1) }
    return Chart(id: "图", table: "requests", title: title, bars: bars, isUpright: isUpright)
}

private func document(_ charts: [Chart]) throws -> Document {
    try Document(Report(form: form2021, year: 2024), form: form2021, charts: charts)
}

private let hostile = "<b>&\"'{{text}}]]>\t\u{1}</w:t>"

@Suite struct ChartDrawingTests {
    @Test(arguments: [false, true]) func barsAreAsLongAsTheirValues(isUpright: Bool) throws {
        let drawing = ChartDrawing(chart([("甲", 300), ("乙", 100), ("丙", 0), ("丁", nil), ("戊", 1)], isUpright: isUpright))
        let lengths = drawing.boxes.map { isUpright ? $0.height : $0.width }
        #expect(lengths.count == 4)
        #expect(lengths[0] > 100 && lengths[2] == 0 && lengths[3] > 0)
        #expect(abs(lengths[1] * 3 - lengths[0]) <= Decimal(string: "0.2") ?? 0)
        #expect(Set(drawing.boxes.map { isUpright ? $0.width : $0.height }).count == 1)
        // They all begin on the axis.
        let starts = Set(drawing.boxes.map { isUpright ? $0.y + $0.height : $0.x })
        #expect(starts == [Decimal(isUpright ? drawing.axis.y1 : drawing.axis.x1)])
        #expect(drawing.texts.map(\.text).sorted() == ["0", "1", "100", "300", "丁", "丙", "乙", "戊", "甲"])
    }

    /// Whatever stands in it, everything is within the view box and no two texts touch.
    @Test(arguments: [false, true]) func everythingIsInsideAndApart(isUpright: Bool) throws {
        let labels = ["甲", "社会公益组织", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2024年", "", "an applicant without any label"]
        let values: [Decimal?] = [0, 1, 1_234_567, 999_999_999_999_999, nil, 99_999_999_999_999_999]
        for count in 1...12 {
            for shift in 0..<values.count {
                let bars = (0..<count).map { (labels[$0 % labels.count], values[($0 + shift) % values.count]) }
                let title = String(repeating: "题", count: count * 8)
                expectSound(ChartDrawing(chart(bars, title: title, isUpright: isUpright)))
            }
        }
    }

    private func expectSound(_ drawing: ChartDrawing) {
        func area(_ text: ChartDrawing.Text) -> (x: ClosedRange<Int>, y: ClosedRange<Int>) {
            // Wide letters are 14 units wide, narrow ones some 8.
            let length = text.text.unicodeScalars.reduce(0) { $0 + (TextWidth.of($1) > 1 ? 14 : 8) }
            let start = text.anchor == .start ? text.x : text.anchor == .end ? text.x - length : text.x - length / 2
            return (start...start + length, text.y - 12...text.y + 3)
        }
        let areas = (drawing.title + drawing.texts).map(area)
        let (width, height) = (Decimal(ChartDrawing.width), Decimal(drawing.height))
        #expect(areas.allSatisfy { $0.x.lowerBound >= 0 && $0.x.upperBound <= ChartDrawing.width })
        #expect(areas.allSatisfy { $0.y.lowerBound >= 0 && $0.y.upperBound <= drawing.height })
        #expect(
            drawing.boxes.allSatisfy {
                $0.x >= 0 && $0.y >= 0 && $0.width >= 0 && $0.height >= 0 && $0.x + $0.width <= width
                    && $0.y + $0.height <= height
            })
        for (index, one) in areas.enumerated() {
            let touches = areas[(index + 1)...].contains { one.x.overlaps($0.x) && one.y.overlaps($0.y) }
            #expect(!touches, "\(drawing.title.map(\.text)) \(drawing.texts)")
        }
    }
}

@Suite struct ChartFormatTests {
    @Test func chartsStandAfterTheirTable() throws {
        let other = Chart(id: "b", table: "disputes", title: "二", bars: [.init(label: "甲", value: 1)], isUpright: false)
        let briefs = try document([other, chart([("甲", 1)])]).blocks.map(\.brief)
        let requests = try #require(briefs.firstIndex(of: "table requests"))
        #expect(briefs[(requests + 1)...(requests + 2)] == ["chart 图", "1 四、政府信息公开行政复议、行政诉讼情况"])
        #expect(briefs[(requests + 3)...(requests + 4)] == ["table disputes", "chart b"])
    }

    @Test(arguments: [DocumentFormat.word, .html, .markdown, .text]) func withoutChartsNothingChanges(format: DocumentFormat)
        throws
    {
        let bytes = try format.bytes(of: document([]))
        #expect(try bytes == format.bytes(of: Document(Report(form: form2021, year: 2024), form: form2021)))
    }

    @Test func linesOfTextHaveBars() {
        let lines = ChartLines(chart([("甲", 300), ("乙乙", 1), ("丙", 0), ("丁", nil)])).lines
        #expect(lines == ["甲    \(String(repeating: "█", count: 30)) 300", "乙乙  █ 1", "丙    0", "丁  "])
    }

    @Test func hostileTextStaysText() throws {
        let charts = [chart([(hostile, 1)], title: hostile)]
        let html = try String(decoding: DocumentFormat.html.bytes(of: document(charts)), as: UTF8.self)
        let spelt = "&lt;b&gt;&amp;&quot;&#39;{{text}}]]&gt;"
        #expect(html.contains("-title\">\(spelt)") && !html.contains("<b>"))
        let archive = try ZipArchive(DocumentFormat.word.bytes(of: document(charts)))
        for name in ["word/document.xml", "word/charts/chart1.xml"] {
            let text = try String(decoding: archive.read(name), as: UTF8.self)
            #expect(text.contains(spelt) && !text.contains("<b>") && !text.contains("\u{1}"))
        }
        let book = try ZipArchive(archive.read("word/embeddings/chart1.xlsx"))
        #expect(try String(decoding: book.read("xl/worksheets/sheet1.xml"), as: UTF8.self).contains(spelt))
    }

    @Test func aBarWithoutAValueHasNoNumber() throws {
        let archive = try ZipArchive(DocumentFormat.word.bytes(of: document([chart([("甲", 0), ("乙", nil), ("丙", 2)])])))
        let part = try String(decoding: archive.read("word/charts/chart1.xml"), as: UTF8.self)
        #expect(
            part.contains(
                "<c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>0</c:v></c:pt><c:pt idx=\"2\"><c:v>2</c:v></c:pt></c:numCache>"))
    }
}
