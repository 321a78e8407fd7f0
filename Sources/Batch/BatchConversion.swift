import Conversion
import Foundation
import Messages
import Model

/// Converts many inputs into one output.
package struct BatchConversion: Sendable {
    /// What is written, and where.
    package enum Target: Sendable {
        /// A folder with a file a report.
        case folder(String, DataFormat)
        /// A report a line.
        case lines(String)
        /// Figures and findings as comma-separated values.
        case csv(String, findings: String)
        case sqlite(String)

        /// What is replaced.
        package var paths: [String] {
            switch self {
            case .folder(let path, _), .lines(let path), .sqlite(let path): [path]
            case .csv(let figures, let findings): [figures, findings]
            }
        }
    }

    /// Reads the inputs.
    package var converter: Converter
    /// How many inputs are worked on at once.
    package var jobs: Int
    /// Whether JSON gives the origin of each figure.
    package var origins = false
    /// Whether empty sections are drafted.
    package var drafting = false
    /// Whether everything that checks find counts, not just what reading meets.
    package var strict = false
    /// Of the program: what another version made is made again.
    package var version: String
    /// Words the findings in tables.
    package var sentences: Sentences

    /// A conversion that writes no origins, drafts nothing, and counts only what reading meets.
    package init(
        converter: Converter, jobs: Int = ProcessInfo.processInfo.activeProcessorCount, version: String, sentences: Sentences
    ) {
        self.converter = converter
        self.jobs = jobs
        self.version = version
        self.sentences = sentences
    }

    /// Converts the inputs and tells what became of each, in their order; gives what there is to say of the output. An input
    /// that cannot be read stops nothing; the output has its name only once it is whole. Throws where the output cannot be
    /// written (`O702`, `O710`).
    @discardableResult
    package func run(_ inputs: [Input], to target: Target, told: (Done) throws -> Void) throws -> [Finding] {
        switch target {
        case .lines(let path): return try run(inputs, into: LineSink(path, converter: converter, origins: origins), told)
        case .csv(let path, let findings):
            return try run(inputs, into: CSVSink(path, findings: findings, sentences: sentences), told)
        case .sqlite(let path): return try run(inputs, into: SQLiteSink(path, sentences: sentences), told)
        case .folder(let path, let format):
            let settings = [
                version, format.rawValue, converter.form ?? "", converter.year.map(String.init) ?? "", "\(origins)",
                "\(drafting)", "\(strict)",
            ]
            let sink = try FolderSink(path, format: format, settings: settings, inputs: inputs) { [converter, origins] document in
                try converter.write(document.report, as: format, to: "\(path)/\(format)", origins: origins)
            }
            return try run(inputs, into: sink, told)
        }
    }

    private func run<Output: Sink>(_ inputs: [Input], into output: Output, _ told: (Done) throws -> Void) throws -> [Finding] {
        var output = output
        let (journal, make, wantsChecks) = (output.journal, output.make, output.wantsChecks)
        // Who holds the one place of an agency and year, by its number: results of runs before, then the inputs.
        let others = journal?.others ?? []
        var holders: [Identity: Int] = [:]
        for (number, entry) in others.enumerated() where journal?.gone.contains(entry.output) == false {
            if let identity = entry.identity { holders[identity] = number }
        }
        func holder(_ number: Int) -> (name: String, place: String) {
            if number < others.count { return (others[number].name, others[number].input) }
            let input = inputs[number - others.count]
            return (input.name, input.place)
        }
        var number = others.count
        try inOrder(inputs, jobs: jobs) { input in
            work(input, journal, wantsChecks: wantsChecks, make)
        } take: { step in
            var step = step
            // No fault of the input's, and the next would fare no better.
            if let refusal = step.done.findings.first(where: { $0.code == .outputNotWritable }) { throw refusal }
            if step.isMoved, let content = step.content {
                // Here, in the order of the inputs: which of two with one content is the one that was moved, no thread decides.
                if let entry = journal?.adopt(content) {
                    step.done = Done(unchanged: entry, name: step.input.name)
                } else {
                    step = work(step.input, nil, wantsChecks: wantsChecks, make)
                    step.content = content
                }
            }
            defer { number += 1 }
            if let identity = step.done.identity {
                if let other = holders[identity].map(holder), other.place != step.done.earlier?.input {
                    step.done.remarks.append(
                        Finding(
                            .repeatedReport, found: step.done.name, expected: other.name,
                            facts: ["agency": identity.agency, "year": "\(identity.year)"]))
                } else {
                    holders[identity] = number
                }
            }
            try output.add(step.made, step.done, of: step.input, content: step.content)
            try told(step.done)
        }
        return try output.finish()
    }

    /// An input read and made ready to be written.
    private struct Step<Made: Sendable>: Sendable {
        var input: Input
        var done: Done
        var made: Made?
        var content: String?
        /// Nothing was done, since an earlier run may have converted it under another name.
        var isMoved = false
    }

    private func work<Made: Sendable>(
        _ input: Input, _ journal: Journal?, wantsChecks: Bool, _ make: (Document) throws -> Made
    ) -> Step<Made> {
        var content: String?
        let result = finding { () -> Step<Made> in
            let bytes = try input.load()
            var remarks: [Finding] = []
            if let journal {
                let sum = sha256(bytes)
                content = sum
                if let entry = journal.own[input.place] {
                    let isWhole = journal.isWhole(entry)
                    if isWhole, entry.content == sum {
                        return Step(input: input, done: Done(unchanged: entry, name: input.name), content: sum)
                    }
                    if !isWhole { remarks.append(Finding(.resultAltered, .warning, found: entry.output)) }
                } else if journal.mayBeMoved(sum) {
                    let nothing = Done(name: input.name, state: .unchanged, findings: [])
                    return Step(input: input, done: nothing, content: sum, isMoved: true)
                }
            }
            let reading = try converter.read(bytes)
            let all = strict || wantsChecks ? try converter.findings(of: reading) : reading.findings
            let report = drafting ? try converter.drafted(reading) : reading.report
            var done = Done(
                name: input.name, state: .converted, findings: strict ? all : reading.findings,
                brokenRelations: converter.brokenRelations(in: reading), identity: Identity(report))
            done.remarks = remarks
            let made = try make(Document(file: input.name, form: reading.form, report: report, findings: all))
            return Step(input: input, done: done, made: made, content: content)
        }
        switch result {
        case .success(let step): return step
        case .failure(let refusal):
            return Step(input: input, done: Done(name: input.name, state: .failed, findings: [refusal]), content: content)
        }
    }
}
