import Conversion
import Forms
import Messages
import Model
import Writers

/// Reads, checks and writes annual reports on the disclosure of government information (政府信息公开工作年度报告).
///
/// A value holds no file and no report. Make one and use it for every report, on any number of threads.
public struct AnnualReports: Sendable {
    private let converter: Converter

    /// With every form that the package carries. A form is decoded when a report first follows it.
    public init() { converter = Converter() }

    /// Every national form, newest first.
    public var forms: [Form] { Form.known }

    /// The newest form that holds for a report year, such as 2024; nil if none does.
    public func form(forYear year: Int) -> Form? { converter.form(forYear: year) }

    /// A report of a form that has no figures yet, to be filled in.
    public func blank(_ form: Form, year: Int? = nil) -> Report { Report(form: form, year: year) }

    /// The report in a file: a workbook (`.xlsx`, `.xls`, `.ods`), a Word document, a web page, or JSON as `json(_:)` writes it.
    /// `bytes` are the whole file; its type is recognised from them. Throws the finding that says why there is no report to read,
    /// such as `F300`. Figures that cannot be read throw nothing: `ReportReading.findings` names them.
    public func read(_ bytes: [UInt8]) throws(Finding) -> ReportReading { try converter.read(bytes) }

    /// All findings of a report in the order of its form, with their cells: those of reading it, of the relations between its
    /// figures (勾稽关系), and of its prose against the tables. `previous` is the report of the year before; its cells are named
    /// `[2023]表2!D7`.
    public func check(_ reading: ReportReading, previous: ReportReading? = nil) -> [Finding] {
        converter.findings(of: reading, previous: previous.map { ($0, $0.report.year.map(String.init) ?? "") })
    }

    /// The report as JSON, UTF-8 with a line end at the end; by `nianbao forms --schema` of the same version. Throws `J602` if the
    /// form of the report is unknown.
    public func json(_ report: Report) throws(Finding) -> [UInt8] { try bytes(of: report, as: .json) }

    /// The report as a workbook (`.xlsx`) in the template of its form, with live checks; the blank template if it has no figures.
    /// The same report gives the same bytes. Throws `J602` if the form is unknown, `O701`–`O704` if the workbook cannot be written:
    /// it is built in a temporary directory.
    public func workbook(_ report: Report) throws(Finding) -> [UInt8] { try bytes(of: report, as: .xlsx) }

    /// The finding in words: what was found, what was expected, what to do. `language` is `zh` or `en`; Chinese for any other.
    public func sentence(_ finding: Finding, language: String = "zh") -> String {
        Sentences(Language(rawValue: language) ?? .zh).sentence(finding)
    }

    private func bytes(of report: Report, as format: DataFormat) throws(Finding) -> [UInt8] {
        do {
            return try converter.bytes(of: report, as: format, scratchBeside: "-")
        } catch let finding as Finding {
            throw finding
        } catch {
            // The system's own error about the temporary file.
            throw Finding(.writingFailed, found: "\(error)")
        }
    }
}
