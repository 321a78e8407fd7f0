import Model

extension Finding.Code {
    /// A total is blank over filled parts.
    package static let blankTotal = Self("C501")
    /// A single blank must have a certain value.
    package static let blankTerm = Self("C502")
    /// The form is not that of the year.
    package static let formOfOtherYear = Self("C503")
    /// Nothing was filled in.
    package static let untouched = Self("C504")
    /// A body of this kind has no power for what a figure says.
    package static let notEmpowered = Self("C505")
    /// Sections that must be written are empty.
    package static let sectionEmpty = Self("C511")
    /// A section is too short to say anything.
    package static let sectionTooShort = Self("C512")
    /// A section does not speak of what it must.
    package static let sectionSilent = Self("C513")
    /// The prose names the statistical period of another year.
    package static let periodOfOtherYear = Self("C514")
    /// The prose names another body as the author.
    package static let authorOfOtherName = Self("C515")
    /// The report given as last year's is of another year.
    package static let previousOfOtherYear = Self("Y804")
    /// The report given as last year's is of another agency.
    package static let previousOfOtherAgency = Self("Y805")
}
