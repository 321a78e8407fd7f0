extension Int {
    /// A number of ASCII digits only; `Int(_:)` takes a sign too. Nil if the text is anything else, empty or too large.
    init?(digits text: String) {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text) else {
            return nil
        }
        self = number
    }
}
