import Findings

extension Finding.Code {
    public static let noReport = Self("F300")
    public static let tableMissing = Self("F301")
    public static let tableOfOtherForm = Self("F302")
    public static let tableIncomplete = Self("F303")
    public static let tableTwice = Self("F304")
    public static let tableHidden = Self("F305")
    public static let notFigure = Self("F311")
    public static let negativeCount = Self("F312")
    public static let fractionalCount = Self("F313")
    public static let figureTooLarge = Self("F314")
    public static let errorCell = Self("F315")
    public static let uncomputedFormula = Self("F316")
    public static let convertedUnit = Self("F317")
    public static let yearMissing = Self("F321")
    public static let agencyMissing = Self("F322")
    public static let notJSON = Self("J601")
    public static let unknownForm = Self("J602")
    public static let jsonTooLarge = Self("J603")
    public static let unknownMember = Self("J611")
    public static let wrongMember = Self("J612")
}
