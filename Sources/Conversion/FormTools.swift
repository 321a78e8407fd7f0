import Claims
import Forms
import Model
import Reading
import Synchronization
import Writers

/// A form with the readers, checkers and writers prepared for it. Each is made once, on first use, for any number of reports.
package final class FormTools: Sendable {
    /// The form.
    package let form: Form
    let reader: FormReader
    private let lazyJSON: Lazy<ReportJSON>
    private let lazyClaims: Lazy<ClaimChecker>
    private let lazyWriter: Lazy<XLSXWriter>
    private let lazyFieldNames: Lazy<[FieldNames]>

    /// Makes the tools of a form.
    package init(_ form: Form) {
        self.form = form
        reader = FormReader(form)
        lazyJSON = Lazy { ReportJSON(form: form) }
        lazyClaims = Lazy { ClaimChecker(form: form) }
        lazyWriter = Lazy { XLSXWriter(form: form) }
        lazyFieldNames = Lazy { form.fields.map { FieldNames($0.path) } }
    }

    /// Writes reports as JSON.
    package var json: ReportJSON { lazyJSON.value }
    /// Checks the claims of the prose against the tables.
    package var claims: ClaimChecker { lazyClaims.value }
    /// Writes reports as workbooks.
    package var writer: XLSXWriter { lazyWriter.value }
    /// The path of each field in three parts, by the field's index.
    package var fieldNames: [FieldNames] { lazyFieldNames.value }
}

/// A path in three parts, as tidy tables have them in columns: the first id, those between, the last.
package struct FieldNames: Sendable {
    /// The id of the table: `requests`.
    package let table: String
    /// The ids of the row, joined by dots: `results.refused.stateSecret`.
    package let row: String
    /// The id of the column: `total`.
    package let column: String

    init(_ path: FieldPath) {
        let steps = path.steps
        table = steps.prefix(1).joined()
        row = steps.dropFirst().dropLast().joined(separator: ".")
        column = steps.suffix(1).joined()
    }
}

/// The tools of all forms. Forms before the newest are decoded when a report follows one of them.
package final class FormToolbox: Sendable {
    /// The tools of the newest form.
    package let newest: FormTools
    private let lazyOlder: Lazy<[FormTools]>

    /// Makes a toolbox. `older` gives the forms before the newest, newest first; it is called once, when one is needed.
    package init(newest: Form, older: @escaping @Sendable () -> [Form]) {
        self.newest = FormTools(newest)
        lazyOlder = Lazy { older().ended(before: newest).map(FormTools.init) }
    }

    /// The tools of the built-in forms.
    package static let builtIn = FormToolbox(newest: .newest) { Form.older }

    /// The tools of the forms before the newest, newest first.
    package var older: [FormTools] { lazyOlder.value }
    /// The tools of all forms, newest first.
    package var all: [FormTools] { [newest] + older }

    /// The tools of the form with that id. Throws `J602` if there is none.
    package func tools(_ id: String) throws(Finding) -> FormTools {
        if id == newest.form.id { return newest }
        guard let tools = older.first(where: { $0.form.id == id }) else {
            throw Finding(.unknownForm, found: id, expected: all.map(\.form.id).joined(separator: "、"))
        }
        return tools
    }
}

/// A value that is made on first use, once for all threads.
private final class Lazy<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
