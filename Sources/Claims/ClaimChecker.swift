import Forms
import Model

/// Finds the statements about figures in a report's prose and holds them against its tables (文表一致).
///
/// A paragraph is brought to one spelling (`NormalText`) and cut into words of the vocabulary, numbers, stops and
/// unknown runs (`Lexer`). `Scanner` goes through it phrase by phrase and keeps what was spoken of; around each number
/// `Statements` asks which rows and columns the words of the phrase name. Every word between the stop and the number
/// must be known: one unknown word, and the statement is left alone. So what is not understood is never found wrong.
/// `Comparison` holds the claims against the tables. Nothing here names a row: all words stand in
/// `Templates/Prose/vocabulary.json`.
package struct ClaimChecker: Sendable {
    private let form: Form
    private let vocabulary: Vocabulary

    package init(form: Form) {
        self.form = form
        vocabulary = Vocabulary(.known, form: form)
    }

    /// Every statement that disagrees with the tables, in the order of the text. Last year's numbers and changes
    /// against them are held against the previous report, where that is given.
    package func findings(in report: Report, previous: Report? = nil) -> [Finding] {
        let comparison = Comparison(form: form, report: report, previous: previous)
        return claims(in: report).compactMap(comparison.finding)
    }

    /// Every statement about figures of the tables, in the order of the text.
    package func claims(in report: Report) -> [Claim] {
        form.definition.narrative.flatMap { entry in
            report.narrative[entry.id].map { claims(in: $0, section: entry.id, report: report) } ?? []
        }
    }

    private func claims(in prose: String, section: String, report: Report) -> [Claim] {
        let agency = (report.agencyName ?? "").unicodeScalars.prefix(Self.longestName).map(NormalText.halfWidth)
        var topic: String?
        var claims: [Claim] = []
        for (index, paragraph) in prose.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = NormalText(paragraph, year: report.year)
            let isHeading = text.scalars.count <= Self.longestHeading
            let tokens = Lexer(text: text.scalars, vocabulary: vocabulary, agency: agency).tokens()
            var scanner = Scanner(
                vocabulary: vocabulary, form: form, section: section, paragraph: index + 1, text: text, tokens: tokens,
                topic: isHeading ? nil : topic)
            claims += scanner.scan()
            // A heading says what the paragraphs below it are about.
            if isHeading { topic = scanner.context.topic }
        }
        return claims
    }

    private static let longestHeading = 24
    private static let longestName = 60
}
