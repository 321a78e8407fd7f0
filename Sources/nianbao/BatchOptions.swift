import ArgumentParser
import Batch
import Conversion
import Files
import Foundation
import Messages
import Model
import Text

/// A format that one report is written in, or one for many.
enum OutputFormat: Hashable, ExpressibleByArgument {
    /// `ndjson`: a report a line; `csv` and `sqlite`: tables of figures and findings.
    enum Many: String, CaseIterable { case ndjson, csv, sqlite }

    case one(Format)
    case many(Many)

    init?(argument: String) {
        if let format = Format(name: argument) {
            self = .one(format)
        } else if let format = Many(rawValue: argument) {
            self = .many(format)
        } else {
            return nil
        }
    }

    /// By the file name's ending; nil where none is known.
    init?(path: String) {
        if let format = Format(path: path) {
            self = .one(format)
        } else if let format = Format.fileExtension(of: path).flatMap(Many.init(rawValue:)) {
            self = .many(format)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { Format.names.map(\.name) + Many.allCases.map(\.rawValue) }

    var name: String {
        switch self {
        case .one(let format): format.name
        case .many(let format): format.rawValue
        }
    }

    /// nil for a format of many reports.
    var report: Format? {
        if case .one(let format) = self { format } else { nil }
    }
}

/// Converting many files at once.
struct BatchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(language("batch.help.filesFrom"), valueName: "file"))
    var filesFrom: String?

    @Option(
        help: ArgumentHelp(language("batch.help.jobs"), valueName: "n"))
    var jobs: Int?

    func validate() throws { try validateJobs(jobs) }
}

extension Convert {
    /// Whether there is more to convert than one file, or the format is one for many.
    var isBatch: Bool {
        batch.filesFrom != nil || inputs.count > 1 || many != nil
            || inputs.first.map { $0 != "-" && InputFinder.isMany($0, limits: reading.limits) } == true
    }

    /// The format for many reports that is asked for, if one is.
    fileprivate var many: OutputFormat.Many? {
        if case .many(let format)? = to ?? OutputFormat(path: output) { format } else { nil }
    }

    /// The format of each report's data that is asked for, if one is.
    private var data: DataFormat? {
        if case .data(let format)? = to?.report { format } else { nil }
    }

    /// Whether the output is a folder: it is there, or its name has no extension.
    var isFolder: Bool {
        guard output != "-" else { return false }
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isDirectory)
        return exists ? isDirectory.boolValue : output.hasSuffix("/") || URL(fileURLWithPath: output).pathExtension.isEmpty
    }

    fileprivate var target: BatchConversion.Target {
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
        case nil: return .folder(output, data ?? .json)
        }
    }
}

extension BatchOptions {
    /// What is wrong with the options for many files.
    private func validate(_ command: Convert) throws {
        if command.inputs.contains("-") {
            throw ValidationError(language("batch.usage.standardInput"))
        }
        if command.filling.into != nil || command.filling.dryRun || command.previous != nil || command.charts
            || command.template != nil
        {
            throw ValidationError(language("batch.usage.oneFileOnly"))
        }
        if command.to?.report?.isData == false {
            throw ValidationError(language("batch.usage.format"))
        }
        if command.output == "-", command.many != .ndjson {
            throw ValidationError(language("batch.usage.output"))
        }
        if command.many == nil, !command.isFolder, command.output != "-" {
            throw ValidationError(language("batch.usage.folder"))
        }
    }

    func run(_ command: Convert) throws {
        try validate(command)
        let limit = command.reading.maxTotalSize
        let output = command.output
        let folder = command.isFolder ? output : nil
        let listed = try filesFrom.map { path in
            try speaking(of: path) { _ in try FilePath.list(FileIO.read(path, limit: limit)) }
        }
        let paths = command.inputs.map { FilePath($0) } + (listed ?? [])
        let inputs = try speaking(of: output) { _ in
            var finder = InputFinder(
                limits: command.reading.limits, excluding: command.target.paths + (folder.map { [$0] } ?? []))
            for path in paths { try finder.add(path) }
            return finder.inputs
        }
        if inputs.isEmpty {
            let (phrase, source) =
                if let filesFrom, paths.isEmpty { ("I004.list", display(filesFrom)) } else {
                    ("I004", paths.map(\.name).joined(separator: "、"))
                }
            throw told(Finding(.nothingToRead, phrase: phrase, found: source), of: source)
        }
        var conversion = BatchConversion(
            converter: try command.reading.converter(), version: Nianbao.configuration.version, sentences: Sentences(language))
        if let jobs { conversion.jobs = jobs }
        (conversion.origins, conversion.drafting, conversion.strict) = (command.origins, command.draft, command.strict)
        if let folder { try speaking(of: folder) { _ in try FileIO.makeFolder(folder) } }
        let progress = Progress(total: inputs.count)
        var tally = Tally()
        try speaking(of: output) { sentences in
            defer { progress.clear() }
            let remarks = try conversion.run(inputs, to: command.target) { one in
                tally.add(one)
                progress.add(failed: one.state == .failed, telling: Tally.lines(of: one, sentences))
            }
            progress.clear()
            for remark in remarks { tell(sentences.line(remark, file: output)) }
        }
        tell(tally.summary(progress, of: inputs.count))
        if progress.read == 0 { throw ExitCode(2) }
        if progress.failed > 0 || tally.withErrors > 0 { throw ExitCode(1) }
    }
}

/// What became of the files of a batch.
private struct Tally {
    /// Of an earlier run, and still good.
    private var unchanged = 0
    private(set) var withErrors = 0

    mutating func add(_ one: Done) {
        if one.state == .unchanged { unchanged += 1 }
        if one.state != .failed, one.errors > 0 { withErrors += 1 }
    }

    /// What is wrong with a file.
    static func lines(of one: Done, _ sentences: Sentences) -> [String] {
        let name = Sentences.printable(one.name)
        let toTell = one.findings.filter { $0.severity == .error } + one.remarks
        let isBroken = one.brokenRelations > 0 && one.state != .unchanged
        return toTell.map { sentences.line($0, file: name) } + (isBroken ? [broken(one.brokenRelations, file: name)] : [])
    }

    func summary(_ progress: Progress, of total: Int) -> String {
        language(
            "batch.summary",
            [
                "total": total, "time": progress.time, "read": progress.read, "unchanged": unchanged, "failed": progress.failed,
                "withErrors": withErrors,
            ])
    }
}

/// Says that relations do not hold, which fails no conversion.
func broken(_ relations: Int, file: String) -> String {
    language("convert.brokenRelations", ["file": file, "relations": relations])
}
