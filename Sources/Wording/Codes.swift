import Model

extension Finding.Code {
    package static let unknownName = Self("T611")
    package static let ambiguousName = Self("T612")
    package static let nameOfBlank = Self("T613")
    package static let nothingToCompare = Self("T614")
    package static let draftUnread = Self("T615")
}
