import Forms
import Model

/// Figures by name: a path as JSON has it, or labels from the table's down to the column's in the form's order, each in
/// any of its spellings. Labels may be left out if the others make the figure certain.
struct FigureNames {
    enum Meaning: Equatable {
        /// One figure, or those whose sum the name means.
        case figures([FieldPath])
        /// The figures that it may mean, in the form's order.
        case ambiguous([FieldPath])
        case unknown
    }

    /// A label on the way from the form to a figure.
    struct Step {
        enum Tree { case table, row, column }
        let tree: Tree
        /// The label with those above it, different for every node of a form.
        let position: String
        let label: String
        /// The label and its aliases, each as LabelKey spells it.
        let keys: [String]
        let isGroup: Bool
    }

    /// Every figure of the form with the labels that lead to it.
    let steps: [(field: FieldPath, steps: [Step])]
    private let form: Form
    /// The indices in `steps` of the figures that have a label of this key.
    private let figuresByKey: [String: [Int]]
    /// The figures of a row group in a column, by a path of both.
    private let sums: [String: [FieldPath]]
    /// The totals of the form's relations.
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
            var position = root
            return leaf.nodes.filter { !$0.label.isEmpty }.map { node in
                position += "/\(node.label)"
                return Step(
                    tree: tree, position: position, label: node.label, keys: ([node.label] + (node.aliases ?? [])).map(key),
                    isGroup: node.children != nil)
            }
        }
        self.steps = form.tables.flatMap { table in
            let definition = table.definition
            let first = Step(
                tree: .table, position: definition.id, label: definition.title,
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

    /// The figures that a name stands for.
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
        /// The steps that the name gives.
        let named: [Step]
    }

    /// Readings that give the same labels belong together.
    private struct NamedLabel: Hashable {
        let tree: Step.Tree
        let label: String
    }

    private func meaning(of wanted: [String], among indices: [Int]) -> Meaning {
        var readings: [[NamedLabel]: [Reading]] = [:]
        var candidates: [FieldPath] = []
        for (field, steps) in indices.map({ steps[$0] }) where wanted.count <= steps.count {
            let ways = Self.ways(wanted[...], in: steps[...])
            if !ways.isEmpty { candidates.append(field) }
            for named in ways {
                readings[named.map { NamedLabel(tree: $0.tree, label: $0.label) }, default: []].append(
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

    /// Whether figures make one number: a single figure, or all those under a group that the name gives.
    private static func isOneFigure(_ readings: [Reading]) -> Bool {
        [.row, .column].allSatisfy { (tree: Step.Tree) in
            let leaves = Set(readings.map { reading in reading.steps.last { $0.tree == tree }?.position })
            guard leaves.count > 1, let first = readings.first else { return true }
            let groups = readings.dropFirst().reduce(Self.groups(first, tree)) { $0.intersection(Self.groups($1, tree)) }
            return !groups.isEmpty
        }
    }

    private static func groups(_ reading: Reading, _ tree: Step.Tree) -> Set<String> {
        Set(reading.named.filter { $0.tree == tree && $0.isGroup }.map(\.position))
    }

    /// The figures without the parts of totals that are among them.
    private func withoutParts(_ figures: [FieldPath]) -> [FieldPath] {
        guard figures.count > 1 else { return figures }
        let all = Set(figures)
        let counted = Set(totals.filter { all.contains($0.total) && all.isSuperset(of: $0.parts) }.flatMap(\.parts))
        return figures.filter { !counted.contains($0) }
    }
}
