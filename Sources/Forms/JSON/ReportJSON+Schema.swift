import JSON

extension ReportJSON {
    /// The JSON Schema (draft 2020-12) of the JSON that `json` gives and `read` takes.
    package var schema: JSONValue {
        let definition = form.definition
        let tables = figureTree.json { path in form.field(path).map(Self.schema) ?? .null }
        let fieldNames = JSONValue.object([("enum", .array(form.fields.map { .string($0.path.description) }))])
        let text = Self.nullable("string")
        let origin = Self.closed([
            ("sheet", Self.type("string")), ("cell", Self.type("string")), ("raw", Self.type("string")),
            ("formula", Self.type("string")),
        ])
        return .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(definition.title)),
            ("description", .string(definition.basis)),
            ("type", .string("object")),
            ("required", .array([.string("form")])),
            ("additionalProperties", .bool(false)),
            (
                "properties",
                .object(
                    [
                        ("file", Self.type("string")),
                        ("form", .object([("const", .string(form.id))])),
                        ("year", Self.nullable("integer")),
                        ("agency", Self.closed(definition.agency.map { ($0.id, text) })),
                        ("narrative", Self.closed(definition.narrative.map { ($0.id, text) })),
                    ] + tables.map { ($0.key, Self.closing($0.value)) } + [
                        (
                            "marks",
                            .object([
                                ("type", .string("object")), ("propertyNames", fieldNames),
                                ("additionalProperties", Self.type("string")),
                            ])
                        ),
                        (
                            "origins",
                            .object([
                                ("type", .string("object")), ("propertyNames", fieldNames), ("additionalProperties", origin),
                            ])
                        ),
                    ])
            ),
        ])
    }

    private static func type(_ name: String) -> JSONValue { .object([("type", .string(name))]) }

    private static func nullable(_ name: String) -> JSONValue { .object([("type", .array([.string(name), .string("null")]))]) }

    private static func closed(_ properties: [(key: String, value: JSONValue)]) -> JSONValue {
        .object([("type", .string("object")), ("additionalProperties", .bool(false)), ("properties", .object(properties))])
    }

    private static func schema(of field: Form.Field) -> JSONValue {
        let type = (
            key: "type", value: JSONValue.array([.string(field.kind == .amount ? "number" : "integer"), .string("null")])
        )
        let title = (key: "title", value: JSONValue.string(field.label))
        return .object(field.kind == .signedCount ? [type, title] : [type, ("minimum", .number(0)), title])
    }

    /// Converts nested objects to schemas of closed objects. A value with a `type` is a figure's schema already.
    private static func closing(_ value: JSONValue) -> JSONValue {
        guard let members = value.members, members.first?.key != "type" else { return value }
        return closed(members.map { ($0.key, closing($0.value)) })
    }
}
