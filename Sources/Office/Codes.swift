import Findings

extension Finding.Code {
    /// Two reports of one agency.
    public static let agencyTwice = Self("H901")
    public static let otherYear = Self("H902")
    public static let otherForm = Self("H903")
    /// Left out of a sum for its errors.
    public static let leftOut = Self("H904")
    public static let reportMissing = Self("H905")
    public static let agencyUnlisted = Self("H906")
    public static let agencyDoubtful = Self("H907")
    public static let rosterEmpty = Self("H908")
    /// A template that nobody filled, which adds nothing.
    public static let nothingFilled = Self("H909")
    public static let nothingToAdd = Self("H910")
    /// A government's own report against the sum.
    public static let sumDiffers = Self("H911")
    /// The government's own report among those of its agencies.
    public static let governmentsOwn = Self("H912")
    /// What was given as the government's own figures names another agency.
    public static let ownOfAnother = Self("H913")
    /// A row of the roster that is no agency's, or seems so.
    public static let noAgency = Self("H914")
}
