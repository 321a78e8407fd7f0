import JSON
import Model

/// The figures of a form nested along the steps of their paths, in the form's order.
struct FigureTree: Sendable {
    private enum Node: Sendable {
        case figure(FieldPath)
        case steps(FigureTree)
    }

    private let steps: [(name: String, node: Node)]

    init(_ paths: [FieldPath]) {
        self.init(paths.map { (steps: $0.steps[...], path: $0) }[...])
    }

    /// Paths with the same first step must stand next to each other.
    private init(_ paths: ArraySlice<(steps: ArraySlice<Substring>, path: FieldPath)>) {
        var steps: [(name: String, node: Node)] = []
        var rest = paths
        while let first = rest.first, let name = first.steps.first {
            let same = rest.prefix { $0.steps.first == name }
            rest = rest.dropFirst(same.count)
            let node: Node =
                first.steps.count == 1
                ? .figure(first.path) : .steps(FigureTree(same.map { (steps: $0.steps.dropFirst(), path: $0.path) }[...]))
            steps.append((String(name), node))
        }
        self.steps = steps
    }

    /// The nested objects as members, with the value that `value` gives for each path.
    func json(_ value: (FieldPath) -> JSONValue) -> [(key: String, value: JSONValue)] {
        steps.map { step in
            switch step.node {
            case .figure(let path): (step.name, value(path))
            case .steps(let tree): (step.name, .object(tree.json(value)))
            }
        }
    }
}
