import Model

extension Finding.Code {
    /// Two reports of one agency.
    package static let agencyTwice = Self("H901")
    /// A report of another year than the one collected.
    package static let otherYear = Self("H902")
    /// A report by another form than the year's.
    package static let otherForm = Self("H903")
    /// A report left out of a sum for its errors.
    package static let leftOut = Self("H904")
    /// An agency of the roster from which no report came.
    package static let reportMissing = Self("H905")
    /// A report of an agency that is not on the roster.
    package static let agencyUnlisted = Self("H906")
    /// A report of an agency whose name is like one on the roster.
    package static let agencyDoubtful = Self("H907")
    /// A roster without names, or with formulas for names that were stored without values.
    package static let rosterEmpty = Self("H908")
    /// A template that nobody filled, left out of a sum.
    package static let nothingFilled = Self("H909")
    /// No report is left to add up.
    package static let nothingToAdd = Self("H910")
    /// A figure in which a government's own report is not the sum.
    package static let sumDiffers = Self("H911")
    /// The government's own report among those of its agencies.
    package static let governmentsOwn = Self("H912")
    /// The report given as the government's own names another agency.
    package static let ownOfAnother = Self("H913")
    /// Rows of the roster that are no agencies, or seem to be none.
    package static let noAgency = Self("H914")
}
