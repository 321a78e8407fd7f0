import Model

extension Finding.Code {
    /// No file of that name.
    package static let fileNotFound = Self("I001")
    /// The system refuses to read the file, or it is a folder.
    package static let fileNotReadable = Self("I002")
    /// The file has more bytes than the limit.
    package static let fileTooLarge = Self("I003")
    /// The system refuses to write there.
    package static let outputNotWritable = Self("O702")
    /// The output would replace an input.
    package static let outputIsInput = Self("O703")
    /// Another run is writing there.
    package static let outputBusy = Self("O710")
    /// An error of the system or a library that no code of ours expects.
    package static let notDone = Self("O711")
}
