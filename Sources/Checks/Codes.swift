import Findings

extension Finding.Code {
    public static let blankTotal = Self("C501")
    public static let blankTerm = Self("C502")
    public static let formOfOtherYear = Self("C503")
    public static let untouched = Self("C504")
    public static let notEmpowered = Self("C505")
    public static let sectionEmpty = Self("C511")
    public static let sectionTooShort = Self("C512")
    public static let sectionSilent = Self("C513")
    public static let periodOfOtherYear = Self("C514")
    public static let authorOfOtherName = Self("C515")
    public static let previousOfOtherYear = Self("Y804")
    public static let previousOfOtherAgency = Self("Y805")
}
