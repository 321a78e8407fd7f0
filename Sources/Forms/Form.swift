import Findings
import Foundation
import ReportModel
import Templates

/// A national form, ready to use: its definition, and every figure and relation that follows from it.
public struct Form: Sendable {
    /// A leaf of a row or column tree with the nodes that lead to it, itself last.
    public struct Leaf: Sendable {
        public let nodes: [FormDefinition.Node]
        public var node: FormDefinition.Node { nodes[nodes.count - 1] }
        var ids: [String] { nodes.compactMap(\.id) }
        /// The labels from the outermost group down, for a person: `三、本年度办理结果 / （一）予以公开`.
        public var labels: [String] { nodes.map(\.label).filter { !$0.isEmpty } }
    }

    /// A figure the form has a place for.
    public struct Field: Sendable {
        /// Its place among the form's fields.
        let index: Int
        public let path: FieldPath
        public let kind: FormDefinition.Kind
        public let block: Int
        public let row: Leaf
        public let column: Leaf
    }

    /// A block with its trees laid out as leaves, and the figure where each row crosses each column.
    public struct Block: Sendable {
        public let definition: FormDefinition.Block
        public let rows: [Leaf]
        public let columns: [Leaf]
        /// `fields[row][column]`
        public let fields: [[Field]]
        /// Made once: every sheet is asked.
        let finder: BlockFinder
    }

    /// A table with its blocks, and their figures in the order of the form.
    public struct Table: Sendable {
        public let definition: FormDefinition.Table
        public let blocks: [Block]
        public let fields: [Field]

        init(definition: FormDefinition.Table, blocks: [Block]) {
            self.definition = definition
            self.blocks = blocks
            fields = blocks.flatMap { $0.fields.joined() }
        }
    }

    public let definition: FormDefinition
    public let tables: [Table]
    /// Every figure in the form's order: 200 in form 2021, 198 in form 2019.
    public let fields: [Field]
    public let fieldByPath: [FieldPath: Field]
    let figureTree: FigureTree
    let labels: WrittenLabels
    /// Every relation in every row and column that it holds for. A rule that names no figure gives none;
    /// `problems` says so.
    public let relations: [Relation]

    public var id: String { definition.id }

    public init(_ definition: FormDefinition) {
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
                    return Block(
                        definition: block, rows: rows, columns: columns, fields: fields,
                        finder: BlockFinder(rows: rows, columns: columns))
                })
        }
        fields = tables.flatMap(\.fields)
        fieldByPath = Dictionary(fields.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        labels = WrittenLabels(definition)
        figureTree = FigureTree(fields.map(\.path))
        relations = Self.relations(definition.relations, among: fields)
    }

    /// Reads a definition file; throws where it is none.
    public init(json: [UInt8]) throws {
        self.init(try FormDefinition(JSON(parsing: json)))
    }

    /// The forms that the program carries, newest first. Throws where a definition is damaged.
    public static func known() throws -> [Form] { try [newest()] + older() }

    /// The newest alone, since most files follow it and decoding a form costs a tenth of a conversion. Throws where its
    /// definition is damaged.
    public static func newest() throws -> Form { try newestDecoded.get() }

    /// The others, newest first. Throws where a definition is damaged.
    public static func older() throws -> [Form] { try olderDecoded.get() }

    // Once a process, however many files it reads.
    private static let newestDecoded = Result { try Form(json: Templates.newestForm) }
    private static let olderDecoded = Result { try Templates.olderForms.map(Form.init(json:)) }

    static func leaves(of nodes: [FormDefinition.Node], under groups: [FormDefinition.Node] = []) -> [Leaf] {
        nodes.flatMap { node in
            node.children.map { leaves(of: $0, under: groups + [node]) } ?? [Leaf(nodes: groups + [node])]
        }
    }
}
