import Foundation
import JSON
import Messages
import Model

extension Comparison {
    /// The sheets of figures, texts and findings that differ; `before` and `after` name the two files.
    package func listings(_ before: String, _ after: String, _ sentences: Sentences) -> [Listing] {
        let language = sentences.language
        var figures = Listing(
            language("compare.sheet.figures"), title: language("compare.title.figures"),
            columns: [
                .init(language("compare.column.figure"), width: 70), .init(language("compare.column.first"), width: 16),
                .init(language("compare.column.second"), width: 16), .init(language("compare.column.change"), width: 14),
            ])
        figures.notes = [
            language("compare.first", ["file": before]), language("compare.second", ["file": after]), summary(language),
        ]
        figures.rows = .init(
            self.figures.map { change in
                [
                    .init(change.label), change.before.entry, change.after.entry,
                    .init(change.difference?.decimal, change.difference == nil ? .notice : .plain),
                ]
            })
        var texts = Listing(
            language("compare.sheet.texts"), title: language("compare.title.texts"),
            columns: [
                .init(language("compare.column.section"), width: 26), .init(language("compare.column.changes"), width: 110),
            ])
        texts.notes = [language("compare.legend")]
        texts.rows = .init(self.texts.map { [.init($0.label), .init($0.pieces)] })
        let findings =
            new.map { (language("compare.finding.new"), after, $0) } + gone.map { (language("compare.finding.gone"), before, $0) }
        var changes = Listing(
            language("finding.sheet"), title: language("compare.title.findings"), findings: findings, sentences)
        changes.columns[0] = .init(language("compare.column.change"), width: 10)
        return [figures, texts, changes]
    }

    private func summary(_ language: Language) -> String {
        language("compare.summary", ["figures": figures.count, "texts": texts.count, "new": new.count, "gone": gone.count])
    }

    /// For a terminal: a line a figure, a paragraph a text, a line a finding; the summary last.
    package func text(_ before: String, _ after: String, _ sentences: Sentences) -> String {
        let language = sentences.language
        func shown(_ figure: Figure) -> String { figure.text ?? language("compare.blank") }
        var lines = ["--- \(before)", "+++ \(after)"]
        for change in figures {
            let difference = change.difference.map { "  \($0 > .zero ? "+" : "")\($0)" } ?? ""
            lines.append(
                "\(change.label)\(language("common.colon"))\(shown(change.before)) → \(shown(change.after))\(difference)")
        }
        for change in texts {
            lines.append("\(change.label)\(language("common.colon"))\(change.pieces.map(\.text).joined())")
        }
        for finding in new { lines.append("+ " + sentences.line(finding, file: after)) }
        for finding in gone { lines.append("- " + sentences.line(finding, file: before)) }
        return (lines + [summary(language)]).joined(separator: "\n") + "\n"
    }

    /// What differs, as `compare --format json` prints it. Figures keep all their digits.
    package func json(_ sentences: Sentences) -> JSONValue {
        func json(_ figure: Figure) -> JSONValue { (figure.value?.decimal).map(JSONValue.number) ?? JSONValue(figure.mark) }
        func json(_ piece: WordDiff.Piece) -> JSONValue {
            switch piece {
            case .same(let text): .object([("same", .string(text))])
            case .out(let text): .object([("out", .string(text))])
            case .in(let text): .object([("in", .string(text))])
            }
        }
        let figures = figures.map { change in
            JSONValue.object([
                ("field", .string(change.path.description)), ("label", .string(change.label)), ("before", json(change.before)),
                ("after", json(change.after)), ("difference", (change.difference?.decimal).map(JSONValue.number) ?? .null),
            ])
        }
        let texts = texts.map { change in
            JSONValue.object([
                ("field", .string(change.id)), ("label", .string(change.label)), ("pieces", .array(change.pieces.map(json))),
            ])
        }
        return .object([
            ("same", .bool(isSame)), ("figures", .array(figures)), ("texts", .array(texts)),
            ("new", sentences.json(new)["findings"] ?? .array([])), ("gone", sentences.json(gone)["findings"] ?? .array([])),
        ])
    }
}

extension Figure {
    fileprivate var entry: Listing.Entry { value == nil ? .init(mark ?? "") : .init(value?.decimal) }
}
