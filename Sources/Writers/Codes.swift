import Model

extension Finding.Code {
    /// libxlsxwriter could not write a workbook.
    package static let writingFailed = Self("O701")
}
