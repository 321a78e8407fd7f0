import ArgumentParser

/// Options for converting many files at once.
struct BatchOptions: ParsableArguments {
    @Option(help: ArgumentHelp(language("batch.help.filesFrom"), valueName: "file"))
    var filesFrom: String?

    @Option(help: ArgumentHelp(language("batch.help.jobs"), valueName: "n"))
    var jobs: Int?

    func validate() throws { try validateJobs(jobs) }
}
