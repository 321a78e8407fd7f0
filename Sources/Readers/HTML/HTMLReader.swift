import Model

/// Reads a web page as sheets of cells: its lines on the sheet `正文`, each table of data on its own, `表格1` and so on, and its
/// `title` on `网页标题`.
///
/// As in browsers, end tags may be missing. Nothing is loaded. Scripts, styles, controls, comments, `nav` and `footer` are left out.
package enum HTMLReader {
    /// The name of the sheet that holds the page's own title in its first cell.
    package static let titleSheet = "网页标题"

    /// Bytes of a page. Those of reports have some hundred thousand.
    package static let sizeLimit = 32 << 20

    /// The page in the bytes of an .html or .htm file, in any encoding of `decodedPage`, within the limits.
    ///
    /// Throws the refusal of its content (`W22x`, `W23x`).
    package static func read(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(Finding) -> Workbook {
        guard bytes.count <= sizeLimit else {
            throw Finding(.textTooLong, expected: "\(sizeLimit)", facts: ["place": DocumentBuilder.textSheet])
        }
        var content = HTMLContent(limits: limits)
        var tokens = HTMLTokens(decodedPage(bytes))
        while let token = tokens.next() { try content.take(token) }
        return try content.workbook()
    }
}

/// Builds the document that a page shows from its tags. Only tables have structure; any other block is a line.
private struct HTMLContent {
    private var document: DocumentBuilder
    private var line = String.UnicodeScalarView()
    private var title: String?
    private var isInTitle = false
    /// Open `pre` elements, in which blanks and line ends are kept.
    private var preformattedDepth = 0
    /// White space that is shown if text follows.
    private var blank = Blank.none

    /// `lineEnd` if a line of the source ended in it.
    private enum Blank { case none, space, lineEnd }

    private static let blocks: Set = [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
        "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "title", "tr", "ul",
    ]

    init(limits: WorkbookLimits) { document = DocumentBuilder(limits: limits) }

    mutating func workbook() throws(Finding) -> Workbook {
        try endLine()
        var workbook = try document.workbook()
        if let title {
            let cell = Cell(.text, String(title.prefix(1_000)))
            workbook.sheets.append(Sheet(name: HTMLReader.titleSheet, cells: [CellAddress(row: 0, column: 0): cell]))
        }
        return workbook
    }

    mutating func take(_ token: HTMLTokens.Token) throws(Finding) {
        switch token {
        case .text(let text): append(text)
        case .start(let name, let spans):
            if Self.blocks.contains(name) {
                try endLine()
                // A block that begins in a title shows that the title has ended.
                isInTitle = false
            }
            try start(name, spans)
        case .end(let name):
            if Self.blocks.contains(name) { try endLine() }
            try end(name)
        }
    }

    private mutating func start(_ name: String, _ spans: HTMLTokens.Spans) throws(Finding) {
        switch name {
        case "table":
            // No table can begin between cells: the open one lacks its end tag.
            if document.isBetweenCells { try document.closeTable() }
            try document.openTable()
        case "tr": try document.openRow()
        case "td", "th":
            // A span of 0 means all rows that follow.
            let height = spans.rows == 0 ? CellAddress.rowLimit : min(spans.rows ?? 1, 65_534)
            try document.openCell(.init(width: min(max(spans.columns ?? 1, 1), DocumentTable.widthLimit), height: height))
        case "tbody", "thead", "tfoot", "caption": try document.closeCell()
        case "pre": preformattedDepth += 1
        case "title": isInTitle = true
        default: break
        }
    }

    private mutating func end(_ name: String) throws(Finding) {
        switch name {
        case "table": try document.closeTable()
        case "tr", "td", "th", "tbody", "thead", "tfoot": try document.closeCell()
        case "pre": preformattedDepth = max(0, preformattedDepth - 1)
        case "title": isInTitle = false
        default: break
        }
    }

    private mutating func append(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\0", "\u{AD}", "\u{FEFF}": break
            case " ", "\t", "\n", "\r", "\u{C}":
                if preformattedDepth > 0 {
                    line.append(scalar)
                } else if blank != .lineEnd {
                    blank = scalar == "\n" || scalar == "\r" ? .lineEnd : .space
                }
            default:
                if let last = line.last, blank != .none, blank == .space || !Self.isWide(last) || !Self.isWide(scalar) {
                    line.append(" ")
                }
                blank = .none
                // glibc converts the GBK bytes A3 A0, the full-width blank of some editors, to U+E5E5.
                line.append(scalar == "\u{E5E5}" ? "\u{3000}" : scalar)
            }
        }
    }

    /// Whether a scalar is a wide one: programs break Chinese lines between any two of them, and no blank is meant.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2E80 || (0x2010...0x2027).contains(scalar.value)
    }

    private mutating func endLine() throws(Finding) {
        let text = String(line)
        line.removeAll(keepingCapacity: true)
        blank = .none
        if isInTitle {
            if title == nil, !text.isEmpty { title = text }
        } else {
            try document.add(text)
        }
    }
}
