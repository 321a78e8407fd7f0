import Markup
import Model

/// Reads the table of shared strings (ECMA-376 part 1, §18.4.9).
struct SharedStrings: MarkupHandler {
    /// In the order of the table, from index 0.
    private(set) var texts: [String] = []
    /// The item that is open.
    private var item: RichText?
    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) { self.limits = limits }

    mutating func start(_ element: Element) {
        if element.name == "si" {
            item = RichText()
        } else {
            item?.start(element)
        }
    }

    mutating func text(_ piece: String) { item?.append(piece) }

    mutating func end(_ name: String) throws(Finding) {
        if name == "si", let done = item {
            try limits.check(textLength: done.text.utf8.count, in: "sharedStrings \(texts.count)")
            texts.append(done.text)
            item = nil
        } else {
            item?.end(name)
        }
    }
}
