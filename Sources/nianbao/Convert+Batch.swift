import ArgumentParser
import Batch
import Conversion
import Files
import Foundation
import Messages
import Model

/// Converting many files into one output.
extension Convert {
    /// Whether there is more to convert than one file, or the format is one for many.
    var isBatch: Bool {
        batch.filesFrom != nil || inputs.count > 1 || many != nil
            || inputs.first.map { $0 != "-" && InputFinder.isMany($0, limits: reading.limits) } == true
    }

    /// Whether the output is a folder: it is there, or its name has no extension.
    var isFolder: Bool {
        guard output != "-" else { return false }
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isDirectory)
        return exists ? isDirectory.boolValue : output.hasSuffix("/") || URL(fileURLWithPath: output).pathExtension.isEmpty
    }

    /// The format for many reports that is asked for, if one is.
    private var many: ManyFormat? { (to ?? OutputFormat(path: output))?.many }

    private var target: BatchConversion.Target {
        func path(_ name: String) -> String {
            isFolder ? URL(fileURLWithPath: output).appendingPathComponent(name).path : output
        }
        switch many {
        case .ndjson: return .lines(path("reports.ndjson"))
        case .sqlite: return .sqlite(path("reports.sqlite"))
        case .csv:
            let figures = path("figures.csv")
            let stem = URL(fileURLWithPath: figures).deletingPathExtension()
            let beside = stem.deletingLastPathComponent().appendingPathComponent(stem.lastPathComponent + "-findings.csv")
            return .csv(figures, findings: isFolder ? path("findings.csv") : beside.path)
        case nil: return .folder(output, to?.data ?? .json)
        }
    }

    /// Throws an error of usage if the options do not fit many files.
    private func validateForMany() throws {
        if inputs.contains("-") {
            throw ValidationError(language("batch.usage.standardInput"))
        }
        if filling.into != nil || filling.dryRun || previous != nil || charts || template != nil {
            throw ValidationError(language("batch.usage.oneFileOnly"))
        }
        if to?.isForPublication == true {
            let formats = OutputFormat.ofManyReports.map(\.name)
            throw ValidationError(language("batch.usage.format", ["formats": language.choice(formats)]))
        }
        if output == "-", many != .ndjson {
            throw ValidationError(language("batch.usage.output"))
        }
        if many == nil, !isFolder, output != "-" {
            throw ValidationError(language("batch.usage.folder"))
        }
    }

    /// Converts every input. Exit code 1 if some cannot be read or have errors, 2 if none can be read.
    func convertMany() throws {
        try validateForMany()
        let found = try foundInputs()
        var conversion = BatchConversion(
            converter: try reading.converter(), version: Nianbao.configuration.version, sentences: Sentences(language))
        if let jobs = batch.jobs { conversion.jobs = jobs }
        (conversion.origins, conversion.drafting, conversion.strict) = (origins, draft, strict)
        if isFolder { try reportingErrors(of: output) { _ in try FileIO.makeFolder(output) } }
        let progress = Progress(total: found.count)
        var tally = BatchTally()
        try reportingErrors(of: output) { sentences in
            defer { progress.clear() }
            let remarks = try conversion.run(found, to: target) { outcome in
                tally.add(outcome)
                progress.add(failed: outcome.state == .failed, printing: BatchTally.lines(about: outcome, sentences))
            }
            progress.clear()
            for remark in remarks { printError(sentences.line(remark, file: output)) }
        }
        printError(tally.summary(progress, of: found.count))
        if progress.read == 0 { throw ExitCode(2) }
        if progress.failed > 0 || tally.withErrors > 0 { throw ExitCode(1) }
    }

    /// The inputs that the arguments and the list lead to. Exit code 2 if there are none (`I004`), or one of them is an
    /// output (`O703`).
    private func foundInputs() throws -> [Input] {
        let listed = try batch.filesFrom.map { path in
            try reportingErrors(of: path) { _ in try FilePath.list(FileIO.read(path, limit: reading.maxTotalSize)) }
        }
        let paths = inputs.map { FilePath($0) } + (listed ?? [])
        let found = try reportingErrors(of: output) { _ in
            var finder = InputFinder(limits: reading.limits, excluding: target.paths + (isFolder ? [output] : []))
            for path in paths { try finder.add(path) }
            return finder.inputs
        }
        if found.isEmpty {
            let (phrase, source) =
                if let list = batch.filesFrom, paths.isEmpty { ("I004.list", displayName(of: list)) } else {
                    ("I004", paths.map(\.name).joined(separator: "、"))
                }
            throw exitError(reporting: Finding(.nothingToRead, phrase: phrase, found: source), of: source)
        }
        return found
    }
}
