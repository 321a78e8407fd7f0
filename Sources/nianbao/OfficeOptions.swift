import ArgumentParser
import Batch
import Conversion
import Files
import Foundation
import Messages
import Model
import Office
import Writers

/// The files that an office has received, and the agencies that have to report.
struct OfficeOptions: ParsableArguments {
    @Argument(help: ArgumentHelp(language("office.help.inputs"), valueName: "input"))
    var inputs: [String]

    @Option(help: ArgumentHelp(language("office.help.roster"), valueName: "workbook"))
    var roster: String?

    @Option(help: ArgumentHelp(language("office.help.jobs"), valueName: "n"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @OptionGroup var size: LimitOptions

    func validate() throws { try validateJobs(jobs) }

    func converter() throws -> Converter { Converter(limits: size.limits) }

    /// Reads the submissions and assigns each to its agency; the government's `own` filing comes first, once. Marked workbooks
    /// are kept in `returns`. The roster, earlier boards and returned workbooks in the inbox are not submissions. Only an earlier
    /// board may be overwritten (`O703`). Exit code 2 on errors.
    func register(
        _ converter: Converter, expected: Expectation, own: Filing? = nil, to output: String,
        returning returns: ReturnFolder? = nil,
        _ sentences: Sentences
    ) throws -> Register {
        // Fail on a mistyped path; otherwise everyone would appear as missing.
        for input in inputs where !FileManager.default.fileExists(atPath: input) && !InputFinder.isMany(input) {
            try reportingErrors(of: input) { _ in throw Finding(.fileNotFound) }
        }
        var found = try reportingErrors(of: returns?.path ?? "-") { _ in
            var finder = InputFinder(limits: size.limits, excluding: [returns?.path].compactMap(\.self))
            for input in inputs { try finder.add(FilePath(input)) }
            return finder.inputs
        }
        if let roster { found.removeAll { FileIO.isSame($0.name, roster) } }
        if let present = found.firstIndex(where: { FileIO.isSame($0.name, output) }) {
            try reportingErrors(of: output) { _ in
                guard try Board.isOurs(found[present].load(), converter) else {
                    throw Finding(.outputIsInput, phrase: "O703.folder", found: output)
                }
            }
            found.remove(at: present)
        }
        found = ReturnFolder.leavingOutReturned(found, named: inputs)
        let roster = try roster.map { path in
            let roster = try reportingErrors(of: path) { _ in try Roster(FileIO.read(path, limit: size.maxTotalSize), converter) }
            for finding in roster.findings { printError(sentences.line(finding, file: path)) }
            return roster
        }
        let intake = Intake(
            reader: BatchReader(converter: converter, jobs: jobs), expected: expected, returning: returns, sentences)
        let progress = Progress(total: found.count)
        var filings = try reportingErrors(of: returns?.path ?? "-") { _ in
            defer { progress.clear() }
            return try intake.filings(of: found) { progress.add(failed: $0.report == nil) }
        }
        if let own { filings = [own] + filings.filter { !FileIO.isSame($0.file, own.file) } }
        return Register(filings, roster: roster)
    }
}

/// The bytes of lists as a web page or a workbook. The path is that of the output; the workbook's scratch files may stand beside
/// it. Throws `O702`.
func bytes(of listings: [Listing], as format: ListFormat, to path: String) throws -> [UInt8] {
    if format == .html { return Listing.bytes(ofPage: listings, language: language) }
    return try FileIO.withScratchInMemory(orBeside: path) {
        try XLSXFile.bytes(of: listings.map(\.sheet), title: listings.first?.title ?? "", in: $0)
    }
}
