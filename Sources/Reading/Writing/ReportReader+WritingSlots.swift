import Forms
import Model

extension ReportReader {
    /// The cells where the reader would look for the written parts of a report of that form, filled or not.
    package func writingSlots(in workbook: Workbook, form: Form) -> [WritingSlot] {
        let reader = form.id == newest.form.id ? newest : FormReader(form)
        return IdentityReader(reader, on: Self.visibleFirst(workbook.sheets).map(LabelledSheet.init)).writingSlots()
    }
}
