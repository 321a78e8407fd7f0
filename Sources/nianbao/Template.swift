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
        abstract: language("command.template.abstract"))

    @Flag(help: ArgumentHelp(language("template.help.document")))
    var document = false

    @Option(help: ArgumentHelp(language("forms.help.form", ["forms": language.choice(Form.knownIDs)]), valueName: "form"))
    var form: String = Form.knownIDs[0]

    @Option(help: ArgumentHelp(language("template.help.year"), valueName: "year"))
    var year: Int?

    @Option(help: ArgumentHelp(language("template.help.agency"), valueName: "name"))
    var agency: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("template.help.output"), valueName: "file"))
    var output: String

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateAgency(agency)
        guard document || output == "-" || OutputFormat(path: output) == .data(.xlsx) else {
            throw ValidationError(language("template.usage.output"))
        }
        if let form = try knownForm(form), let year, !form.definition.years.contains(year) || year > 2099 {
            throw ValidationError(
                language("template.usage.year", ["form": form.id, "years": form.definition.years, "year": year]))
        }
    }

    func run() throws {
        try reportingErrors(of: output) { _ in
            if document { return try DocumentTemplates.write(to: output) }
            let converter = Converter()
            var report = Report(form: try converter.form(form), year: year)
            report.agencyName = agency.flatMap(Prose.line)
            let bytes = try converter.bytes(of: report, as: .xlsx, scratchBeside: output)
            try FileIO.write(bytes, to: output)
        }
    }
}
