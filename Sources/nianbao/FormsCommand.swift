import ArgumentParser
import Files
import Forms

struct FormsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms",
        abstract: language("列出格式；给出一个格式的全部项目或 JSON Schema。", "List the forms; show one form's figures, or its JSON Schema."))

    @Argument(help: ArgumentHelp(language("格式：2021 或 2019。", "The form: 2021 or 2019."), valueName: "form"))
    var form: String?

    @Flag(help: ArgumentHelp(language("给出报告的 JSON Schema。", "Print the JSON Schema of the report.")))
    var schema = false

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        if schema, form == nil {
            throw ValidationError(language("--schema 要指明格式，如 2021。", "--schema wants a form, such as 2021."))
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
        try speaking(of: "-") { _ in try FileIO.write([UInt8](text.utf8), to: "-") }
    }

    private static func summary(of form: Form) -> String {
        let years = form.definition.years
        return "\(form.id)\t\(form.definition.title)\t\(form.definition.basis)\t"
            + language("\(years) 年报告，\(form.fields.count) 个数", "reports of \(years), \(form.fields.count) figures") + "\n"
    }

    /// A line for each figure, under its table's title: the path in JSON, the kind, the labels.
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
        text += "\n" + language("勾稽关系", "Relations") + "\n"
        for rule in form.definition.relations { text += "  \(rule.code)  \(rule.title)  \(rule.basis)\n" }
        return text
    }

    private static func kind(_ kind: FormDefinition.Kind) -> String {
        switch kind {
        case .count: language("件数", "count ")
        case .signedCount: language("增减", "change")
        case .amount: language("万元", "10k CNY")
        }
    }
}
