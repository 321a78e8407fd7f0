import Foundation
import JSON
import Model
import Templates

/// A national form, ready to use: its definition, and the fields and relations that follow from it.
public struct Form: Sendable {
    /// A leaf of a row or column tree: a row or column that carries figures.
    package struct Leaf: Sendable {
        /// The nodes from the outermost group to the leaf itself, never empty.
        package let nodes: [FormDefinition.Node]
        /// The node of the leaf itself.
        package var node: FormDefinition.Node { nodes[nodes.count - 1] }
        var ids: [String] { nodes.compactMap(\.id) }
        /// The labels from the outermost group to the leaf, for a person: `三、本年度办理结果`, `（一）予以公开`.
        /// Empty labels are left out.
        package var labels: [String] { nodes.map(\.label).filter { !$0.isEmpty } }
    }

    /// The type of a figure.
    public enum Kind: String, Sendable {
        /// A number of things, zero or above.
        case count
        /// A number of things that may be below zero.
        case signedCount
        /// An amount of money in 万元, with decimals.
        case amount
    }

    /// Room for one figure: where a row of a table crosses a column.
    public struct Field: Sendable {
        /// Its index in `fields`, from 0.
        package let index: Int
        /// Its name in the JSON, such as `requests.received.total`.
        public let path: FieldPath
        /// The type of its figure.
        public let kind: Kind
        /// The index of the block in its table, from 0.
        package let block: Int
        /// The row leaf.
        package let row: Leaf
        /// The column leaf.
        package let column: Leaf
    }

    /// A block with its trees flattened to leaves, and the field where each row crosses each column.
    package struct Block: Sendable {
        /// The block in the definition.
        package let definition: FormDefinition.Block
        /// The row leaves, from top to bottom.
        package let rows: [Leaf]
        /// The column leaves, from left to right.
        package let columns: [Leaf]
        /// The fields as `fields[row][column]`.
        package let fields: [[Field]]
    }

    /// A table with its blocks.
    package struct Table: Sendable {
        /// The table in the definition.
        package let definition: FormDefinition.Table
        /// The blocks, from top to bottom.
        package let blocks: [Block]
        /// The fields of all blocks, in the form's order.
        package let fields: [Field]

        init(definition: FormDefinition.Table, blocks: [Block]) {
            self.definition = definition
            self.blocks = blocks
            fields = blocks.flatMap { $0.fields.joined() }
        }
    }

    /// The definition that the form is made of.
    package private(set) var definition: FormDefinition
    /// The tables in the form's order.
    package let tables: [Table]
    /// Every field in the form's order: 200 in form 2021, 198 in form 2019.
    public let fields: [Field]
    /// The paths of the fields, in their order. Reports of the form share it.
    package let fieldList: FieldList
    /// The relations: each rule in every row and column that it holds for. A rule without any is listed in `problems`.
    package let relations: [Relation]

    /// Its name in the JSON: the year from which it holds, such as `2021`.
    public var id: String { definition.id }

    /// Makes a form of its definition. Mistakes of the definition are listed in `problems`.
    package init(_ definition: FormDefinition) {
        self.definition = definition
        var count = 0
        tables = definition.tables.map { table in
            Table(
                definition: table,
                blocks: table.blocks.enumerated().map { b, block in
                    let rows = Self.leaves(of: block.rows)
                    let columns = Self.leaves(of: block.columns)
                    let fields = rows.map { row in
                        columns.map { column in
                            let path = ([table.id] + row.ids + column.ids).joined(separator: ".")
                            defer { count += 1 }
                            return Field(
                                index: count, path: FieldPath(path), kind: column.node.kind ?? .count, block: b,
                                row: row, column: column)
                        }
                    }
                    return Block(definition: block, rows: rows, columns: columns, fields: fields)
                })
        }
        fields = tables.flatMap(\.fields)
        fieldList = FieldList(fields.map(\.path))
        relations = Self.relations(definition.relations, among: fields)
    }

    /// The field of a path; nil if the form has none.
    public func field(_ path: FieldPath) -> Field? { fieldList.index[path].map { fields[$0] } }

    /// Reads a definition file. Throws if it is not JSON, or `JSONDecodingError` if a member is missing or wrong.
    package init(json: [UInt8]) throws {
        self.init(try FormDefinition(JSONValue(parsing: json)))
    }

    fileprivate mutating func end(before year: Int) {
        definition.years.through = min(definition.years.through ?? .max, year - 1)
    }

    /// All built-in forms, newest first.
    package static var known: [Form] { [newest] + older }

    /// The ids of `known`, in their order. Decodes no form.
    package static let knownIDs = Templates.formIDs

    /// The newest form. It is decoded alone, because most files follow it and decoding a form takes a tenth of a conversion.
    package static let newest = Templates.decoded { try Form(json: Templates.forms[0]) }

    /// The forms before the newest, newest first. They are decoded on first use.
    package static let older = Templates.decoded { try Templates.forms.dropFirst().map(Form.init(json:)) }.ended(before: newest)

    static func leaves(of nodes: [FormDefinition.Node], under groups: [FormDefinition.Node] = []) -> [Leaf] {
        nodes.flatMap { node in
            node.children.map { leaves(of: $0, under: groups + [node]) } ?? [Leaf(nodes: groups + [node])]
        }
    }
}

extension [Form] {
    /// Forms, newest first, whose years end where those of the form before them in the list begin, or of `newest`, unless their
    /// files say an earlier end: so a new form leaves the files of older ones as they are.
    package func ended(before newest: Form) -> [Form] {
        var next = newest.definition.years.from
        return map { form in
            var form = form
            form.end(before: next)
            next = form.definition.years.from
            return form
        }
    }
}

extension Form.Field {
    /// The labels of row and column, for a person: `一、本年新收政府信息公开申请数量，自然人`.
    public var label: String {
        let columns = column.labels.count > 2 ? Array(column.labels.suffix(2)) : column.labels.suffix(row.labels.isEmpty ? 2 : 1)
        return (row.labels.suffix(1) + columns).joined(separator: "，")
    }
}
