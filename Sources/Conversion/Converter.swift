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

/// The whole way of one file: read by what it is, checked, written.
package struct Converter: Sendable {
    private let toolbox: FormToolbox
    /// Read as this form, or this year, whatever the file says.
    package var form: String?
    package var year: Int?
    package var limits: ArchiveLimits

    /// A form that is not known is an error when something is read.
    package init(
        forms toolbox: FormToolbox = .builtIn, form: String? = nil, year: Int? = nil, limits: ArchiveLimits = .init()
    ) {
        self.toolbox = toolbox
        self.form = form
        self.year = year
        self.limits = limits
    }

    /// The form of that id. Throws `J602` where none is known.
    package func form(_ id: String) throws(Finding) -> Form { try toolbox.tools(id).form }

    /// What works with a form; one that is not of this converter's gets tools of its own.
    package func tools(for form: Form) -> FormTools { (try? toolbox.tools(form.id)) ?? FormTools(form) }

    /// The newest form that holds for a year; nil where none does.
    package func form(forYear year: Int) -> Form? {
        if toolbox.newest.form.definition.years.contains(year) { return toolbox.newest.form }
        return toolbox.older.map(\.form).first { $0.definition.years.contains(year) }
    }

    /// The report of a workbook, a text document, a web page or a JSON file. `origins` has it keep the cell of each figure,
    /// which checks name. Throws the finding that says why it cannot be read.
    package func read(_ bytes: [UInt8], origins: Bool = true) throws(Finding) -> ReportReading {
        if let form { _ = try self.form(form) }
        let file = try InputFile(bytes, limits: limits)
        if file.kind == .json { return try ReportJSON.read(bytes, forms: toolbox.all.map(\.form), form: form, year: year) }
        var reader = reader(form: form)
        reader.origins = origins
        return try reader.read(agencySheets(of: file))
    }

    /// Reads workbooks, as the form of that id where one is given.
    func reader(form: String?) -> ReportReader {
        ReportReader(newest: toolbox.newest.reader, older: { toolbox.older.map(\.reader) }, form: form, year: year)
    }

    /// The sheets that are the agency's: those that this program added say nothing of the report.
    func agencySheets(of file: InputFile) throws(Finding) -> Workbook {
        var workbook = try file.workbook()
        workbook.sheets.removeAll { FindingSheet.isOurs($0) || ChartSheet.isOurs($0) || AddedSheet.isOurs($0) }
        return workbook
    }

    /// The report of a workbook that this program wrote, as `withoutOrigins`. The sheets behind it are not read, which may be far
    /// longer (`AddedSheet`). Throws why it cannot be read.
    package func report(inOwn bytes: [UInt8]) throws -> Report {
        let workbook = try XLSXReader.read(ZipArchive(bytes, limits: limits)) { AddedSheet(rawValue: $0) == nil }
        let ours = ReportReader(newest: toolbox.newest.reader, older: { toolbox.older.map(\.reader) })
        return try ours.read(workbook).report.withoutOrigins
    }

    /// The sheets of a workbook, or those that a text document or a web page reads as. Throws why it cannot be read.
    package func workbook(_ bytes: [UInt8]) throws -> Workbook { try InputFile(bytes, limits: limits).workbook() }

    /// All findings of a report in the order of the form: those of reading it and those of the rules, with the cells that each
    /// is about. `previous` is the report of the year before; `body` is the id of the kind of body, nil if the agency's name
    /// says it.
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
        let order = Dictionary(reading.form.fields.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        func place(_ finding: Finding) -> Int { finding.fields.first.flatMap { order[$0.ofEitherYear] } ?? -1 }
        return (reading.findings + located).enumerated().sorted {
            (place($0.element), $0.offset) < (place($1.element), $1.offset)
        }.map(\.element)
    }

    /// How many relations between the report's own figures do not hold.
    package func brokenRelations(in reading: ReportReading) -> Int {
        Checker(form: reading.form).brokenRelations(in: reading.report)
    }

    /// A report as a file of data; a workbook shows the charts too. Scratch files may stand beside `path`, the output's. Throws
    /// `O701`–`O704`.
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
            // libxlsxwriter can report success over a cut file, and a workbook must say what the report says.
            guard try own.read(bytes).report.withoutOrigins == report.withoutOrigins else { throw Finding(.outputDiffers) }
            return bytes
        }
    }
}
