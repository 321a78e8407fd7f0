import Model

/// A linear relation (勾稽关系) between figures: its two sides add up to the same.
package struct Relation: Sendable {
    /// The rule of the definition that the relation was expanded from.
    package let rule: FormDefinition.RelationRule
    /// The figures on the left side.
    package let left: [FieldPath]
    /// The figures on the right side.
    package let right: [FieldPath]
    /// The figures of both sides, the left ones first.
    package let terms: [FieldPath]
    /// Whether some term is a figure of the report of the year before, named `previous.…`.
    package let reachesBack: Bool

    init(rule: FormDefinition.RelationRule, left: [FieldPath], right: [FieldPath]) {
        self.rule = rule
        self.left = left
        self.right = right
        terms = left + right
        reachesBack = terms.contains(where: \.isOfPrevious)
    }

    /// The term on the left if it stands alone there: the total of those on the right.
    package var total: FieldPath? { left.count == 1 ? left.first : nil }
}

/// The steps of paths and patterns as numbers, which are compared and hashed faster than text.
private struct StepNumbers {
    private var names: [Substring] = []
    private var numbers: [Substring: Int] = [:]

    mutating func of(_ steps: [Substring]) -> [Int] { steps.map { of(step: $0) } }

    mutating func of(step: Substring) -> Int {
        if let number = numbers[step] { return number }
        numbers[step] = names.count
        names.append(step)
        return names.count - 1
    }

    func path(_ steps: [Int]) -> FieldPath { FieldPath(steps.map { names[$0] }.joined(separator: ".")) }
}

extension Form {
    /// Expands every rule to the relations that hold among these fields.
    static func relations(_ rules: [FormDefinition.RelationRule], among fields: [Field]) -> [Relation] {
        var numbers = StepNumbers()
        let (star, each) = (numbers.of(step: "*"), numbers.of(step: "#"))
        let paths = fields.map { (field: $0.path, steps: numbers.of($0.path.steps)) }
        let known = Dictionary(paths.map { ($0.steps, $0.field) }, uniquingKeysWith: { first, _ in first })
        /// A term's steps, and the paths that can match it. The paths are empty if the term has no `#`.
        func prepared(_ term: String) -> (steps: [Int], paths: [(field: FieldPath, steps: [Int])]) {
            let steps = numbers.of(FieldPath.steps(of: term))
            let head = steps.prefix { $0 != each && $0 != star }
            return (steps, steps.contains(each) ? paths.filter { $0.steps.starts(with: head) } : [])
        }
        func expand(_ terms: [(steps: [Int], paths: [(field: FieldPath, steps: [Int])])], _ run: ArraySlice<Int>) -> [FieldPath] {
            terms.flatMap { term -> [FieldPath] in
                let wanted = term.steps.flatMap { $0 == star ? run : [$0] }
                guard wanted.contains(each) else { return [known[wanted] ?? numbers.path(wanted)] }
                return term.paths.filter { Self.fits($0.steps, wanted, each: each) }.map(\.field)
            }
        }
        return rules.flatMap { rule -> [Relation] in
            let (left, right) = (rule.left.map(prepared), rule.right.map(prepared))
            guard let pattern = left.first?.steps else { return [] }
            return paths.compactMap { path in
                run(of: path.steps, in: pattern, star: star).map {
                    Relation(rule: rule, left: expand(left, $0), right: expand(right, $0))
                }
            }
        }
    }

    /// The paths that match a pattern, in the form's order. `#` stands for any one id.
    package func figures(_ pattern: String) -> [FieldPath] {
        let wanted = FieldPath.steps(of: pattern)
        return fields.map(\.path).filter { Self.fits($0.steps, wanted, each: "#") }
    }

    private static func fits<Step: Equatable>(_ steps: [Step], _ wanted: [Step], each: Step) -> Bool {
        steps.count == wanted.count && zip(wanted, steps).allSatisfy { $0 == each || $0 == $1 }
    }

    /// The run of one or more steps that `*` must stand for to make the pattern match the path; nil if none does.
    private static func run(of path: [Int], in pattern: [Int], star: Int) -> ArraySlice<Int>? {
        guard let star = pattern.firstIndex(of: star), path.count >= pattern.count else { return nil }
        let tail = pattern.count - star - 1
        guard path.prefix(star) == pattern.prefix(star), path.suffix(tail) == pattern.suffix(tail) else { return nil }
        return path[star..<path.count - tail]
    }
}
