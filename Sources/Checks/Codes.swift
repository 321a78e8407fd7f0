import Model

extension Finding.Code {
    package static let blankTotal = Self("C501")
    package static let blankTerm = Self("C502")
    package static let formOfOtherYear = Self("C503")
    package static let untouched = Self("C504")
    package static let notEmpowered = Self("C505")
    package static let sectionEmpty = Self("C511")
    package static let sectionTooShort = Self("C512")
    package static let sectionSilent = Self("C513")
    package static let periodOfOtherYear = Self("C514")
    package static let authorOfOtherName = Self("C515")
    package static let previousOfOtherYear = Self("Y804")
    package static let previousOfOtherAgency = Self("Y805")
}
