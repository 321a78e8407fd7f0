import Model

extension Finding.Code {
    /// Two reports of one agency.
    package static let agencyTwice = Self("H901")
    package static let otherYear = Self("H902")
    package static let otherForm = Self("H903")
    /// Left out of a sum for its errors.
    package static let leftOut = Self("H904")
    package static let reportMissing = Self("H905")
    package static let agencyUnlisted = Self("H906")
    package static let agencyDoubtful = Self("H907")
    package static let rosterEmpty = Self("H908")
    /// A template that nobody filled, which adds nothing.
    package static let nothingFilled = Self("H909")
    package static let nothingToAdd = Self("H910")
    /// A government's own report against the sum.
    package static let sumDiffers = Self("H911")
    /// The government's own report among those of its agencies.
    package static let governmentsOwn = Self("H912")
    /// What was given as the government's own figures names another agency.
    package static let ownOfAnother = Self("H913")
    /// A row of the roster that is no agency's, or seems so.
    package static let noAgency = Self("H914")
}
