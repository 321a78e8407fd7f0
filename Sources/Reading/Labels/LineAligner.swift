import Forms
import Model

/// A row or a column on a sheet: a leaf of the form with its label on the sheet.
struct Line {
    /// How the label was matched with the leaf. The names are part of the keys of sentences.
    enum Match: String {
        /// The label is spelt like the leaf.
        case spelt
        /// The label has most of the leaf's letters.
        case alike
        /// The label only stands where the leaf should.
        case inPlace
    }

    /// The index of the leaf in its block.
    let leaf: Int
    let label: LabelledSheet.Label
    var match = Match.spelt
}

/// Whether lines are rows or columns.
enum Direction: Sendable {
    case rows, columns

    /// The coordinate that grows from one line to the next.
    func along(_ address: CellAddress) -> Int { self == .rows ? address.row : address.column }
    /// The coordinate that grows from the labels of a line to its figures.
    func across(_ address: CellAddress) -> Int { self == .rows ? address.column : address.row }
}

/// Matches the rows or the columns of a table with the leaves of the form where people renamed, inserted or left out some.
struct LineAligner: Sendable {
    let leaves: [Form.Leaf]
    let direction: Direction
    /// The keys of groups. Their labels are never lines.
    let groupKeys: Set<LabelKey>
    /// The indices of the leaves that have a key.
    let leavesByKey: [LabelKey: [Int]]

    /// The least share of common letters, 0 to 1, at which a label is taken for a leaf by its letters.
    private static let likeness = 0.7
    /// More labels between two lines than any form has lines. So many labels are a list of something else.
    private static let labelLimit = 50

    init(_ leaves: [Form.Leaf], _ direction: Direction) {
        self.leaves = leaves
        self.direction = direction
        groupKeys = Set(leaves.flatMap { $0.nodes.dropLast() }.flatMap(\.keys))
        var leavesByKey: [LabelKey: [Int]] = [:]
        for (index, leaf) in leaves.enumerated() { for key in leaf.node.keys { leavesByKey[key, default: []].append(index) } }
        self.leavesByKey = leavesByKey
    }

    /// Looks for the missing leaves among labels that are not lines yet.
    ///
    /// `assumed` are lines with another spelling. Between two found lines they are all labels, if these are as many as the
    /// leaves missing there; otherwise those that are much like one leaf and no other. `left` are the labels between two
    /// found lines for which no leaf remains.
    func align(_ found: [Line], among labels: some Sequence<LabelledSheet.Label>) -> (
        assumed: [Line], left: [LabelledSheet.Label]
    ) {
        // In nearly every table all labels belong to found lines or stand around the table: nothing is to be done.
        let lines = found.map { first($0.label) }.sorted()
        var met = Array(repeating: false, count: leaves.count)
        for line in found { met[line.leaf] = true }
        let (start, end) = met.allSatisfy(\.self) ? (lines.first ?? 0, lines.last ?? 0) : (0, .max)
        func isSettled(_ label: LabelledSheet.Label) -> Bool {
            let line = first(label)
            if line < start || line > end { return true }
            let index = lines.firstIndexAfter { $0 < line }
            return index < lines.count && lines[index] == line || groupKeys.contains(label.key)
        }
        if labels.allSatisfy(isSettled) { return ([], []) }
        let found = found.sorted { first($0.label) < first($1.label) }
        var rest = onePerLine(labels)[...]
        var assumed: [Line] = []
        var left: [LabelledSheet.Label] = []
        for index in 0...found.count {
            let before = index > 0 ? found[index - 1] : nil
            let after = index < found.count ? found[index] : nil
            let (start, end) = (before.map { last($0.label) } ?? -1, after.map { first($0.label) } ?? .max)
            rest = rest.drop { first($0) <= start }
            let between = rest.prefix { first($0) < end }
            rest = rest[between.endIndex...]
            let missing = missing(after: before, before: after, met: met)
            if before != nil, after != nil {
                let inside = between.filter { last($0) < end }
                let pairs = pairs(missing, inside, bounded: true)
                let taken = Set(pairs.map(\.label.range.first))
                assumed += pairs
                left += inside.filter { !taken.contains($0.range.first) }
            } else if !missing.isEmpty {
                // Titles and remarks stand beyond the outermost line, so only labels that are near and alike count.
                let reach = missing.count + 2
                assumed += pairs(
                    missing,
                    between.filter { label in
                        (before == nil || first(label) <= start + reach) && (after == nil || last(label) >= end - reach)
                    }, bounded: false)
            }
        }
        return (assumed, left)
    }

    /// Lines for the labels that are much like one leaf, and less like every other.
    func alike(among labels: some Sequence<LabelledSheet.Label>) -> [Line] {
        let spellings = spellings
        return labels.compactMap { label in
            guard !groupKeys.contains(label.key) else { return nil }
            let likenesses = Self.likenesses(of: label, to: spellings)
            guard let best = likenesses.max(), best >= Self.likeness, likenesses.count(where: { $0 == best }) == 1 else {
                return nil
            }
            return likenesses.firstIndex(of: best).map { Line(leaf: $0, label: label, match: .alike) }
        }
    }

    private func first(_ label: LabelledSheet.Label) -> Int { direction.along(label.range.first) }
    private func last(_ label: LabelledSheet.Label) -> Int { direction.along(label.range.last) }

    /// One label per line, the nearest to the figures, in the order of the lines.
    private func onePerLine(_ labels: some Sequence<LabelledSheet.Label>) -> [LabelledSheet.Label] {
        var nearest: [Int: LabelledSheet.Label] = [:]
        for label in labels where !groupKeys.contains(label.key) {
            if let other = nearest[first(label)], direction.across(other.range.last) >= direction.across(label.range.last) {
                continue
            }
            nearest[first(label)] = label
        }
        return nearest.values.sorted { first($0) < first($1) }
    }

    /// The leaves between two lines. Empty if one of them was found elsewhere, because then the lines are out of order.
    private func missing(after before: Line?, before after: Line?, met: [Bool]) -> Range<Int> {
        let (start, end) = ((before?.leaf ?? -1) + 1, after?.leaf ?? leaves.count)
        guard start < end, !met[start..<end].contains(true) else { return 0..<0 }
        return start..<end
    }

    /// Pairs missing leaves with labels. `bounded` is true between two found lines, where labels may also count by order.
    private func pairs(_ missing: Range<Int>, _ labels: [LabelledSheet.Label], bounded: Bool) -> [Line] {
        guard !missing.isEmpty, !labels.isEmpty, labels.count <= Self.labelLimit else { return [] }
        let spellings = spellings
        let likenesses = labels.map { Self.likenesses(of: $0, to: spellings) }
        // A label that is most like a leaf with a line of its own is not a missing leaf's.
        let free = labels.indices.filter { l in
            let best = likenesses[l].max() ?? 0
            return best < Self.likeness || missing.contains { likenesses[l][$0] == best }
        }
        var alike: [Int: Int] = [:]
        for l in free {
            for leaf in missing {
                let likeness = likenesses[l][leaf]
                if likeness >= Self.likeness, !missing.contains(where: { $0 != leaf && likenesses[l][$0] >= likeness }),
                    !free.contains(where: { $0 != l && likenesses[$0][leaf] >= likeness })
                {
                    alike[leaf] = l
                }
            }
        }
        // The order counts only where likeness does not contradict it.
        if bounded, free.count == missing.count, zip(missing, free).allSatisfy({ alike[$0] == nil || alike[$0] == $1 }),
            Set(alike.values).count == alike.count
        {
            return zip(missing, free).map { Line(leaf: $0, label: labels[$1], match: alike[$0] == nil ? .inPlace : .alike) }
        }
        return alike.sorted { $0.key < $1.key }.map { Line(leaf: $0, label: labels[$1], match: .alike) }
    }

    /// The sorted letters of each spelling of each leaf, as `spellings[leaf][key]`. Computed, because few tables need them.
    private var spellings: [[[Unicode.Scalar]]] { leaves.map { leaf in leaf.node.keys.map { $0.text.unicodeScalars.sorted() } } }

    private static func likenesses(of label: LabelledSheet.Label, to spellings: [[[Unicode.Scalar]]]) -> [Double] {
        let letters = label.key.text.unicodeScalars.sorted()
        return spellings.map { $0.map { likeness(of: letters, to: $0) }.max() ?? 0 }
    }

    /// The share of common letters of two labels, 0 to 1. Both must be sorted.
    private static func likeness(of a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Double {
        guard !a.isEmpty || !b.isEmpty else { return 0 }
        var (i, j, common) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                (i, j, common) = (i + 1, j + 1, common + 1)
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return Double(2 * common) / Double(a.count + b.count)
    }
}
