import ArgumentParser
import Charts
import Conversion
import Documents
import Files
import Forms
import Foundation
import Messages
import Model

struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: language("command.convert.abstract", ["documents": documentEndings]),
        discussion: language("command.convert.discussion"))

    @Argument(help: ArgumentHelp(language("convert.help.inputs"), valueName: "input"))
    var inputs: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("convert.help.output"), valueName: "file"))
    var output: String = "-"

    @Option(
        help: ArgumentHelp(
            language(
                "convert.help.to",
                [
                    "formats": language.list(OutputFormat.ofOneReport.map(\.name)),
                    "many": language.choice(OutputFormat.ofManyReports.map(\.name)),
                ]), valueName: "format"))
    var to: OutputFormat?

    @Option(help: ArgumentHelp(language("convert.help.template"), valueName: "folder"))
    var template: String?

    @Flag(help: ArgumentHelp(language("convert.help.origins")))
    var origins = false

    @Flag(help: ArgumentHelp(language("convert.help.strict")))
    var strict = false

    @Flag(help: ArgumentHelp(language("convert.help.draft")))
    var draft = false

    @Option(help: ArgumentHelp(language("convert.help.previous"), valueName: "file"))
    var previous: String?

    @Flag(help: ArgumentHelp(language("convert.help.charts")))
    var charts = false

    @Option(help: ArgumentHelp(language("convert.help.earlier"), valueName: "file"))
    var earlier: [String] = []

    @Flag(help: ArgumentHelp(language("convert.help.force")))
    var force = false

    @OptionGroup var batch: BatchOptions
    @OptionGroup var filling: FillingOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var speech: LanguageOption

    func validate() throws {
        guard !inputs.isEmpty || batch.filesFrom != nil else {
            throw ValidationError(language("convert.usage.input"))
        }
        if !earlier.isEmpty, !charts {
            throw ValidationError(language("convert.usage.earlier"))
        }
        if !isFolder {
            try validateEnding(of: output, says: OutputFormat(path: output), fits: to, as: "--to \(to?.name ?? "")")
        }
    }

    /// What is wrong with the options for one file.
    private func validateForOne() throws {
        try filling.validate(output: output)
        if filling.into != nil, let to, to != .data(.xlsx) {
            throw ValidationError(
                language("convert.usage.into", ["format": to.name]))
        }
        if format == nil, filling.into == nil {
            // A mistyped folder looks like one file: that it is missing is the better message.
            if input != "-", access(input, F_OK) != 0 { throw exitError(reporting: Finding(.fileNotFound), of: input) }
            throw ValidationError(
                language(
                    "convert.usage.output", ["endings": language.choice(OutputFormat.ofOneReport.map(\.ending))]
                ))
        }
        if template != nil, !isForPublication {
            throw ValidationError(language("convert.usage.template", ["documents": Self.documentEndings]))
        }
        if charts, format == .data(.json) || filling.into != nil {
            throw ValidationError(
                language(
                    "convert.usage.charts", ["endings": language.list([Self.documentEndings, OutputFormat.data(.xlsx).ending])]))
        }
    }

    private var input: String { inputs.first ?? "-" }
    private var format: OutputFormat? { to ?? (output == "-" ? .data(.json) : OutputFormat(path: output)) }

    /// The endings of documents for publication, as texts name them.
    private static let documentEndings = language.list(OutputFormat.ofDocuments.map(\.ending))

    private var isForPublication: Bool { format?.isForPublication == true && filling.into == nil }

    /// The files that are read and must not be overwritten.
    private var kept: [String?] { force ? [] : [input, previous] + earlier }

    // On the main thread: starting another costs more than it could do meanwhile.
    @MainActor func run() async throws {
        // Here and not in `validate`: it looks into folders and zips, which once is enough for.
        if isBatch { try convertMany() } else { try await convertOne() }
    }

    /// Converts the one input. Exit code 1 if some figures cannot be read, 2 if the file cannot.
    @MainActor private func convertOne() async throws {
        try validateForOne()
        let converter = try reading.converter()
        let result = try reportingErrors(of: input) { _ in try converter.read(FileIO.read(input, limit: reading.maxTotalSize)) }
        let before = try previous.map { (reading: try reading.previous($0, converter), file: $0) }
        let older = try earlier.map { (reading: try reading.previous($0, converter), file: $0) }
        let drawn = charts ? Chart.all(of: result, earlier: (before.map { [$0] } ?? []) + older) : (charts: [], findings: [])
        let last = before?.reading.report
        let more =
            drawn.findings
            + (isForPublication
                ? try await publish(result, charts: drawn.charts, previous: last, converter)
                : try write(
                    draft ? converter.drafted(result, previous: last) : result.report, charts: drawn.charts, converter))
        let sentences = Sentences(language)
        for finding in result.findings + more { printError(sentences.line(finding, file: displayName(of: input))) }
        let relations = converter.brokenRelations(in: result)
        if relations > 0 { printError(brokenRelationsLine(relations, file: displayName(of: input))) }
        let findings = (strict ? converter.findings(of: result) : result.findings) + more
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }

    /// Writes the report's data. Returns findings about figures and texts that the output has no cell for.
    private func write(_ report: Report, charts: [Chart], _ converter: Converter) throws -> [Finding] {
        if let template = filling.into {
            return try filling.run(
                converter, into: template, with: report, limit: reading.maxTotalSize, to: output, unless: kept)
        }
        try reportingErrors(of: output) { _ in
            guard case .data(let format) = format else { return }
            let bytes = try converter.bytes(of: report, as: format, charts: charts, scratchBeside: output, origins: origins)
            try FileIO.write(bytes, to: output, unless: kept)
        }
        return []
    }

    /// Writes the report for publication. Returns findings about its prose and about empty sections.
    @MainActor private func publish(
        _ result: ReportReading, charts: [Chart], previous: Report?, _ converter: Converter
    ) async throws -> [Finding] {
        try await reportingErrors(of: output) { _ in
            let worded = try converter.worded(result, previous: previous, drafting: draft)
            let templates = try template.map(DocumentTemplates.init(folder:)) ?? .builtIn
            let document = try converter.document(of: worded, charts: charts, templates: templates)
            let bytes =
                if case .document(let format) = format {
                    try format.bytes(of: document, templates: templates)
                } else {
                    try await converter.pdf(of: document, templates: templates)
                }
            try FileIO.write(bytes, to: output, unless: kept)
            return worded.findings + document.findings
        }
    }
}
