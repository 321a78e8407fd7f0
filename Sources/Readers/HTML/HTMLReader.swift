import Model

/// Reads a web page as sheets of cells: its lines on one, `正文`, every table of data on one of its own, `表格1` and so
/// on, and what its `title` says on `网页标题`.
///
/// As browsers do, end tags may be missing, and nothing is loaded. Scripts, styles, forms' controls, comments and what
/// `nav` and `footer` hold are no text.
package enum HTMLReader {
    /// Bytes that a page may have; those of reports have some hundred thousand.
    package static let sizeLimit = 32 << 20

    /// The page in the bytes of an .html or .htm file, in any encoding of `decodedPage`, within the limits.
    ///
    /// Throws the refusal of what it holds (`W22x`, `W23x`).
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

/// What a page shows, made of its tags one by one. Only tables have structure; any other block is a line.
private struct HTMLContent {
    private var document: DocumentBuilder
    private var line = String.UnicodeScalarView()
    private var title: String?
    private var isInTitle = false
    /// In `pre`, blanks and line ends count.
    private var preformattedDepth = 0
    /// Blanks that are shown if text follows, and whether a line of the source ended among them.
    private var blank = Blank.none

    private enum Blank { case none, space, lineEnd }

    private static let titleSheet = "网页标题"
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
            workbook.sheets.append(Sheet(name: Self.titleSheet, cells: [CellAddress(row: 0, column: 0): cell]))
        }
        return workbook
    }

    mutating func take(_ token: HTMLTokens.Token) throws(Finding) {
        switch token {
        case .text(let text): append(text)
        case .start(let name, let spans):
            if Self.blocks.contains(name) {
                try endLine()
                // Whatever begins in a title shows that it has ended.
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
            // Between cells no table begins: the one before has ended without saying so.
            if document.isBetweenCells { try document.closeTable() }
            try document.openTable()
        case "tr": try document.openRow()
        case "td", "th":
            // No rows at all stands for all that follow.
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
                // What the GBK byte pair A3 A0 means is not what the system's converter makes of it.
                line.append(scalar == "\u{E5E5}" ? "\u{3000}" : scalar)
            }
        }
    }

    /// Programs break the lines of Chinese text anywhere, where no blank is meant.
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
