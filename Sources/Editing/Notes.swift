import Markup
import Model

/// The notes of a sheet (批注, ECMA-376 part 1, §18.7). Our lines in them begin with our name, so that they can be told from the
/// agency's after any program has saved the workbook.
struct Notes {
    private(set) var text: PartText
    /// The cells that have a note after the changes.
    private(set) var cells: Set<CellAddress> = []
    /// The cells whose note had only lines of ours, and is removed.
    private(set) var removed: Set<CellAddress> = []
    private let root: PartElement

    static let lineStart = "【\(markName)】"

    init(_ text: PartText) throws(Finding) {
        self.text = text
        root = try text.root()
    }

    /// A run of a note's text, with the XML of its properties.
    private struct Run {
        var properties: String
        var text: String
    }

    /// Replaces our lines in all notes by these, given by cell.
    mutating func replaceOurs(with lines: [CellAddress: [String]]) {
        var rest = lines
        for comment in root.first("commentList")?.all("comment") ?? [] {
            guard let address = text.attribute("ref", of: comment.start).flatMap({ CellAddress($0) }) else { continue }
            let before = runs(of: comment)
            let theirs = Self.withoutOurs(before)
            let ours = rest.removeValue(forKey: address) ?? []
            let had = theirs.map(\.text) != before.map(\.text)
            cells.insert(address)
            guard had || !ours.isEmpty else { continue }
            if theirs.isEmpty && ours.isEmpty {
                text.replace(comment.range, with: "")
                cells.remove(address)
                removed.insert(address)
            } else if let body = comment.first("text") {
                text.replace(body.range, with: self.body(theirs, ours))
            }
        }
        guard !rest.isEmpty else { return }
        let author = author()
        let comments = rest.sorted { $0.key < $1.key }.map { address, lines in
            text.prefixed("<comment ref=\"\(address)\" authorId=\"\(author)\">") + body([], lines) + text.prefixed("</comment>")
        }
        cells.formUnion(rest.keys)
        if let list = root.first("commentList") {
            text.append(comments.joined(), to: list)
        } else {
            text.append(text.prefixed("<commentList>") + comments.joined() + text.prefixed("</commentList>"), to: root)
        }
    }

    /// The index of our name among the authors, where it is added if it is missing.
    private mutating func author() -> Int {
        guard let authors = root.first("authors") else {
            text.insert(text.prefixed("<authors><author>\(markName)</author></authors>"), at: root.content.lowerBound)
            return 0
        }
        if let index = authors.children.firstIndex(where: { [text] in text.text(of: $0) == markName }) { return index }
        text.append("<author>\(markName)</author>", to: authors)
        return authors.children.count
    }

    private func runs(of comment: PartElement) -> [Run] {
        (comment.first("text")?.children ?? []).compactMap { element in
            switch element.name {
            case "t": Run(properties: "", text: text.text(of: element))
            case "r":
                Run(
                    properties: element.first("rPr").map { text.source($0.range) } ?? "",
                    text: element.first("t").map(text.text) ?? "")
            default: nil
            }
        }
    }

    /// The runs without the lines that begin with our name, and without the line breaks before those.
    private static func withoutOurs(_ runs: [Run]) -> [Run] {
        let whole = runs.map(\.text).joined()
        guard whole.contains(lineStart) else { return runs }
        var kept: [Run] = []
        var isOurs = false
        var atLineStart = true
        for run in runs {
            var text = ""
            for (index, line) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { atLineStart = true }
                if atLineStart { isOurs = line.hasPrefix(lineStart) }
                if !isOurs { text += (index > 0 ? "\n" : "") + line }
                atLineStart = atLineStart && line.isEmpty
            }
            if !text.isEmpty { kept.append(Run(properties: run.properties, text: text)) }
        }
        let isBlank = kept.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
        return isBlank ? [] : kept
    }

    private func body(_ theirs: [Run], _ lines: [String]) -> String {
        let ours = lines.map { Self.lineStart + $0.replacing("\n", with: " ") }.joined(separator: "\n")
        let needsBreak = !theirs.isEmpty && theirs.last?.text.last != "\n"
        let added = ours.isEmpty ? [] : [Run(properties: "", text: (needsBreak ? "\n" : "") + ours)]
        let (start, end) = (text.prefixed("<t xml:space=\"preserve\">"), text.prefixed("</t></r>"))
        let runs = (theirs + added).map { run in
            text.prefixed("<r>") + run.properties + start + WorksheetText.string(run.text) + end
        }
        return text.prefixed("<text>") + runs.joined() + text.prefixed("</text>")
    }
}
