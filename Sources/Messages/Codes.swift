import Model

extension Finding.Code {
    package static let notAcceptances = Self("J604")
}
