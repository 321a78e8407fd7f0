import Model

/// The names of the sheets behind the form's own in the workbook of a sum. They are not read as parts of a report.
package enum AddedSheet: String, CaseIterable {
    case contributions = "各单位"
    case remarks = "汇总情况"
    case comparison = "与上报比较"

    /// The beginning of the text in the first cell of each.
    package static let titleStart = "【年报汇总】"

    /// Whether this program added a sheet: both its name and its first cell say so.
    package static func isOurs(_ sheet: Sheet) -> Bool {
        AddedSheet(rawValue: sheet.name) != nil && sheet.begins(with: titleStart)
    }
}
