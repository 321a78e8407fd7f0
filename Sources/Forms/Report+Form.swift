import Model

extension Report {
    /// A report of a form; its figures are all blank but those given.
    package init(
        form: Form, year: Int? = nil, agency: [String: String] = [:], narrative: [String: String] = [:],
        figures: [FieldPath: Figure] = [:]
    ) {
        self.init(
            form: form.id, fields: form.fieldList, year: year, agency: agency, narrative: narrative, figures: figures)
    }

    /// The lines of the report's title: the agency's name, where it is known, and `2024年政府信息公开工作年度报告`, `title` being
    /// what stands after the year.
    package func titleLines(_ title: String) -> [String] {
        [agencyName, (year.map { "\($0)年" } ?? "") + title].compactMap(\.self)
    }

    /// `淮安市人民政府2024年政府信息公开工作年度报告`, as far as agency and year are known.
    package func title(of definition: FormDefinition) -> String { titleLines(definition.title).joined() }
}
