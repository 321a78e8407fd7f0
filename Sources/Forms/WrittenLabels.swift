/// The labels of what is written in a form (year, contacts, sections), in the one spelling that labels are compared in.
/// Made once a form, since every sheet is asked for them.
struct WrittenLabels: Sendable {
    let year: [String]
    let agency: [(entry: FormDefinition.Entry, keys: [String])]
    let sections: [(entry: FormDefinition.Entry, keys: [String])]
    /// The titles of tables.
    let tables: [String]
    /// Those of year and contacts.
    let identity: Set<String>
    /// Where a written section ends: at the next one, or at a table.
    let ends: Set<String>

    init(_ definition: FormDefinition) {
        func labelled(_ entries: [FormDefinition.Entry]) -> [(entry: FormDefinition.Entry, keys: [String])] {
            entries.map { ($0, LabelKey.all($0.label, $0.aliases)) }
        }
        year = LabelKey.all(definition.year.label, definition.year.aliases)
        agency = labelled(definition.agency)
        sections = labelled(definition.narrative)
        tables = definition.tables.map { LabelKey.of($0.title) }
        identity = Set(agency.flatMap(\.keys)).union(year)
        ends = Set(sections.flatMap(\.keys)).union(tables)
            .union(definition.tables.flatMap(\.blocks).compactMap(\.title).map(LabelKey.of))
    }
}
