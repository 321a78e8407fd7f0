import Model

extension Finding.Code {
    /// No table of any form was found.
    package static let noReport = Self("F300")
    /// A table of the form was not found.
    package static let tableMissing = Self("F301")
    /// A table follows another form than the report.
    package static let tableOfOtherForm = Self("F302")
    /// Rows or columns of a table were not found.
    package static let tableIncomplete = Self("F303")
    /// A table stands twice, with different figures.
    package static let tableTwice = Self("F304")
    /// A table was read from a hidden sheet.
    package static let tableHidden = Self("F305")
    /// A row or column was read under a label that differs from the form's.
    package static let lineRenamed = Self("F306")
    /// A row or column with figures is not one of the form.
    package static let lineInserted = Self("F307")
    /// A figure was converted from another unit.
    package static let convertedUnit = Self("F317")
    /// The stored value of a formula is not its result.
    package static let staleFormula = Self("F318")
    /// The report gives no year.
    package static let yearMissing = Self("F321")
    /// The report gives no name of the agency.
    package static let agencyMissing = Self("F322")
    /// Two cells give different years.
    package static let yearsDiffer = Self("F323")
    /// Two cells give different names of the agency.
    package static let agenciesDiffer = Self("F324")
}
