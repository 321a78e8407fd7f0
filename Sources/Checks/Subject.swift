import Forms
import Foundation
import Model

/// The things that rules look at: a report, its form, and the report of the year before if there is one.
struct Subject {
    let form: Form
    let report: Report
    let previous: Report?
    /// The kind of body by its id in the form's powers; nil to take it from the agency's name.
    let body: String?

    var agencyName: String? { report.agencyName }

    /// A figure of this report, or by a path `previous.…` of last year's; nil if nothing is filled in.
    func figure(_ path: FieldPath) -> Figure? {
        path.isOfPrevious ? previous?[path.ofEitherYear] : report[path]
    }

    /// Where a figure of this year was read.
    func origin(_ path: FieldPath) -> Origin? { path.isOfPrevious ? previous?.origin(path.ofEitherYear) : report.origin(path) }

    func value(_ path: FieldPath) -> Decimal? { figure(path)?.value?.decimal }

    /// Whether nothing was filled: every figure is blank or a formula's 0. Formulas over other sheets make a report like any
    /// other.
    var isUntouched: Bool {
        form.fields.allSatisfy { field in
            let figure = report.figures[field.index]
            let isNothing = figure.mark == nil && (figure.value ?? .zero) == .zero
            return report.origin(field.path)?.formula != nil ? isNothing : figure == .blank
        }
    }

    /// The prose of a section, as far as rules look into it; empty if it was not written.
    func prose(_ section: String) -> String {
        let text = report.narrative[section] ?? ""
        // No more bytes, no more characters: nearly all texts are taken without counting.
        return text.utf8.count <= Self.longestProse ? text : String(text.prefix(Self.longestProse))
    }

    /// In characters.
    private static let longestProse = 100_000

    /// Row and column of a figure for a person.
    func label(_ path: FieldPath) -> String { form.field(path.ofEitherYear)?.label ?? path.description }

    /// Whether a figure may be below zero.
    func isSigned(_ path: FieldPath) -> Bool { form.field(path.ofEitherYear)?.kind == .signedCount }
}
