import ArgumentParser
import Batch
import Conversion
import Files
import Foundation
import Messages
import Model
import Office
import Writers

/// The files that an office goes through, and whose they should be.
struct OfficeOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            language("收来的文件：文件夹、压缩包、文件或通配符。", "What came in: folders, zip files, files or patterns."), valueName: "input"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            language(
                "名册：工作簿或 .csv，“单位”或“单位名称”一列是应报单位。",
                "The roster: a workbook or .csv whose column 单位 or 单位名称 lists the agencies."),
            valueName: "workbook"))
    var roster: String?

    @Option(help: ArgumentHelp(language("同时读几个文件。", "How many files to read at once."), valueName: "n"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @OptionGroup var size: LimitOptions

    func validate() throws { try validateJobs(jobs) }

    func converter() throws -> Converter { Converter(limits: size.limits) }

    /// The files read, each with whose it is, and the government's `own` first, once; marked workbooks are kept in
    /// `returns`, if there is one. The roster, boards of before and what goes back, in the folder of what came in, are none of
    /// them; anything there but a board is not overwritten.
    func register(
        _ converter: Converter, expected: Expectation, own: Filing? = nil, to output: String,
        returning returns: ReturnFolder? = nil,
        _ sentences: Sentences
    ) throws -> Register {
        // One that was mistyped would make a board on which nobody has handed in.
        for input in inputs where !FileManager.default.fileExists(atPath: input) && !InputFinder.isMany(input) {
            try speaking(of: input) { _ in throw Finding(.fileNotFound) }
        }
        var found = try speaking(of: returns?.path ?? "-") { _ in
            var finder = InputFinder(limits: size.limits, excluding: [returns?.path].compactMap(\.self))
            for input in inputs { try finder.add(FilePath(input)) }
            return finder.inputs
        }
        if let roster { found.removeAll { FileIO.isSame($0.name, roster) } }
        if let present = found.firstIndex(where: { FileIO.isSame($0.name, output) }) {
            try speaking(of: output) { _ in
                guard try Board.isOurs(found[present].load(), converter) else {
                    throw Finding(.outputIsInput, phrase: "O703.folder", found: output)
                }
            }
            found.remove(at: present)
        }
        found = ReturnFolder.leavingOutReturned(found, named: inputs)
        let roster = try roster.map { path in
            let roster = try speaking(of: path) { _ in try Roster(FileIO.read(path, limit: size.maxTotalSize), converter) }
            for finding in roster.findings { tell(sentences.line(finding, file: path)) }
            return roster
        }
        let intake = Intake(
            reader: BatchReader(converter: converter, jobs: jobs), expected: expected, returning: returns, sentences)
        let progress = Progress(total: found.count)
        var filings = try speaking(of: returns?.path ?? "-") { _ in
            defer { progress.clear() }
            return try intake.filings(of: found) { progress.add(failed: $0.report == nil) }
        }
        if let own { filings = [own] + filings.filter { !FileIO.isSame($0.file, own.file) } }
        return Register(filings, roster: roster)
    }
}

/// The formats that lists are written in.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, html, xlsx

    /// By the file name's ending; nil where none is known.
    init?(path: String) {
        guard let name = Format.fileExtension(of: path) else { return nil }
        self.init(rawValue: name)
    }

    var asFormat: Format {
        switch self {
        case .text: .document(.text)
        case .json: .data(.json)
        case .html: .document(.html)
        case .xlsx: .data(.xlsx)
        }
    }
}

/// Lists as a workbook or a page, for the output at a path.
func bytes(of listings: [Listing], as format: ListFormat, to path: String) throws -> [UInt8] {
    if format == .html { return Listing.bytes(ofPage: listings, language: language) }
    return try FileIO.withScratchInMemory(orBeside: path) {
        try XLSXFile.bytes(of: listings.map(\.sheet), title: listings.first?.title ?? "", in: $0)
    }
}
