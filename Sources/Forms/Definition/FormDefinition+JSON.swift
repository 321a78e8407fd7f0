import JSON
import Model

extension FormDefinition {
    /// Reads a definition. Throws `JSONDecodingError` if a member is missing or of the wrong type.
    init(_ json: JSONValue) throws {
        id = try json.required("id", \.string)
        title = try json.required("title", \.string)
        titleAliases = try json.required("titleAliases", \.strings)
        basis = try json.required("basis", \.string)
        years = try json.required("years", Years.init)
        year = try json.required("year", Label.init)
        agency = try json.required("agency") { try $0.list(of: Entry.init) }
        narrative = try json.required("narrative") { try $0.list(of: Entry.init) }
        pageWords = try json.required("pageWords", \.strings)
        tables = try json.required("tables") { try $0.list(of: Table.init) }
        relations = try json.required("relations") { try $0.list(of: RelationRule.init) }
        jumps = try json.required("jumps") { try $0.list(of: Jump.init) }
        powers = try json.optional("powers", Powers.init)
        blankSection = try json.required("blankSection", \.string)
        document = try json.required("document") { try $0.list(of: DocumentPart.init) }
        sheets = try json.required("sheets") { try $0.list(of: SheetPlan.init) }
    }
}

extension FormDefinition.Label {
    fileprivate init(_ json: JSONValue) throws {
        label = try json.required("label", \.string)
        aliases = try json.optional("aliases", \.strings)
        hint = try json.optional("hint", \.string)
    }
}

extension FormDefinition.Entry {
    fileprivate init(_ json: JSONValue) throws {
        id = try json.required("id", \.string)
        label = try json.required("label", \.string)
        aliases = try json.optional("aliases", \.strings)
        hint = try json.optional("hint", \.string)
        spelling = try json.optional("spelling") { $0.string.flatMap(FormDefinition.Spelling.init) }
        untitled = try json.optional("untitled", \.bool)
        least = try json.optional("least", \.int)
        mentions = try json.optional("mentions", FormDefinition.Mention.init)
    }
}

extension FormDefinition.Mention {
    fileprivate init(_ json: JSONValue) throws {
        words = try json.required("words", \.strings)
        basis = try json.required("basis", \.string)
    }
}

extension FormDefinition.Jump {
    fileprivate init(_ json: JSONValue) throws {
        code = try json.required("code", \.string)
        ratio = try json.required("ratio", \.int)
        least = try json.required("least", \.int)
        fields = try json.required("fields", \.strings)
    }
}

extension FormDefinition.Powers {
    fileprivate init(_ json: JSONValue) throws {
        basis = try json.required("basis", \.string)
        fields = try json.required("fields", \.strings)
        bodies = try json.required("bodies") { try $0.list(of: Body.init) }
    }
}

extension FormDefinition.Powers.Body {
    fileprivate init(_ json: JSONValue) throws {
        id = try json.required("id", \.string)
        label = try json.required("label", \.string)
        may = try json.required("may", \.bool)
        endings = try json.required("endings", \.strings)
        beginnings = try json.optional("beginnings", \.strings)
        nested = try json.optional("nested") {
            Nested(word: try $0.required("word", \.string), body: try $0.required("body", \.string))
        }
    }
}

extension FormDefinition.Years {
    fileprivate init(_ json: JSONValue) throws {
        from = try json.required("from", \.int)
        through = try json.optional("through", \.int)
    }
}

extension FormDefinition.Node {
    fileprivate init(_ json: JSONValue) throws {
        id = try json.optional("id", \.string)
        label = try json.required("label", \.string)
        aliases = try json.optional("aliases", \.strings)
        kind = try json.optional("kind") { $0.string.flatMap(Form.Kind.init) }
        children = try json.optional("children") { try $0.list(of: Self.init) }
        keys = LabelKey.all(label, aliases).filter { !$0.isEmpty }
    }
}

extension FormDefinition.Block {
    fileprivate init(_ json: JSONValue) throws {
        title = try json.optional("title", \.string)
        corner = try json.optional("corner", \.string)
        rows = try json.required("rows") { try $0.list(of: FormDefinition.Node.init) }
        columns = try json.required("columns") { try $0.list(of: FormDefinition.Node.init) }
    }
}

extension FormDefinition.Table {
    fileprivate init(_ json: JSONValue) throws {
        id = try json.required("id", \.string)
        title = try json.required("title", \.string)
        aliases = try json.optional("aliases", \.strings)
        blocks = try json.required("blocks") { try $0.list(of: FormDefinition.Block.init) }
    }
}

extension FormDefinition.RelationRule {
    fileprivate init(_ json: JSONValue) throws {
        code = try json.required("code", \.string)
        severity = try json.required("severity") { $0.string.flatMap(Finding.Severity.init) }
        title = try json.required("title", \.string)
        basis = try json.required("basis", \.string)
        left = try json.required("left", \.strings)
        right = try json.required("right", \.strings)
    }
}

extension FormDefinition.DocumentPart {
    fileprivate init(_ json: JSONValue) throws {
        if let id = json["preface"]?.string {
            self = .preface(id, period: try json.required("period", \.strings))
        } else if let id = json["section"]?.string {
            self = .section(id)
        } else {
            self = .table(try json.required("table", \.string))
        }
    }
}

extension FormDefinition.SheetPlan {
    fileprivate init(_ json: JSONValue) throws {
        name = try json.required("name", \.string)
        if let lines = json["guide"]?.strings {
            content = .guide(lines)
        } else if json["identity"]?.bool == true {
            content = .identity
        } else if let sections = json["narrative"]?.strings {
            content = .narrative(sections)
        } else {
            content = .table(try json.required("table", \.string))
        }
    }
}
