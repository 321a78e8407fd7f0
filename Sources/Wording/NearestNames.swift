import Forms
import Model

/// Finds the known names that are spelt most like an unknown one.
struct NearestNames {
    private struct Candidate {
        let name: String
        /// How often each character and each pair of neighbours occurs.
        let features: [UInt64: Int]
        /// How many features there are, repeated ones included.
        let size: Int
    }

    private let candidates: [Candidate]

    init(_ names: some Sequence<String>) {
        candidates = names.map { name in
            let features = Self.features(name)
            return Candidate(name: name, features: features, size: features.values.reduce(0, +))
        }
    }

    /// The names most like a name, the best first, without those that share nothing with it.
    func nearest(to name: String, count: Int = 3) -> [String] {
        let wanted = Self.features(name)
        let size = wanted.values.reduce(0, +)
        let scored = candidates.enumerated().map { index, candidate -> (index: Int, score: Double) in
            let shared = wanted.reduce(0) { $0 + min($1.value, candidate.features[$1.key] ?? 0) }
            return (index, Double(2 * shared) / Double(max(size + candidate.size, 1)))
        }
        return scored.filter { $0.score > 0 }.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.prefix(count).map {
            candidates[$0.index].name
        }
    }

    private static func features(_ name: String) -> [UInt64: Int] {
        var features: [UInt64: Int] = [:]
        var last: UInt32 = 0
        for scalar in name.unicodeScalars where scalar != "." {
            features[UInt64(scalar.value), default: 0] += 1
            features[UInt64(last) << 32 | UInt64(scalar.value), default: 0] += 1
            last = scalar.value
        }
        return features
    }
}

/// Names to write instead of an unknown one, worked out when the first is asked for.
struct Suggestions {
    private let form: Form
    private let figures: FigureNames
    private lazy var short: [(name: String, figures: [FieldPath])] = figures.shortNames
    private lazy var all: NearestNames = NearestNames(
        short.map(\.name) + [form.definition.year.label] + form.definition.agency.map(\.label)
            + form.fields.map(\.path.description))

    init(form: Form, figures: FigureNames) {
        self.form = form
        self.figures = figures
    }

    /// The known names most like a name.
    mutating func names(like name: String) -> [String] { all.nearest(to: name) }

    /// The names most like a name among those of these figures.
    mutating func names(like name: String, among fields: [FieldPath]) -> [String] {
        let fields = Set(fields)
        return NearestNames(short.filter { fields.isSuperset(of: $0.figures) }.map(\.name)).nearest(to: name)
    }

    /// A name for every table.
    var tables: [String] { form.definition.tables.map { $0.aliases?.first ?? $0.id } }
}

extension FigureNames {
    /// A short name in Chinese for every figure, and for every sum of a group in a column.
    var shortNames: [(name: String, figures: [FieldPath])] {
        var names: [(String, [FieldPath])] = []
        var named = Set<[FieldPath]>()
        func add(_ steps: [Step]) {
            // From the innermost labels outwards, as few as make the figure certain.
            let rows = steps.filter { $0.tree == .row }
            let columns = steps.filter { $0.tree == .column }
            for length in 1...max(rows.count, columns.count, 1) {
                let shown = rows.suffix(length) + columns.suffix(rows.isEmpty ? length : 1)
                let name = shown.map(\.shown).joined(separator: ".")
                guard case .figures(let figures) = meaning(of: name) else { continue }
                if named.insert(figures).inserted { names.append((name, figures)) }
                return
            }
        }
        for (_, steps) in self.steps { add(steps) }
        for (_, steps) in self.steps {
            let rows = steps.filter { $0.tree == .row }
            guard rows.count > 1 else { continue }
            add(rows.dropLast() + steps.filter { $0.tree == .column })
        }
        return names
    }
}

extension FigureNames.Step {
    /// In characters.
    private static let longestShownLabel = 6

    /// The spelling to show, without list mark: the label, or its shortest spelling if the label is long.
    fileprivate var shown: String {
        guard let own = keys.first else { return label }
        return own.count <= Self.longestShownLabel ? own : keys.min { $0.count < $1.count } ?? own
    }
}
