import Batch
import Foundation
import Messages
import Model

/// Reads the files that came in, and marks those with errors.
package struct Intake: Sendable {
    private let reader: BatchReader
    private let expected: Expectation
    /// Where marked workbooks are kept; nil where none are made.
    private let returns: ReturnFolder?
    private let sentences: Sentences
    /// Shared by all filings, whose findings say much the same.
    private let texts = TextPool()

    /// `expected` says which reports are wanted; `sentences` word the notes in marked workbooks.
    package init(reader: BatchReader, expected: Expectation, returning returns: ReturnFolder?, _ sentences: Sentences) {
        self.reader = reader
        self.expected = expected
        self.returns = returns
        self.sentences = sentences
    }

    /// The filings in the order of the inputs; `each` is called with every one when it is read. Earlier boards among the inputs
    /// are left out. Throws what checking and marking throw, such as `O702` where a marked workbook cannot be written.
    package func filings(of inputs: [Input], each: (Filing) -> Void) throws -> [Filing] {
        var filings: [Filing] = []
        let making: @Sendable (Submission) -> Result<Filing?, any Error> = { submission in Result { try filing(submission) } }
        try reader.forEach(inputs, making: making) { made in
            guard let filing = try made.get() else { return }
            filings.append(filing)
            each(filing)
        }
        return filings
    }

    private func filing(_ submission: Submission) throws -> Filing? {
        if case .failure = submission.outcome, let bytes = submission.bytes, Board.isOurs(bytes, reader.converter) { return nil }
        var filing = Filing(submission, reader.converter, expected: expected, texts: texts)
        guard let returns, filing.count(.error) > 0, case .success(let reading) = submission.outcome,
            let bytes = submission.bytes
        else { return filing }
        do {
            let findings = filing.findings
            try returns.keep(filing.file) { path in
                try reader.converter.marked(bytes, reading, findings: findings, sentences: sentences, to: path)
            }
        } catch let finding as Finding where finding.code != .outputNotWritable {
            // A workbook that cannot be marked does not stop the others.
            filing.findings.append(finding)
        }
        return filing
    }
}
