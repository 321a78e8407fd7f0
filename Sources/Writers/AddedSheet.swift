import Model

/// The sheets that stand behind a report in the workbook of a sum, and say nothing of the report.
package enum AddedSheet: String, CaseIterable {
    case contributions = "各单位"
    case remarks = "汇总情况"
    case comparison = "与上报比较"

    /// What the text in the first cell of each begins with.
    package static let titleStart = "【年报汇总】"

    /// Whether a sheet is one of them: both its name and its first cell say so.
    package static func isOurs(_ sheet: Sheet) -> Bool {
        AddedSheet(rawValue: sheet.name) != nil && sheet.begins(with: titleStart)
    }
}
