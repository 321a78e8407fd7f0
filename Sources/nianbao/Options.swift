import Archive
import ArgumentParser
import Conversion
import Files
import Forms
import Foundation
import Messages
import Model
import Text

/// How an input is read, for the commands that read one.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(language("reading.help.form", ["forms": language.list(Form.knownIDs)]), valueName: "form")
    )
    var form: String?

    @Option(help: ArgumentHelp(language("reading.help.year"), valueName: "year"))
    var year: Int?

    @OptionGroup var size: LimitOptions

    func validate() throws {
        try validateYear(year)
        _ = try knownForm(form)
    }

    var limits: ArchiveLimits { size.limits }
    var maxTotalSize: Int { size.maxTotalSize }

    /// Reads the report of the year before. `--form` and `--year` do not apply to it. Exit code 2 if it cannot be read.
    func previous(_ path: String, _ converter: Converter) throws -> ReportReading {
        try reportingErrors(of: path) { _ in try converter.own.read(FileIO.read(path, limit: maxTotalSize)) }
    }

    func converter() throws -> Converter { Converter(form: form, year: year, limits: limits) }
}

/// The limits on the size of an input.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp(language("reading.help.maxEntries"), valueName: "n"))
    var maxEntries: Int = ArchiveLimits().entries

    @Option(help: ArgumentHelp(language("reading.help.maxPartSize"), valueName: "bytes"))
    var maxPartSize: Int = ArchiveLimits().partSize

    @Option(help: ArgumentHelp(language("reading.help.maxTotalSize"), valueName: "bytes"))
    var maxTotalSize: Int = ArchiveLimits().totalSize

    @Option(help: ArgumentHelp(language("reading.help.maxRatio"), valueName: "n"))
    var maxRatio: Int = ArchiveLimits().ratio

    func validate() throws {
        for (name, value) in [
            ("--max-entries", maxEntries), ("--max-part-size", maxPartSize), ("--max-total-size", maxTotalSize),
            ("--max-ratio", maxRatio),
        ]
        where value < 1 || value > 1 << 40 {
            throw ValidationError(language("reading.usage.limit", ["option": name]))
        }
    }

    var limits: ArchiveLimits {
        var limits = ArchiveLimits()
        (limits.entries, limits.partSize, limits.totalSize, limits.ratio) = (maxEntries, maxPartSize, maxTotalSize, maxRatio)
        return limits
    }
}

struct LanguageOption: ParsableArguments {
    // `language` is read before parsing, so that help and errors of usage are in it too.
    @Option(
        help: ArgumentHelp(
            language("common.help.language", ["languages": language.choice(Language.allValueStrings)]),
            valueName: language.list(Language.allValueStrings, separator: "|")))
    var lang: Language?
}

extension Language: ExpressibleByArgument {
    /// The names that `--lang` takes. The parser's own implementations take 1 % of a conversion.
    package static var allValueStrings: [String] { allCases.map(\.rawValue) }
    /// None: the names speak for themselves.
    package static var allValueDescriptions: [String: String] { [:] }
}

extension ListFormat: ExpressibleByArgument {}

extension OutputFormat: ExpressibleByArgument {
    /// Returns nil if no format has that name.
    package init?(argument: String) { self.init(name: argument) }

    /// The names of all formats.
    package static var allValueStrings: [String] { all.map(\.name) }
}

/// Throws an error of usage if `--year` is not one of this century.
func validateYear(_ year: Int?) throws {
    if let year, !(2000...2099).contains(year) {
        throw ValidationError(language("usage.year"))
    }
}

/// Throws an error of usage if `--jobs` is not a number of threads that a machine can run.
func validateJobs(_ jobs: Int?) throws {
    if let jobs, !(1...256).contains(jobs) {
        throw ValidationError(language("usage.jobs"))
    }
}

/// Throws an error of usage if `--agency` is blank, or longer than a cell and a title can show.
func validateAgency(_ name: String?) throws {
    if let name, !(1...200).contains(Prose.line(name)?.count ?? 0) {
        throw ValidationError(language("usage.agency"))
    }
}

/// Throws an error of usage if the output's ending says another format than the option asks for.
func validateEnding<Format: Equatable>(of output: String, says ending: Format?, fits format: Format?, as option: String) throws {
    guard output != "-", let ending, let format, ending != format else { return }
    throw ValidationError(
        language("usage.ending", ["output": output, "option": option]))
}

/// The form of an id, if one is given. Throws an error of usage that names the known forms.
func knownForm(_ id: String?) throws -> Form? {
    guard let id else { return nil }
    do { return try Converter().form(id) } catch {
        throw ValidationError(Sentences(language).sentence(error))
    }
}

/// Runs a command's work. An error is printed to standard error, named after the file, and ends the program with code 2.
func reportingErrors<Value>(of file: String, _ work: (Sentences) throws -> Value) throws -> Value {
    do { return try work(Sentences(language)) } catch { throw exitError(reporting: error, of: file) }
}

/// The same for asynchronous work.
@MainActor func reportingErrors<Value>(of file: String, _ work: @MainActor (Sentences) async throws -> Value) async throws
    -> Value
{
    do { return try await work(Sentences(language)) } catch { throw exitError(reporting: error, of: file) }
}

/// Prints an error and returns the one that ends the program with code 2. Wrong usage, help, and exit codes are returned as
/// they are: swift-argument-parser takes every error that it does not know for a failure.
func exitError(reporting error: any Error, of file: String) -> any Error {
    if error is ExitCode || Nianbao.exitCode(for: error) != .failure { return error }
    printError(Sentences(language).line(Finding(error), file: displayName(of: file)))
    return ExitCode(2)
}

/// Prints a line to standard error.
func printError(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }

/// A path as messages show it: words for `-`.
func displayName(of path: String) -> String { path == "-" ? language("common.standardStreams") : path }
