import Forms

/// The labels of what is written in a form (year, contacts, sections), in the one spelling that labels are compared in.
/// Made once a form, since every sheet is asked for them.
struct WrittenLabels: Sendable {
    let year: [LabelKey]
    let agency: [(entry: FormDefinition.Entry, keys: [LabelKey])]
    let sections: [(entry: FormDefinition.Entry, keys: [LabelKey])]
    /// The titles of tables.
    let tables: [LabelKey]
    /// Those of year and contacts.
    let identity: Set<LabelKey>
    /// Where a written section ends: at the next one, or at a table.
    let ends: Set<LabelKey>

    init(_ definition: FormDefinition) {
        func labelled(_ entries: [FormDefinition.Entry]) -> [(entry: FormDefinition.Entry, keys: [LabelKey])] {
            entries.map { ($0, LabelKey.all($0.label, $0.aliases)) }
        }
        year = LabelKey.all(definition.year.label, definition.year.aliases)
        agency = labelled(definition.agency)
        sections = labelled(definition.narrative)
        tables = definition.tables.map { LabelKey($0.title) }
        identity = Set(agency.flatMap(\.keys)).union(year)
        ends = Set(sections.flatMap(\.keys)).union(tables)
            .union(definition.tables.flatMap(\.blocks).compactMap(\.title).map(LabelKey.init))
    }
}
