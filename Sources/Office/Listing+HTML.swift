import Foundation
import Markup
import Messages

extension Listing {
    /// A web page of its own with these tables, in UTF-8; nothing is fetched, and colours say nothing that the words do not.
    package static func bytes(ofPage listings: [Listing], language: Language) -> [UInt8] {
        let title = Escaping.escaped(listings.first?.title ?? "")
        let head = """
            <!DOCTYPE html>
            <html lang="\(language("common.htmlLanguage"))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>

            """
        var bytes = Array(head.utf8)
        for (index, listing) in listings.enumerated() { listing.write(to: &bytes, level: index == 0 ? 1 : 2) }
        bytes += "</main>\n</body>\n</html>\n".utf8
        return bytes
    }

    private static let style = """
        :root{color-scheme:light}body{margin:0;font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222;background:#fff}
        main{max-width:1400px;margin:0 auto;padding:1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
        th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        thead th{background:#c6d9f1;position:sticky;top:0;white-space:nowrap}td.number{text-align:right;font-variant-numeric:tabular-nums}
        .good{background:#e5f5e8;color:#00500a}.notice{background:#fff3cc;color:#6b4400}.bad{background:#ffe0e2;color:#8a0005}
        .muted{background:#f2f2f2;color:#555}.good,.notice,.bad,.muted{white-space:nowrap}del{background:#ffd7d9;color:#8a0005}ins{background:#d3f2d9;color:#00500a}
        @media print{.scroll{overflow:visible}thead th{position:static}tr{break-inside:avoid}}
        """

    /// `level` is that of the heading, 1 or 2.
    private func write(to bytes: inout [UInt8], level: Int) {
        var html = "<section>\n<h\(level)>\(Escaping.escaped(title))</h\(level)>\n"
        for note in notes + [countLine].compactMap({ $0 }) { html += "<p>\(Escaping.escaped(note))</p>\n" }
        // With a tabindex the region can be scrolled by keyboard.
        html +=
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(Escaping.escaped(name))\">\n<table>\n<thead><tr>"
        for column in columns {
            html +=
                "<th scope=\"col\" style=\"min-width:\(Int(min(column.width, 30)))ch\">\(Escaping.escaped(column.heading))</th>"
        }
        bytes += (html + "</tr></thead>\n<tbody>\n").utf8
        for entries in rows {
            var html = "<tr>"
            for entry in entries { entry.write(to: &html) }
            bytes += (html + "</tr>\n").utf8
        }
        bytes += "</tbody>\n</table>\n</div>\n</section>\n".utf8
    }
}

extension Listing.Entry {
    fileprivate func write(to html: inout String) {
        var classes = tone == .plain ? [] : [tone.rawValue]
        if case .number = content { classes.append("number") }
        html += classes.isEmpty ? "<td>" : "<td class=\"\(classes.joined(separator: " "))\">"
        switch content {
        case .number(let number): html += "\(number)"
        case .text(let text): html += Self.lines(text)
        case .changes(let pieces):
            for piece in pieces {
                switch piece {
                case .same(let text): html += Self.lines(text)
                case .out(let text): html += "<del>\(Self.lines(text))</del>"
                case .in(let text): html += "<ins>\(Self.lines(text))</ins>"
                }
            }
        }
        html += "</td>"
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Escaping.escaped(String($0)) }.joined(
            separator: "<br>")
    }
}
