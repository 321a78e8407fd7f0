import Claims
import Forms
import Model
import Reading
import Synchronization
import Writers

/// What works with one form, made once however many reports follow it: each part when it is first asked for.
package final class FormTools: Sendable {
    package let form: Form
    let reader: FormReader
    private let lazyJSON: Lazy<ReportJSON>
    private let lazyClaims: Lazy<ClaimChecker>
    private let lazyWriter: Lazy<XLSXWriter>

    package init(_ form: Form) {
        self.form = form
        reader = FormReader(form)
        lazyJSON = Lazy { ReportJSON(form: form) }
        lazyClaims = Lazy { ClaimChecker(form: form) }
        lazyWriter = Lazy { XLSXWriter(form: form) }
    }

    package var json: ReportJSON { lazyJSON.value }
    package var claims: ClaimChecker { lazyClaims.value }
    package var writer: XLSXWriter { lazyWriter.value }
}

/// The tools of all forms, newest first; those before the newest are made when a report follows one of them.
package final class FormToolbox: Sendable {
    package let newest: FormTools
    private let lazyOlder: Lazy<[FormTools]>

    /// `older` gives the forms before the newest, newest first. It is asked once, when one of them is needed.
    package init(newest: Form, older: @escaping @Sendable () -> [Form]) {
        self.newest = FormTools(newest)
        lazyOlder = Lazy { older().ended(before: newest).map(FormTools.init) }
    }

    /// The forms that the program carries.
    package static let builtIn = FormToolbox(newest: .newest) { Form.older }

    package var older: [FormTools] { lazyOlder.value }
    package var all: [FormTools] { [newest] + older }

    /// The tools of the form of that id. Throws `J602` where none is known.
    package func tools(_ id: String) throws(Finding) -> FormTools {
        if id == newest.form.id { return newest }
        guard let tools = older.first(where: { $0.form.id == id }) else {
            throw Finding(.unknownForm, found: id, expected: all.map(\.form.id).joined(separator: "、"))
        }
        return tools
    }
}

/// A value that is made when it is first asked for, once for all threads.
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
