import Model

extension Finding.Code {
    /// A name in the prose is unknown.
    package static let unknownName = Self("T611")
    /// A name in the prose may mean several figures.
    package static let ambiguousName = Self("T612")
    /// A name in the prose is that of a figure that is not filled in.
    package static let nameOfBlank = Self("T613")
    /// A change or a share in the prose has nothing to compare with.
    package static let nothingToCompare = Self("T614")
    /// A section is still a draft, or has gaps.
    package static let draftUnread = Self("T615")
}
