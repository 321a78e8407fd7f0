import Forms
import Model

/// One rule: the codes that it finds, the clauses behind them, and the check itself. The data of a form (relations, jumps,
/// powers, words that sections must have) stands in its definition; titles and sentences of the codes stand in Templates/Messages.
package struct Rule: Sendable {
    /// The codes of a form's findings by this rule.
    package let codes: @Sendable (Form) -> [Finding.Code]
    /// The clauses that the form's definition names for single codes; all other codes follow the notice that gave out the form.
    package let bases: @Sendable (Form) -> [(code: Finding.Code, basis: String)]
    /// The findings in a report; each names field paths, those of the year before as `previous.…`.
    let check: @Sendable (Subject) -> [Finding]

    /// A rule with codes of its own.
    init(
        _ codes: Finding.Code..., bases: @escaping @Sendable (Form) -> [(code: Finding.Code, basis: String)] = { _ in [] },
        check: @escaping @Sendable (Subject) -> [Finding]
    ) {
        self.init(codes: { _ in codes }, bases: bases, check: check)
    }

    /// A rule whose codes stand in the form's definition.
    init(
        codes: @escaping @Sendable (Form) -> [Finding.Code],
        bases: @escaping @Sendable (Form) -> [(code: Finding.Code, basis: String)] = { _ in [] },
        check: @escaping @Sendable (Subject) -> [Finding]
    ) {
        (self.codes, self.bases, self.check) = (codes, bases, check)
    }

    /// All rules, in the order of their findings.
    package static let all: [Rule] = [
        .formOfYear, .previousReport, .period, .author, .sections, .powers, .relations, .jumps,
    ]
}
