import Synchronization

/// What follows from a form, worked out once however many reports are of it.
public final class PerForm<Value: Sendable, Failure: Error>: Sendable {
    private let known = Mutex<[String: (form: Form, value: Value)]>([:])
    private let make: @Sendable (Form) throws(Failure) -> Value

    public init(_ make: @escaping @Sendable (Form) throws(Failure) -> Value) { self.make = make }

    /// The value for a form. Throws what making it throws.
    public func callAsFunction(_ form: Form) throws(Failure) -> Value {
        try known.withLock { known throws(Failure) in
            if let before = known[form.id], Self.isSame(before.form, form) { return before.value }
            let value = try make(form)
            known[form.id] = (form, value)
            return value
        }
    }

    /// Whether two forms are one: what is kept shares its storage, another of the same id does not.
    private static func isSame(_ a: Form, _ b: Form) -> Bool {
        a.fields.withUnsafeBufferPointer(\.baseAddress) == b.fields.withUnsafeBufferPointer(\.baseAddress)
    }
}
