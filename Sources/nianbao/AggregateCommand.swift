import ArgumentParser
import Conversion
import Files
import Messages
import Office

struct AggregateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aggregate",
        abstract: language("汇总：各单位的报告相加，成为本级政府的报告。", "Add the agencies' reports up into their government's."),
        discussion: language(
            "退出码：0 正常；1 有错误（有文件没有计入、勾稽关系不成立、与上报不一致）；2 读不了或写不了；64 用法不对。",
            "Exit codes: 0 fine; 1 errors (files left out, relations broken, a report that differs); 2 unreadable or not written; 64 wrong usage."
        ))

    @OptionGroup var office: OfficeOptions

    @Option(help: ArgumentHelp(language("汇总成哪个单位的报告。", "Whose report the sum is."), valueName: "name"))
    var agency: String

    @Option(help: ArgumentHelp(language("汇总的年度。", "The year that is added up."), valueName: "year"))
    var year: Int

    @Option(
        help: ArgumentHelp(
            language("本级自己的数，一并计入；收件里也有的，只计一次。", "The government's own figures, added too; once, if they came in as well."),
            valueName: "file"))
    var own: String?

    @Flag(
        help: ArgumentHelp(
            language(
                "有错误的报告不计入（逐一列出，退出码仍是 1）。", "Leave reports with errors out (each is listed, and the exit code is still 1).")))
    var skipInvalid = false

    @Option(
        help: ArgumentHelp(
            language("已经上报的报告：逐项比较，指出差额是哪个单位的数。", "The government's report as handed in: compared figure by figure."),
            valueName: "file"))
    var compare: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            language("写到哪里：.xlsx 或 .json，- 为标准输出（JSON）。", "Where to write: .xlsx or .json, - for standard output (JSON)."),
            valueName: "file"))
    var output: String

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        try validateYear(year)
        try validateAgency(agency)
        guard format != nil else {
            throw ValidationError(language("输出要以 .xlsx 或 .json 结尾。", "End the output's name in .xlsx or .json."))
        }
    }

    private var format: DataFormat? {
        if output == "-" { return .json }
        return if case .data(let format)? = Format(path: output) { format } else { nil }
    }

    func run() throws {
        let converter = try office.converter()
        let sentences = Sentences(language)
        let expected = Expectation(year: year, converter)
        guard let form = converter.form(forYear: year) else {
            throw ValidationError(language("没有 \(year) 年用的格式。", "No form is known for \(year)."))
        }
        let own = try own.map { path in
            try speaking(of: path) { _ in
                var reading = try converter.read(FileIO.read(path, limit: office.size.maxTotalSize))
                if reading.report.agencyName == nil { reading.report.agencyName = agency }
                return try Filing(file: path, reading, converter, expected: expected)
            }
        }
        let reported = try compare.map { path in
            try speaking(of: path) { _ in try converter.read(FileIO.read(path, limit: office.size.maxTotalSize)) }
        }
        let register = try office.register(converter, expected: expected, own: own, to: output, sentences)
        var rollUp = RollUp(
            register, own: own, agency: agency, year: year, form: form, hasRoster: office.roster != nil, skipsInvalid: skipInvalid
        )
        if rollUp.contributions.isEmpty {
            tellRemarks(of: rollUp, sentences)
            throw ExitCode(2)
        }
        if let reported, let compare {
            rollUp.compare(with: reported.report, file: compare, unread: reported.findings, expected: expected)
        }
        try speaking(of: output) { sentences in
            let bytes =
                format == .xlsx
                ? try rollUp.workbook(converter, sentences, to: output)
                : try converter.write(rollUp.report, as: .json, to: output)
            try FileIO.write(bytes, to: output, unless: [self.own, compare, office.roster] + office.inputs)
        }
        tellRemarks(of: rollUp, sentences)
        if rollUp.remarks.contains(where: { $0.finding.severity == .error }) { throw ExitCode(1) }
    }

    private func tellRemarks(of rollUp: RollUp, _ sentences: Sentences) {
        for remark in rollUp.remarks {
            tell(sentences.line(remark.finding, file: remark.file.isEmpty ? remark.agency : remark.file))
        }
        tell(rollUp.summary(language))
    }
}
