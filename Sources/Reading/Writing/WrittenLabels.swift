import Forms

/// The keys of the labels of year, contacts and sections. Made once per form, because every sheet is searched for them.
struct WrittenLabels: Sendable {
    /// The labels of the year.
    let year: [LabelKey]
    /// The contacts with their labels, in the form's order.
    let agency: [(entry: FormDefinition.Entry, keys: [LabelKey])]
    /// The sections with their labels, in the form's order.
    let sections: [(entry: FormDefinition.Entry, keys: [LabelKey])]
    /// The titles of tables.
    let tables: [LabelKey]
    /// All labels of year and contacts.
    let identity: Set<LabelKey>
    /// The labels at which a section ends: those of sections, tables and titled blocks.
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
