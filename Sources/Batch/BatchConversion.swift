import Conversion
import Foundation
import Messages
import Model

/// Converts many inputs into one output.
package struct BatchConversion: Sendable {
    /// The output: its format and path.
    package enum Target: Sendable {
        /// A folder with a file for each report.
        case folder(String, DataFormat)
        /// A file with a report a line (NDJSON).
        case lines(String)
        /// Two files of comma-separated values, of figures and of findings.
        case csv(String, findings: String)
        /// An SQLite database of figures and findings.
        case sqlite(String)

        /// The paths that the conversion replaces.
        package var paths: [String] {
            switch self {
            case .folder(let path, _), .lines(let path), .sqlite(let path): [path]
            case .csv(let figures, let findings): [figures, findings]
            }
        }
    }

    /// Reads and writes each report.
    package var converter: Converter
    /// How many inputs are worked on at once.
    package var jobs: Int
    /// Whether JSON gives the origin of each figure.
    package var origins = false
    /// Whether empty sections are drafted.
    package var drafting = false
    /// Whether findings of checks count as well as those of reading.
    package var strict = false
    /// The program's version. Results of another version are made again.
    package var version: String
    /// Puts findings into the words of the output's tables.
    package var sentences: Sentences

    /// Uses every core unless `jobs` says otherwise.
    package init(
        converter: Converter, jobs: Int = ProcessInfo.processInfo.activeProcessorCount, version: String, sentences: Sentences
    ) {
        self.converter = converter
        self.jobs = jobs
        self.version = version
        self.sentences = sentences
    }

    /// Converts the inputs, calls `report` with the outcome of each in their order, and returns findings about the output. An
    /// input that cannot be read does not stop the others. The output gets its name once it is complete. Throws `O702` and
    /// `O710` if the output cannot be written.
    @discardableResult
    package func run(_ inputs: [Input], to target: Target, report: (ConversionOutcome) throws -> Void) throws -> [Finding] {
        switch target {
        case .lines(let path): return try run(inputs, into: LineSink(path, converter: converter, origins: origins), report)
        case .csv(let path, let findings):
            return try run(inputs, into: CSVSink(path, findings: findings, converter: converter, sentences: sentences), report)
        case .sqlite(let path): return try run(inputs, into: SQLiteSink(path, converter: converter, sentences: sentences), report)
        case .folder(let path, let format):
            let settings = [
                version, format.rawValue, converter.form ?? "", converter.year.map(String.init) ?? "", "\(origins)",
                "\(drafting)", "\(strict)",
            ]
            let sink = try FolderSink(path, format: format, settings: settings, inputs: inputs) { [converter, origins] document in
                try converter.bytes(of: document.report, as: format, scratchBeside: "\(path)/\(format)", origins: origins)
            }
            return try run(inputs, into: sink, report)
        }
    }

    private func run<Output: Sink>(_ inputs: [Input], into output: Output, _ report: (ConversionOutcome) throws -> Void) throws
        -> [Finding]
    {
        var output = output
        let (journal, make, wantsChecks) = (output.journal, output.make, output.wantsChecks)
        // The first report of each agency and year, by its number: results of earlier runs are counted first, then the inputs.
        let others = journal?.others ?? []
        var holders: [Identity: Int] = [:]
        for (number, entry) in others.enumerated() where journal?.gone.contains(entry.output) == false {
            if let identity = entry.identity { holders[identity] = number }
        }
        func holder(_ number: Int) -> (name: String, absolutePath: String) {
            if number < others.count { return (others[number].name, others[number].input) }
            let input = inputs[number - others.count]
            return (input.name, input.absolutePath)
        }
        var number = others.count
        try inOrder(inputs, jobs: jobs) { input in
            work(input, journal, wantsChecks: wantsChecks, make)
        } take: { step in
            var step = step
            // The output fails, not the input: the next one would fail too.
            if let refusal = step.outcome.findings.first(where: { $0.code == .outputNotWritable }) { throw refusal }
            if step.isMoved, let content = step.content {
                // Decided here, in the order of the inputs: which of two equal files was moved must not depend on threads.
                if let entry = journal?.adopt(content) {
                    step.outcome = ConversionOutcome(unchanged: entry, name: step.input.name)
                } else {
                    step = work(step.input, nil, wantsChecks: wantsChecks, make)
                    step.content = content
                }
            }
            defer { number += 1 }
            if let identity = step.outcome.identity {
                if let other = holders[identity].map(holder), other.absolutePath != step.outcome.earlier?.input {
                    step.outcome.remarks.append(
                        Finding(
                            .repeatedReport, found: step.outcome.name, expected: other.name,
                            facts: ["agency": identity.agency, "year": "\(identity.year)"]))
                } else {
                    holders[identity] = number
                }
            }
            try output.add(step.made, step.outcome, of: step.input, content: step.content)
            try report(step.outcome)
        }
        return try output.finish()
    }

    /// An input that was read and made ready to be written.
    private struct Step<Made: Sendable>: Sendable {
        var input: Input
        var outcome: ConversionOutcome
        var made: Made?
        var content: String?
        /// Nothing was made yet, since an earlier run may have converted it under another name.
        var isMoved = false
    }

    private func work<Made: Sendable>(
        _ input: Input, _ journal: Journal?, wantsChecks: Bool, _ make: (ConvertedReport) throws -> Made
    ) -> Step<Made> {
        var content: String?
        let result = finding { () -> Step<Made> in
            let bytes = try input.load()
            var remarks: [Finding] = []
            if let journal {
                let sum = sha256(bytes)
                content = sum
                if let entry = journal.own[input.absolutePath] {
                    let isWhole = journal.isWhole(entry)
                    if isWhole, entry.content == sum {
                        return Step(input: input, outcome: ConversionOutcome(unchanged: entry, name: input.name), content: sum)
                    }
                    if !isWhole { remarks.append(Finding(.resultAltered, .warning, found: entry.output)) }
                } else if journal.mayBeMoved(sum) {
                    let nothing = ConversionOutcome(name: input.name, state: .unchanged, findings: [])
                    return Step(input: input, outcome: nothing, content: sum, isMoved: true)
                }
            }
            let reading = try converter.read(bytes, origins: origins || strict || wantsChecks)
            let all = strict || wantsChecks ? converter.findings(of: reading) : reading.findings
            let report = drafting ? try converter.drafted(reading) : reading.report
            var outcome = ConversionOutcome(
                name: input.name, state: .converted, findings: strict ? all : reading.findings,
                brokenRelations: converter.brokenRelations(in: reading), identity: Identity(report))
            outcome.remarks = remarks
            let made = try make(ConvertedReport(file: input.name, form: reading.form, report: report, findings: all))
            return Step(input: input, outcome: outcome, made: made, content: content)
        }
        switch result {
        case .success(let step): return step
        case .failure(let refusal):
            return Step(
                input: input, outcome: ConversionOutcome(name: input.name, state: .failed, findings: [refusal]), content: content)
        }
    }
}
