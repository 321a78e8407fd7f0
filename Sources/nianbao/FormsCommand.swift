import ArgumentParser
import Files
import Forms

struct FormsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms",
        abstract: language("command.forms.abstract"))

    @Argument(help: ArgumentHelp(language("forms.help.form", ["forms": language.choice(Form.knownIDs)]), valueName: "form"))
    var form: String?

    @Flag(help: ArgumentHelp(language("forms.help.schema")))
    var schema = false

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        if schema, form == nil {
            throw ValidationError(language("forms.usage.schema", ["form": Form.knownIDs[0]]))
        }
        _ = try knownForm(form)
    }

    func run() throws {
        let text: String
        if let form = try knownForm(form) {
            text = schema ? ReportJSON(form: form).schema.text : Self.table(of: form)
        } else {
            text = Form.known.map(Self.summary).joined()
        }
        try reportingErrors(of: "-") { _ in try FileIO.write([UInt8](text.utf8), to: "-") }
    }

    private static func summary(of form: Form) -> String {
        let years = form.definition.years
        return "\(form.id)\t\(form.definition.title)\t\(form.definition.basis)\t"
            + language("forms.summary", ["years": years, "figures": form.fields.count]) + "\n"
    }

    /// A line for each figure under its table's title: path, kind, labels.
    private static func table(of form: Form) -> String {
        let width = (form.fields.map(\.path.description.count).max() ?? 0) + 2
        var text = summary(of: form)
        for table in form.tables {
            text += "\n\(table.definition.title)\n"
            for field in table.fields {
                let path = field.path.description.padding(toLength: width, withPad: " ", startingAt: 0)
                text += "  \(path)\(kind(field.kind))  \(field.label)\n"
            }
        }
        text += "\n" + language("forms.relations") + "\n"
        for rule in form.definition.relations { text += "  \(rule.code)  \(rule.title)  \(rule.basis)\n" }
        return text
    }

    private static func kind(_ kind: Form.Kind) -> String {
        switch kind {
        case .count: language("forms.kind.count")
        case .signedCount: language("forms.kind.signedCount")
        case .amount: language("forms.kind.amount")
        }
    }
}
