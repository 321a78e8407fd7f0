import Forms
import Foundation
import Model

/// What the rules are held against: a report, its form, and the report of the year before if there is one.
struct Subject {
    let form: Form
    let report: Report
    let previous: Report?
    /// The kind of body, by id, where its name is not to tell.
    let body: String?

    /// A figure of either year; nil where there is none.
    func figure(_ path: FieldPath) -> Figure? {
        path.isOfPrevious ? previous?[path.ofEitherYear] : report[path]
    }

    /// Where a figure of this year was read.
    func origin(_ path: FieldPath) -> Origin? { path.isOfPrevious ? previous?.origin(path.ofEitherYear) : report.origin(path) }

    func value(_ path: FieldPath) -> Decimal? { figure(path)?.value?.decimal }

    /// The prose of a section, as far as rules look into it.
    func prose(_ section: String) -> String { String((report.narrative[section] ?? "").prefix(100_000)) }

    /// Row and column for a person.
    func label(_ path: FieldPath) -> String { form.field(path.ofEitherYear)?.label ?? path.description }

    /// Whether a figure may be below zero.
    func isSigned(_ path: FieldPath) -> Bool { form.field(path.ofEitherYear)?.kind == .signedCount }
}
