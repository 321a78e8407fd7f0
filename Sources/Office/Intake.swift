import Batch
import Conversion
import Findings
import Forms
import Foundation

/// Reads what was handed in, and sends back what needs mending.
public struct Intake: Sendable {
    private let reader: BatchReader
    private let expected: Expectation
    /// Where marked workbooks are written, and under which name by the name of each input; nil for none.
    private let returns: (folder: String, names: [String: String])?
    private let sentences: Sentences

    /// Makes the folder of the workbooks to be returned, if one is given. Throws `O702` where that cannot be.
    public init(
        _ inputs: [Input], reader: BatchReader, expected: Expectation, returning folder: String?, _ sentences: Sentences
    ) throws {
        self.reader = reader
        self.expected = expected
        self.sentences = sentences
        returns = folder.map { ($0, Self.names(for: inputs)) }
        guard let folder else { return }
        do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
            throw Finding(.outputNotWritable, found: error.localizedDescription)
        }
    }

    /// The filings in the order of the inputs, each told once it is read. Throws where a marked workbook cannot be written.
    public func filings(of inputs: [Input], told: (Filing) -> Void) throws -> [Filing] {
        var filings: [Filing] = []
        let making: @Sendable (Submission) -> Result<Filing, any Error> = { submission in Result { try filing(submission) } }
        try reader.forEach(inputs, making: making) { made in
            let filing = try made.get()
            filings.append(filing)
            told(filing)
        }
        return filings
    }

    private func filing(_ submission: Submission) throws -> Filing {
        var filing = try Filing(submission, reader.converter, expected: expected)
        guard let returns, let name = returns.names[submission.name], filing.count(.error) > 0,
            case .success(let reading) = submission.outcome, let bytes = submission.bytes
        else { return filing }
        let path = "\(returns.folder)/\(name)"
        do {
            do { try write(bytes, reading, filing, to: path + ".xlsx") } catch let finding as Finding
                where finding.code == .wrongExtension
            {
                // A workbook with macros keeps its own ending.
                try write(bytes, reading, filing, to: path + (finding.expected ?? ""))
            }
        } catch let finding as Finding where finding.code != .outputNotWritable {
            // One that cannot be marked does not stop the others.
            filing.findings.append(finding)
        }
        return filing
    }

    private func write(_ bytes: [UInt8], _ reading: ReportReading, _ filing: Filing, to path: String) throws {
        let marked = try reader.converter.marked(
            bytes, reading, findings: filing.findings, sentences: sentences, to: path)
        try Files.write(marked, to: path, unless: [filing.file])
    }

    /// The base name of each input, numbered where it repeats.
    private static func names(for inputs: [Input]) -> [String: String] {
        var taken = OutputNames()
        var names: [String: String] = [:]
        for input in inputs {
            // A name in a folder has at most 255 bytes; one in a zip may be longer.
            let whole = Filing(file: input.name, report: nil, findings: []).baseName.unicodeScalars
            let base = String(String.UnicodeScalarView(whole.filter { $0.value >= 0x20 }.prefix(55)))
            names[input.name] = taken.take(base)
        }
        return names
    }
}
