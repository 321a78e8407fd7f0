import Forms
import Synchronization

/// The sheets of a form's tables, laid out once however many reports are written.
enum TableSheets {
    private static let known = Mutex<[String: (form: Form, sheets: [String: TableSheet])]>([:])

    /// By the names of the sheets.
    static func of(_ form: Form) -> [String: TableSheet] {
        known.withLock { known in
            if let before = known[form.id], isSame(before.form, form) { return before.sheets }
            let sheets = form.definition.sheets.compactMap { plan in
                form.tables.first { $0.definition.id == plan.table }.map {
                    (plan.name, TableSheet(plan, table: $0, relations: form.relations))
                }
            }
            known[form.id] = (form, Dictionary(sheets, uniquingKeysWith: { first, _ in first }))
            return known[form.id]?.sheets ?? [:]
        }
    }

    /// Whether two forms are one: what is kept shares its storage, another of the same id does not.
    private static func isSame(_ a: Form, _ b: Form) -> Bool {
        a.fields.withUnsafeBufferPointer(\.baseAddress) == b.fields.withUnsafeBufferPointer(\.baseAddress)
    }
}
