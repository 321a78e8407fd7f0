import Forms
import Model

/// Holds the rules of a form against a report.
package struct Checker: Sendable {
    /// The form that the reports follow.
    package let form: Form
    /// The kind of body by its id in the form's powers; nil to take it from the agency's name.
    package var body: String?

    /// Takes a form, and the kind of body if it is known.
    package init(form: Form, body: String? = nil) {
        self.form = form
        self.body = body
    }

    /// Everything that is wrong, each cause once, in the order of the rules. Findings name field paths, those of `previous` as
    /// `previous.…`; cells are joined later. A template that nobody filled gives one finding only.
    package func findings(in report: Report, previous: Report? = nil) -> [Finding] {
        let subject = Subject(form: form, report: report, previous: previous, body: body)
        if subject.isUntouched { return [Finding(.untouched, expected: "\(form.fields.count)")] }
        return Rule.all.flatMap { $0.check(subject) }
    }

    /// How many relations of the report's own figures are broken, for the summary of a conversion.
    package func brokenRelations(in report: Report) -> Int {
        let subject = Subject(form: form, report: report, previous: nil, body: nil)
        return form.relations.count { !$0.reachesBack && RelationCheck($0, in: subject).difference != nil }
    }
}
