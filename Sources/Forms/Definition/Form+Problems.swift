import Model

extension Form {
    /// The mistakes of the definition, in English for its author: ids and paths that repeat, leaves without a kind, names
    /// of figures, sections, tables and bodies that do not exist. A test keeps it empty.
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
            switch sheet.content {
            case .guide, .identity: break
            case .narrative(let ids): mustExist("sheet \(sheet.name)", sections: ids, tables: [])
            case .table(let id): mustExist("sheet \(sheet.name)", sections: [], tables: [id])
            }
        }
        let parts = definition.document
        for part in parts {
            switch part {
            case .preface(let id, _), .section(let id): mustExist("document", sections: [id], tables: [])
            case .table(let id): mustExist("document", sections: [], tables: [id])
            }
        }
        unique("document", parts.map(\.id))
        return problems
    }
}
