import Model

extension Finding.Code {
    /// An office's explanations are not in the shape that `Acceptances` reads.
    package static let notAcceptances = Self("J604")
}
