import Markup
import Model

/// The table of shared strings, ECMA-376 part 1, §18.4.9.
struct SharedStrings: MarkupHandler {
    private(set) var texts: [String] = []
    private var item: RichText?

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
            guard done.text.utf8.count <= textLimit else {
                throw Finding(
                    .textTooLong, expected: "\(textLimit)", facts: ["place": "sharedStrings \(texts.count)"])
            }
            texts.append(done.text)
            item = nil
        } else {
            item?.end(name)
        }
    }
}
