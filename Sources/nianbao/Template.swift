import ArgumentParser
import Conversion
import Documents
import Files
import Forms
import Model
import Text

struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: language(
            "生成空白的填报工作簿，或给出年度报告的模板。", "Write a blank workbook for an agency to fill, or the templates of the published report."))

    @Flag(
        help: ArgumentHelp(
            language(
                "把年度报告的模板写到输出目录，改好后用 convert --template。",
                "Write the templates of the published report into the output folder, for convert --template.")))
    var document = false

    @Option(help: ArgumentHelp(language("格式：2021 或 2019。", "The form: 2021 or 2019."), valueName: "form"))
    var form: String = "2021"

    @Option(help: ArgumentHelp(language("报告的年度。", "The report's year."), valueName: "year"))
    var year: Int?

    @Option(help: ArgumentHelp(language("填报单位的名称。", "The agency's name."), valueName: "name"))
    var agency: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("写到哪里，- 为标准输出。", "Where to write, - for standard output."), valueName: "file"))
    var output: String

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateAgency(agency)
        guard document || output == "-" || Format(path: output) == .data(.xlsx) else {
            throw ValidationError(
                language("空白表是 .xlsx 文件，文件名要以 .xlsx 结尾。", "A blank workbook is an .xlsx file; end its name in .xlsx."))
        }
        if let form = try knownForm(form), let year, !form.definition.years.contains(year) || year > 2099 {
            throw ValidationError(
                language(
                    "\(form.id) 年格式用于 \(form.definition.years) 年，不用于 \(year) 年。",
                    "Form \(form.id) is for the years \(form.definition.years), not for \(year)."))
        }
    }

    func run() throws {
        try speaking(of: output) { _ in
            if document { return try DocumentTemplates.write(to: output) }
            let converter = Converter()
            var report = Report(form: try converter.form(form), year: year)
            report.agencyName = agency.flatMap(Prose.line)
            let bytes = try converter.write(report, as: .xlsx, to: output)
            try FileIO.write(bytes, to: output)
        }
    }
}
