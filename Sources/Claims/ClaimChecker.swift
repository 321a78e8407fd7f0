import Forms
import Model

/// Finds the statements about figures in a report's prose and holds them against its tables (文表一致).
///
/// A paragraph is brought to one spelling (`NormalText`) and cut into words of the vocabulary, numbers, stops and
/// unknown runs (`Lexer`). `Scanner` goes through it phrase by phrase and remembers what the text speaks of; around each
/// number it asks which rows and columns the words of the phrase name. Every word between the stop and the number must be
/// known: one unknown word, and the statement is left alone. So a statement that is not understood is never found wrong.
/// `ClaimComparison` holds the claims against the tables. Nothing here names a row: all words stand in
/// `Templates/Prose/vocabulary.json`.
package struct ClaimChecker: Sendable {
    private let form: Form
    private let vocabulary: Vocabulary

    /// Lays the vocabulary over a form.
    package init(form: Form) {
        self.form = form
        vocabulary = Vocabulary(.known, form: form)
    }

    /// Every statement that disagrees with the tables, in the order of the text. Last year's numbers and changes
    /// against them are held against the previous report if it is given.
    package func findings(in report: Report, previous: Report? = nil) -> [Finding] {
        let comparison = ClaimComparison(form: form, report: report, previous: previous)
        return claims(in: report).compactMap(comparison.finding)
    }

    /// Every statement about figures of the tables, in the order of the text.
    package func claims(in report: Report) -> [Claim] {
        let lexer = Lexer(vocabulary: vocabulary, agency: report.agencyName ?? "")
        return form.definition.narrative.flatMap { entry in
            report.narrative[entry.id].map { claims(in: $0, section: entry.id, year: report.year, lexer: lexer) } ?? []
        }
    }

    private func claims(in prose: String, section: String, year: Int?, lexer: Lexer) -> [Claim] {
        let text = Array(prose.utf8)
        var topic: String?
        var claims: [Claim] = []
        var paragraph = 0
        var start = 0
        while start <= text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let normal = NormalText(text[start..<end], year: year)
            (start, paragraph) = (end + 1, paragraph + 1)
            let tokens = lexer.tokens(of: normal.scalars)
            let isHeading = normal.scalars.count <= Self.longestHeading
            guard isHeading || Scanner.mayClaim(tokens) else { continue }
            var scanner = Scanner(
                vocabulary: vocabulary, form: form, section: section, paragraph: paragraph, text: normal, tokens: tokens,
                topic: isHeading ? nil : topic)
            claims += scanner.scan()
            // A heading says what the paragraphs below it are about.
            if isHeading { topic = scanner.context.topic }
        }
        return claims
    }

    /// In scalars.
    private static let longestHeading = 24
}
