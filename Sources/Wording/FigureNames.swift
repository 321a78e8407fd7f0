import Forms
import Model

/// Figures by name: a path as JSON has it, or labels from the table's down to the column's in the form's order, each
/// under any of its spellings; what is left out must follow from the rest.
struct FigureNames {
    enum Meaning: Equatable {
        /// One, or those that add up to what the name says.
        case figures([FieldPath])
        /// What it may mean, in the form's order.
        case ambiguous([FieldPath])
        case unknown
    }

    /// A label on the way to a figure.
    struct Step {
        enum Tree { case table, row, column }
        let tree: Tree
        /// The label with those above it: the same for no two nodes of a form.
        let place: String
        let label: String
        let keys: [String]
        let isGroup: Bool
    }

    let steps: [(field: FieldPath, steps: [Step])]
    private let form: Form
    /// Which of the figures have a label that is spelt so.
    private let figuresByKey: [String: [Int]]
    private let sums: [String: [FieldPath]]
    private let totals: [(total: FieldPath, parts: [FieldPath])]

    init(form: Form) {
        self.form = form
        var spellings: [String: String] = [:]
        func key(_ label: String) -> String {
            if let known = spellings[label] { return known }
            let key = LabelKey(label).text
            spellings[label] = key
            return key
        }
        func steps(_ leaf: Form.Leaf, _ tree: Step.Tree, _ root: String) -> [Step] {
            var place = root
            return leaf.nodes.filter { !$0.label.isEmpty }.map { node in
                place += "/\(node.label)"
                return Step(
                    tree: tree, place: place, label: node.label, keys: ([node.label] + (node.aliases ?? [])).map(key),
                    isGroup: node.children != nil)
            }
        }
        self.steps = form.tables.flatMap { table in
            let definition = table.definition
            let first = Step(
                tree: .table, place: definition.id, label: definition.title,
                keys: ([definition.title] + (definition.aliases ?? [])).map(key), isGroup: true)
            return table.fields.map { field in
                let root = "\(definition.id)/\(field.block)"
                return (field.path, [first] + steps(field.row, .row, root) + steps(field.column, .column, root))
            }
        }
        var figuresByKey: [String: [Int]] = [:]
        for (index, (_, steps)) in self.steps.enumerated() {
            for key in Set(steps.flatMap(\.keys)) { figuresByKey[key, default: []].append(index) }
        }
        self.figuresByKey = figuresByKey
        sums = Self.sums(of: form)
        totals = form.relations.compactMap { relation in relation.total.map { ($0, relation.right) } }
    }

    /// The figures of each row group in each column, by the group's path and the column's: `requests.results.refused.total`.
    private static func sums(of form: Form) -> [String: [FieldPath]] {
        var sums: [String: [FieldPath]] = [:]
        for table in form.tables {
            for field in table.fields {
                var path = table.definition.id
                for group in field.row.nodes.dropLast() {
                    guard let id = group.id else { continue }
                    path += ".\(id)"
                    sums[([path] + field.column.nodes.compactMap(\.id)).joined(separator: "."), default: []].append(field.path)
                }
            }
        }
        return sums
    }

    func meaning(of name: String) -> Meaning {
        if form.field(FieldPath(name)) != nil { return .figures([FieldPath(name)]) }
        if let figures = sums[name] { return .figures(withoutParts(figures)) }
        let wanted = Self.segments(name)
        let holders = wanted.map { figuresByKey[$0] ?? [] }
        guard let fewest = holders.min(by: { $0.count < $1.count }) else { return .unknown }
        return meaning(of: wanted, among: fewest)
    }

    /// The labels of a name; a number that stands alone is the list mark of the next (`1.属于国家秘密`).
    static func segments(_ name: String) -> [String] {
        name.unicodeScalars.split(whereSeparator: separators.contains).map { LabelKey(String($0)).text }.filter { key in
            !key.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
        }
    }

    private static let separators: Set<Unicode.Scalar> = [".", "．", "·", "・", "•", "‧"]

    private struct Reading {
        let field: FieldPath
        let steps: [Step]
        /// Those of the steps that the name has.
        let named: [Step]
    }

    private func meaning(of wanted: [String], among indices: [Int]) -> Meaning {
        var readings: [[String]: [Reading]] = [:]
        var candidates: [FieldPath] = []
        for (field, steps) in indices.map({ steps[$0] }) where wanted.count <= steps.count {
            let ways = Self.ways(wanted[...], in: steps[...])
            if !ways.isEmpty { candidates.append(field) }
            for named in ways {
                readings[named.map { "\($0.tree) \($0.label)" }, default: []].append(
                    Reading(field: field, steps: steps, named: named))
            }
        }
        guard !candidates.isEmpty else { return .unknown }
        let whole = readings.values.filter(Self.isOneFigure).map { withoutParts($0.map(\.field)) }
        guard let figures = whole.first, whole.allSatisfy({ $0 == figures }) else { return .ambiguous(candidates) }
        // 办理结果.总计 leaves open a column when 总计 is the row, but may then still be the same figure.
        let open = readings.values.filter { !Self.isOneFigure($0) }.map { Set($0.map(\.field)) }
        return open.allSatisfy { $0.isSuperset(of: figures) } ? .figures(figures) : .ambiguous(candidates)
    }

    /// Each way in which the labels stand among the steps in their order.
    private static func ways(_ wanted: ArraySlice<String>, in steps: ArraySlice<Step>) -> [[Step]] {
        guard let first = wanted.first else { return [[]] }
        return steps.indices.flatMap { index -> [[Step]] in
            guard steps[index].keys.contains(first) else { return [] }
            return ways(wanted.dropFirst(), in: steps[(index + 1)...]).map { [steps[index]] + $0 }
        }
    }

    /// Whether figures make one number: a single one, or all under a group that the name has.
    private static func isOneFigure(_ readings: [Reading]) -> Bool {
        [.row, .column].allSatisfy { (tree: Step.Tree) in
            let leaves = Set(readings.map { reading in reading.steps.last { $0.tree == tree }?.place })
            guard leaves.count > 1, let first = readings.first else { return true }
            let groups = readings.dropFirst().reduce(Self.groups(first, tree)) { $0.intersection(Self.groups($1, tree)) }
            return !groups.isEmpty
        }
    }

    private static func groups(_ reading: Reading, _ tree: Step.Tree) -> Set<String> {
        Set(reading.named.filter { $0.tree == tree && $0.isGroup }.map(\.place))
    }

    /// Without the parts of totals that are among the figures themselves.
    private func withoutParts(_ figures: [FieldPath]) -> [FieldPath] {
        guard figures.count > 1 else { return figures }
        let all = Set(figures)
        let counted = Set(totals.filter { all.contains($0.total) && all.isSuperset(of: $0.parts) }.flatMap(\.parts))
        return figures.filter { !counted.contains($0) }
    }
}
