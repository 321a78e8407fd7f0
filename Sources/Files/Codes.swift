import Model

extension Finding.Code {
    package static let fileNotFound = Self("I001")
    package static let fileNotReadable = Self("I002")
    package static let fileTooLarge = Self("I003")
    package static let outputNotWritable = Self("O702")
    package static let outputIsInput = Self("O703")
    /// Another run writes there.
    package static let outputBusy = Self("O710")
    /// The system or a library failed where nothing of ours expects it.
    package static let notDone = Self("O711")
}
