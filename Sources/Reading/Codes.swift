import Model

extension Finding.Code {
    package static let noReport = Self("F300")
    package static let tableMissing = Self("F301")
    package static let tableOfOtherForm = Self("F302")
    package static let tableIncomplete = Self("F303")
    package static let tableTwice = Self("F304")
    package static let tableHidden = Self("F305")
    package static let lineRenamed = Self("F306")
    package static let lineInserted = Self("F307")
    package static let convertedUnit = Self("F317")
    package static let staleFormula = Self("F318")
    package static let yearMissing = Self("F321")
    package static let agencyMissing = Self("F322")
    package static let yearsDiffer = Self("F323")
    package static let agenciesDiffer = Self("F324")
}
