import Model

extension Report {
    /// Makes a report of a form whose figures are blank except those given.
    package init(
        form: Form, year: Int? = nil, agency: [String: String] = [:], narrative: [String: String] = [:],
        figures: [FieldPath: Figure] = [:]
    ) {
        self.init(
            form: form.id, fields: form.fieldList, year: year, agency: agency, narrative: narrative, figures: figures)
    }

    /// The lines of the report's title: the agency's name, if known, and a line such as `2024年政府信息公开工作年度报告`.
    /// `title` is the text after the year.
    package func titleLines(_ title: String) -> [String] {
        [agencyName, (year.map { "\($0)年" } ?? "") + title].compactMap(\.self)
    }

    /// The report's title on one line, such as `淮安市人民政府2024年政府信息公开工作年度报告`. Agency and year are left out
    /// where they are not known.
    package func title(of definition: FormDefinition) -> String { titleLines(definition.title).joined() }
}
