import Forms
import Foundation
import Model

/// Names the figures that cause broken relations: where broken rows and columns cross.
///
/// A figure is a suspect if it stands in at least two broken relations and in none that holds, and one new value
/// repairs them all. Suspects that between them explain each of their relations just once are the culprits, if no
/// other choice of suspects does so too. A single broken relation has none: any of its terms could be wrong.
struct CulpritFinder {
    let subject: Subject
    private let checks: [RelationCheck]

    init(_ checks: [RelationCheck], in subject: Subject) {
        self.subject = subject
        self.checks = checks
    }

    /// The culprit of each broken relation that has one, by the relation's index in the list of checks.
    func culprits() -> [Int: Culprit] {
        let broken = checks.indices.filter { checks[$0].difference != nil }
        guard broken.count > 1 else { return [:] }
        let holding = Set(checks.filter { $0.state == .holds }.flatMap(\.relation.terms))
        var relations: [FieldPath: [Int]] = [:]
        for index in broken {
            for path in checks[index].relation.terms where !path.isOfPrevious && !holding.contains(path) {
                relations[path, default: []].append(index)
            }
        }
        let suspects = relations.filter { $1.count > 1 }.sorted { $0.key < $1.key }.compactMap { path, indices in
            culprit(path, of: indices).map { Suspect(culprit: $0, relations: Set(indices)) }
        }
        var culprits: [Int: Culprit] = [:]
        for group in Self.groups(suspects) {
            guard let explanation = Self.onlyExplanation(by: group) else { continue }
            for suspect in explanation { for index in suspect.relations { culprits[index] = suspect.culprit } }
        }
        return culprits
    }

    private struct Suspect {
        let culprit: Culprit
        let relations: Set<Int>
    }

    /// Suspects that share relations, together.
    private static func groups(_ suspects: [Suspect]) -> [[Suspect]] {
        suspects.reduce(into: []) { groups, suspect in
            func touches(_ group: [Suspect]) -> Bool { group.contains { !$0.relations.isDisjoint(with: suspect.relations) } }
            let touching = groups.filter(touches)
            groups.removeAll(where: touches)
            groups.append(touching.joined() + [suspect])
        }
    }

    /// More slips than this that touch each other cannot be separated.
    private static let mostAtOnce = 3

    /// The suspects that explain each relation of the group just once; nil if there are none, or more than one choice.
    private static func onlyExplanation(by group: [Suspect]) -> [Suspect]? {
        var found: [[Suspect]] = []
        func extend(_ chosen: [Suspect], open: Set<Int>) {
            guard let relation = open.min() else {
                found.append(chosen)
                return
            }
            guard chosen.count < mostAtOnce else { return }
            for suspect in group
            where found.count < 2 && suspect.relations.contains(relation) && suspect.relations.isSubset(of: open) {
                extend(chosen + [suspect], open: open.subtracting(suspect.relations))
            }
        }
        extend([], open: group.reduce(into: []) { $0.formUnion($1.relations) })
        return found.count == 1 ? found.first : nil
    }

    /// The figure as culprit of all these relations; nil if they ask for different values, or one that it cannot have.
    private func culprit(_ path: FieldPath, of indices: [Int]) -> Culprit? {
        guard let found = subject.value(path) else { return nil }
        let values = Set(
            indices.compactMap { index -> Decimal? in
                let check = checks[index]
                guard let difference = check.difference else { return nil }
                return check.relation.left.contains(path) ? found - difference : found + difference
            })
        guard values.count == 1, let value = values.first, value >= 0 || subject.isSigned(path) else { return nil }
        return Culprit(field: path, found: found, value: value, slip: slip(at: path, from: found, to: value, in: indices))
    }

    /// The kind of slip that turns the right value into the one found, if it looks like one.
    private func slip(at path: FieldPath, from found: Decimal, to value: Decimal, in indices: [Int]) -> Culprit.Slip? {
        let (wrong, right) = (Array("\(found)"), Array("\(value)"))
        if Self.drops(one: wrong, to: right) { return .extraDigit }
        if Self.drops(one: right, to: wrong) { return .missingDigit }
        let differing = zip(wrong, right).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        if wrong.count == right.count, differing.count == 2, differing[1] == differing[0] + 1,
            wrong[differing[0]] == right[differing[1]],
            wrong[differing[1]] == right[differing[0]]
        {
            return .transposedDigits
        }
        let relations = indices.map { checks[$0].relation }.filter { $0.total == path }
        return relations.contains { countsTwice($0, excess: found - value) } ? .countedTwice : nil
    }

    private static func drops(one longer: [Character], to shorter: [Character]) -> Bool {
        longer.count == shorter.count + 1 && longer.indices.contains { Array(longer[..<$0] + longer[($0 + 1)...]) == shorter }
    }

    /// The steps of a path that figures of one group share: `requests.results.refused` of `requests.results.refused.stateSecret.total`.
    private static let stepsOfGroup = 3

    /// Whether the excess of a total is a subtotal of several of its parts: those of one group of the form.
    private func countsTwice(_ relation: Relation, excess: Decimal) -> Bool {
        let parts = Dictionary(grouping: relation.right) { $0.steps.prefix(Self.stepsOfGroup) }
        return excess > 0
            && parts.values.contains { part in part.count > 1 && part.reduce(0) { $0 + (subject.value($1) ?? 0) } == excess }
    }
}
