import Model

extension Form {
    /// What is wrong with the definition, empty where nothing is: ids and paths that repeat, leaves without a kind,
    /// relations and sheets that name what is not there.
    package var problems: [String] {
        var problems: [String] = []
        func unique(_ what: String, _ names: [String]) {
            let counts = Dictionary(grouping: names) { $0 }
            for (name, all) in counts.sorted(by: { $0.key < $1.key }) where all.count > 1 {
                problems.append("\(what): \(name) stands \(all.count) times")
            }
        }
        unique("figure", fields.map(\.path.description))
        unique("table", definition.tables.map(\.id))
        unique("agency", definition.agency.map(\.id))
        unique("narrative", definition.narrative.map(\.id))
        unique("sheet", definition.sheets.map(\.name))
        for field in fields where field.column.node.kind == nil { problems.append("\(field.path): no kind") }
        for rule in definition.relations {
            if Finding.Severity(rawValue: rule.severity) == nil { problems.append("\(rule.code): severity \(rule.severity)") }
            let relations = relations.filter { $0.rule.code == rule.code }
            if relations.isEmpty { problems.append("\(rule.code): holds nowhere") }
            for path in relations.flatMap(\.terms) where field(path.ofEitherYear) == nil {
                problems.append("\(rule.code): no figure \(path)")
            }
        }
        for jump in definition.jumps {
            for path in jump.fields where field(FieldPath(path)) == nil {
                problems.append("\(jump.code): no figure \(path)")
            }
        }
        for path in definition.powers?.fields ?? [] where field(FieldPath(path)) == nil {
            problems.append("powers: no figure \(path)")
        }
        let bodies = definition.powers?.bodies ?? []
        for id in bodies.compactMap(\.nested?.body) where !bodies.contains(where: { $0.id == id }) {
            problems.append("powers: no body \(id)")
        }
        func mustExist(_ what: String, sections: [String], tables: [String]) {
            for id in sections where !definition.narrative.contains(where: { $0.id == id }) {
                problems.append("\(what): no section \(id)")
            }
            for id in tables where !definition.tables.contains(where: { $0.id == id }) {
                problems.append("\(what): no table \(id)")
            }
        }
        for sheet in definition.sheets {
            mustExist("sheet \(sheet.name)", sections: sheet.narrative ?? [], tables: sheet.table.map { [$0] } ?? [])
        }
        let parts = definition.document
        mustExist("document", sections: parts.compactMap { $0.preface ?? $0.section }, tables: parts.compactMap(\.table))
        unique("document", parts.compactMap { $0.preface ?? $0.section ?? $0.table })
        return problems
    }
}
