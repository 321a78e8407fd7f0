import Forms
import Foundation
import Model

extension Rule {
    /// Figures above zero that a body of this kind has no power for, such as regulations made by a town.
    static let powers = Rule(
        .notEmpowered, bases: { form in form.definition.powers.map { [(.notEmpowered, $0.basis)] } ?? [] },
        check: findings(ofPowers:))

    private static func findings(ofPowers subject: Subject) -> [Finding] {
        guard let powers = subject.form.definition.powers else { return [] }
        let agency = subject.agencyName ?? ""
        let given = powers.bodies.first { $0.id == subject.body }
        guard let body = given ?? powers.body(named: agency), !body.may else { return [] }
        let fields = powers.fields.map { FieldPath($0) }.filter { subject.value($0) ?? 0 > 0 }
        guard let first = fields.first, let found = subject.value(first) else { return [] }
        return [
            Finding(
                .notEmpowered, .warning, fields: fields, found: "\(found)", expected: "0", basis: powers.basis,
                facts: ["label": subject.label(first), "body": body.label, "agency": agency])
        ]
    }
}

extension FormDefinition.Powers {
    /// The kind of body that a name shows: by its beginning, else by its longest ending.
    func body(named name: String) -> Body? {
        if let body = bodies.first(where: { ($0.beginnings ?? []).contains(where: name.hasPrefix) }) { return body }
        let endings = bodies.flatMap { body in body.endings.filter(name.hasSuffix).map { (body, $0.count) } }
        guard let longest = endings.max(by: { $0.1 < $1.1 })?.0 else { return nil }
        guard let nested = longest.nested, name.components(separatedBy: nested.word).count > 2 else { return longest }
        return bodies.first { $0.id == nested.body }
    }
}
