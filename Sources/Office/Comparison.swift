import Forms
import Foundation
import Model

/// Two reports side by side: what changed from the first to the second.
package struct Comparison {
    /// A figure that the two reports give differently.
    package struct FigureChange {
        /// The figure's path; reports of two forms are compared by it.
        package let path: FieldPath
        /// The labels of its row and column, groups first.
        package let label: String
        /// The figure of the first report.
        package let before: Figure
        /// The figure of the second report.
        package let after: Figure

        /// The second less the first; nil unless both have a value.
        package var difference: FigureValue? {
            if let before = before.value, let after = after.value { after - before } else { nil }
        }
    }

    /// A text that differs: the year, the form, a contact or a section.
    package struct TextChange {
        /// `agency.phone`, `narrative.overview`, `year`
        package let id: String
        /// What the form calls it.
        package let label: String
        /// What stayed, was taken out and was put in, in order.
        package let pieces: [WordDiff.Piece]
    }

    /// The figures that differ, in the order of the second report's form.
    package let figures: [FigureChange]
    /// The texts that differ, in the order of the form.
    package let texts: [TextChange]
    /// Findings of the second report only.
    package let new: [Finding]
    /// Findings of the first report only.
    package let gone: [Finding]

    /// Whether nothing differs.
    package var isSame: Bool { figures.isEmpty && texts.isEmpty && new.isEmpty && gone.isEmpty }

    /// Compares two reports; `before` and `after` are their findings from `Converter.findings`. Reports of two forms are compared
    /// by the paths of their figures, those of the first form alone last.
    package init(_ a: ReportReading, findings before: [Finding], _ b: ReportReading, findings after: [Finding]) {
        let own = Set(b.form.fields.map(\.path))
        let fields = b.form.fields + a.form.fields.filter { !own.contains($0.path) }
        figures = fields.compactMap { field in
            let (old, new) = (a.report[field.path], b.report[field.path])
            guard old.value != new.value || old.mark != new.mark else { return nil }
            return FigureChange(path: field.path, label: field.fullLabel, before: old, after: new)
        }
        texts = Self.texts(a.report, b.report, b.form.definition)
        let (old, new) = (Set(before.map(Cause.init)), Set(after.map(Cause.init)))
        self.new = after.filter { !old.contains(Cause($0)) }
        gone = before.filter { !new.contains(Cause($0)) }
    }

    private static func texts(_ a: Report, _ b: Report, _ definition: FormDefinition) -> [TextChange] {
        func texts(of report: Report) -> [(id: String, label: String, text: String)] {
            [("form", "格式", report.form), ("year", definition.year.label, report.year.map(String.init) ?? "")]
                + definition.agency.map { ("agency.\($0.id)", $0.label, report.agency[$0.id] ?? "") }
                + definition.narrative.map { ("narrative.\($0.id)", $0.label, report.narrative[$0.id] ?? "") }
        }
        return zip(texts(of: a), texts(of: b)).compactMap { old, new in
            old.text == new.text
                ? nil : TextChange(id: new.id, label: new.label, pieces: WordDiff.pieces(from: old.text, to: new.text))
        }
    }

    /// What makes findings of two reports the same, wherever the cells are.
    private struct Cause: Hashable {
        let code: String
        let fields: [FieldPath]
        let found: String?
        let expected: String?
        let section: Finding.Section?

        init(_ finding: Finding) {
            code = finding.code.description
            fields = finding.fields
            found = finding.found
            expected = finding.expected
            section = finding.section
        }
    }
}

extension Form.Field {
    /// With the groups of its row: `三、本年度办理结果，（一）予以公开，自然人`.
    var fullLabel: String { (row.labels.dropLast() + [label]).joined(separator: "，") }
}
