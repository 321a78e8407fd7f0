import Markup

/// The paragraphs of an OpenDocument cell (ODF 1.3 part 3, §5.1 and §6.1), one per line.
struct ODSParagraphs {
    private(set) var text = ""
    private(set) var hasParagraph = false
    private var isOpen = false
    /// Whether the open paragraph has no text yet.
    private var isAtStart = false
    /// Whether white space was read, which becomes one blank if text follows.
    private var hasBlank = false

    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) { self.limits = limits }

    mutating func start(_ element: Element) {
        switch element.name {
        case "text:p", "text:h":
            if hasParagraph { text += "\n" }
            (hasParagraph, isOpen, isAtStart, hasBlank) = (true, true, true, false)
        case "text:s":
            // One blank past the limit is enough for the text to be refused.
            let most = limits.textLength + 1
            let count = element["text:c"].map { Int(digits: $0) ?? most } ?? 1
            add(String(repeating: " ", count: min(count, most)))
        case "text:tab": add("\t")
        case "text:line-break": add("\n")
        default: break
        }
    }

    mutating func append(_ piece: String) {
        guard isOpen else { return }
        for word in piece.utf8.split(omittingEmptySubsequences: false, whereSeparator: \.isXMLBlank).enumerated() {
            if word.offset > 0 { hasBlank = true }
            if !word.element.isEmpty { add(String(Substring(word.element))) }
        }
    }

    mutating func end(_ name: String) {
        if name == "text:p" || name == "text:h" { isOpen = false }
    }

    private mutating func add(_ piece: String) {
        guard isOpen else { return }
        if hasBlank, !isAtStart { text += " " }
        text += piece
        (isAtStart, hasBlank) = (false, false)
    }
}
