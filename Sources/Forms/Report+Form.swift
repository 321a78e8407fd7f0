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

    /// `淮安市人民政府2024年政府信息公开工作年度报告`, as far as agency and year are known.
    package func title(of definition: FormDefinition) -> String {
        (agencyName ?? "") + (year.map { "\($0)年" } ?? "") + definition.title
    }
}
