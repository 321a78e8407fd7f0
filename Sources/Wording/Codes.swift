import Findings

extension Finding.Code {
    public static let unknownName = Self("T611")
    public static let ambiguousName = Self("T612")
    public static let nameOfBlank = Self("T613")
    public static let nothingToCompare = Self("T614")
    public static let draftUnread = Self("T615")
}
