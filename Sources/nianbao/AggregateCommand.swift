import ArgumentParser
import Conversion
import Files
import Messages
import Office

struct AggregateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aggregate",
        abstract: language("command.aggregate.abstract"),
        discussion: language("command.aggregate.discussion"))

    @OptionGroup var office: OfficeOptions

    @Option(help: ArgumentHelp(language("aggregate.help.agency"), valueName: "name"))
    var agency: String

    @Option(help: ArgumentHelp(language("aggregate.help.year"), valueName: "year"))
    var year: Int

    @Option(help: ArgumentHelp(language("aggregate.help.own"), valueName: "file"))
    var own: String?

    @Flag(help: ArgumentHelp(language("aggregate.help.skipInvalid")))
    var skipInvalid = false

    @Option(help: ArgumentHelp(language("aggregate.help.compare"), valueName: "file"))
    var compare: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(language("aggregate.help.output", ["endings": Self.endings]), valueName: "file"))
    var output: String

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateYear(year)
        try validateAgency(agency)
        guard format != nil else {
            throw ValidationError(language("aggregate.usage.output", ["endings": Self.endings]))
        }
    }

    private var format: DataFormat? {
        if output == "-" { return .json }
        return OutputFormat(path: output)?.data
    }

    /// What people open first stands first.
    private static let endings = language.choice(OutputFormat.all.filter { $0.data != nil }.reversed().map(\.ending))

    func run() throws {
        let converter = try office.converter()
        let sentences = Sentences(language)
        let expected = Expectation(year: year, converter)
        guard let form = converter.form(forYear: year) else {
            throw ValidationError(language("aggregate.usage.year", ["year": year]))
        }
        let own = try own.map { path in
            try reportingErrors(of: path) { _ in
                var reading = try converter.read(FileIO.read(path, limit: office.size.maxTotalSize))
                if reading.report.agencyName == nil { reading.report.agencyName = agency }
                return Filing(file: path, reading, converter, expected: expected)
            }
        }
        let reported = try compare.map { path in
            try reportingErrors(of: path) { _ in try converter.read(FileIO.read(path, limit: office.size.maxTotalSize)) }
        }
        let register = try office.register(converter, expected: expected, own: own, to: output, sentences)
        var rollUp = RollUp(
            register, own: own, agency: agency, year: year, form: form, hasRoster: office.roster != nil, skipsInvalid: skipInvalid
        )
        if rollUp.contributions.isEmpty {
            printRemarks(of: rollUp, sentences)
            throw ExitCode(2)
        }
        if let reported, let compare {
            rollUp.compare(with: reported.report, file: compare, unread: reported.findings, expected: expected)
        }
        try reportingErrors(of: output) { sentences in
            let bytes =
                format == .xlsx
                ? try rollUp.workbook(converter, sentences, to: output)
                : try converter.write(rollUp.report, as: .json, to: output)
            try FileIO.write(bytes, to: output, unless: [self.own, compare, office.roster] + office.inputs)
        }
        printRemarks(of: rollUp, sentences)
        if rollUp.remarks.contains(where: { $0.finding.severity == .error }) { throw ExitCode(1) }
    }

    private func printRemarks(of rollUp: RollUp, _ sentences: Sentences) {
        for remark in rollUp.remarks {
            printError(sentences.line(remark.finding, file: remark.file.isEmpty ? remark.agency : remark.file))
        }
        printError(rollUp.summary(language))
    }
}
