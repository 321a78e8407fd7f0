import Archive
import Charts
import Checks
import Editing
import Files
import Forms
import Foundation
import Model
import Readers
import Reading
import Wording
import Writers

/// Reads one file, checks its report and writes it in another format.
package struct Converter: Sendable {
    private let toolbox: FormToolbox
    /// The id of the form to read inputs as; nil for the form that they follow.
    package var form: String?
    /// The year of the report; nil for the one that the input gives.
    package var year: Int?
    /// The limits for zip files.
    package var limits: ArchiveLimits

    /// Makes a converter. Whether `form` is known is checked when an input is read.
    package init(
        forms toolbox: FormToolbox = .builtIn, form: String? = nil, year: Int? = nil, limits: ArchiveLimits = .init()
    ) {
        self.toolbox = toolbox
        self.form = form
        self.year = year
        self.limits = limits
    }

    /// The form with that id. Throws `J602` if there is none.
    package func form(_ id: String) throws(Finding) -> Form { try toolbox.tools(id).form }

    /// The tools of a form. For a form that the converter does not know, they are made anew.
    package func tools(for form: Form) -> FormTools { (try? toolbox.tools(form.id)) ?? FormTools(form) }

    /// The newest form that holds for a year; nil if there is none.
    package func form(forYear year: Int) -> Form? {
        if toolbox.newest.form.definition.years.contains(year) { return toolbox.newest.form }
        return toolbox.older.map(\.form).first { $0.definition.years.contains(year) }
    }

    /// Reads the report of a workbook, a text document, a web page or a JSON file. With `origins` it keeps the cell of each
    /// figure, which checks name. Throws the finding that says why it cannot be read.
    package func read(_ bytes: [UInt8], origins: Bool = true) throws(Finding) -> ReportReading {
        if let form { _ = try self.form(form) }
        let file = try InputFile(bytes, limits: limits)
        if file.kind == .json { return try ReportJSON.read(bytes, forms: toolbox.all.map(\.form), form: form, year: year) }
        var reader = reader(form: form)
        reader.origins = origins
        return try reader.read(agencySheets(of: file))
    }

    /// A reader for workbooks; `form` is the id of the form to read them as, or nil.
    func reader(form: String?) -> ReportReader {
        ReportReader(newest: toolbox.newest.reader, older: { toolbox.older.map(\.reader) }, form: form, year: year)
    }

    /// The workbook without the sheets that this program added, which are not part of the report.
    func agencySheets(of file: InputFile) throws(Finding) -> Workbook {
        var workbook = try file.workbook()
        workbook.sheets.removeAll { FindingSheet.isOurs($0) || ChartSheet.isOurs($0) || AddedSheet.isOurs($0) }
        return workbook
    }

    /// The report of a workbook that this program wrote, as `withoutOrigins`. Added sheets (`AddedSheet`) are not parsed,
    /// because they may be far longer than the report. Throws the finding that says why it cannot be read.
    package func report(inOwn bytes: [UInt8]) throws -> Report {
        let workbook = try XLSXReader.read(ZipArchive(bytes, limits: limits)) { AddedSheet(rawValue: $0) == nil }
        let ours = ReportReader(newest: toolbox.newest.reader, older: { toolbox.older.map(\.reader) })
        return try ours.read(workbook).report.withoutOrigins
    }

    /// The sheets of a workbook, or those that a text document or a web page is converted to. Throws the finding that says
    /// why it cannot be read.
    package func workbook(_ bytes: [UInt8]) throws -> Workbook { try InputFile(bytes, limits: limits).workbook() }

    /// All findings about a report, in the form's order: those of reading it and those of the rules, with their cells.
    /// `previous` is the report of the year before and the name of its file. `body` is the id of the agency's kind of body;
    /// nil to derive it from the agency's name.
    package func findings(
        of reading: ReportReading, previous: (reading: ReportReading, file: String)? = nil, body: String? = nil
    ) -> [Finding] {
        let narrative = Narrative(form: reading.form, report: reading.report, previous: previous?.reading.report)
        let (report, names) = narrative.checkable()
        let checks =
            Checker(form: reading.form, body: body).findings(in: report, previous: previous?.reading.report)
            + (tools(for: reading.form).claims.findings(in: report, previous: previous?.reading.report))
            + names + narrative.unreadDrafts
        let located = checks.map { $0.located(in: reading, previous: previous) }
        func position(_ finding: Finding) -> Int {
            finding.fields.first.flatMap { reading.form.fieldList.index[$0.ofEitherYear] } ?? -1
        }
        return (reading.findings + located).enumerated().sorted {
            (position($0.element), $0.offset) < (position($1.element), $1.offset)
        }.map(\.element)
    }

    /// The number of relations between the report's own figures that do not hold.
    package func brokenRelations(in reading: ReportReading) -> Int {
        Checker(form: reading.form).brokenRelations(in: reading.report)
    }

    /// The file with the report's data in a format; a workbook has the charts too. `path` is that of the output, beside which
    /// scratch files go if there is no room in memory. Throws `O701`–`O704`.
    package func bytes(
        of report: Report, as format: DataFormat, charts: [Chart] = [], scratchBeside path: String, origins: Bool = false
    ) throws -> [UInt8] {
        let tools = try toolbox.tools(report.form)
        switch format {
        case .json: return [UInt8](tools.json.json(report, origins: origins).text.utf8)
        case .xlsx:
            let bytes = try FileIO.withScratchInMemory(orBeside: path) {
                try tools.writer.bytes(report, charts: charts, in: $0)
            }
            // libxlsxwriter can report success for a truncated file, so the workbook is read back.
            guard try own.read(bytes).report.withoutOrigins == report.withoutOrigins else { throw Finding(.outputDiffers) }
            return bytes
        }
    }
}
