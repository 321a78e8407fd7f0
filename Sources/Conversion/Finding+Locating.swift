import Forms
import Model

extension Finding {
    /// The finding with the cells that it is about: the cell where its section begins, then those of its figures. Cells of
    /// `previous` have the name of its file before that of the sheet.
    func located(in reading: ReportReading, previous: (reading: ReportReading, file: String)? = nil) -> Finding {
        func origin(_ path: FieldPath) -> Origin? {
            guard path.isOfPrevious, let previous else { return reading.report.origin(path) }
            guard var origin = previous.reading.report.origin(path.ofEitherYear) else { return nil }
            // Spreadsheets write references to other files in this way.
            origin.sheet = "[\(previous.file)]" + origin.sheet
            return origin
        }
        var located = self
        let beginning = section.flatMap { reading.sections[$0.id] }
        located.origins = (beginning.map { [$0] } ?? []) + fields.compactMap(origin)
        if var culprit {
            culprit.origin = origin(culprit.field)
            culprit.otherOrigin = culprit.other.flatMap(origin)
            located.culprit = culprit
        }
        return located
    }
}
