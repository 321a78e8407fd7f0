import Batch
import Messages

/// Counts how the files of a batch fared.
struct BatchTally {
    /// The files that an earlier run converted and that have not changed since.
    private var unchanged = 0
    /// The files that were read, but have errors.
    private(set) var withErrors = 0

    /// Counts a file.
    mutating func add(_ outcome: ConversionOutcome) {
        if outcome.state == .unchanged { unchanged += 1 }
        if outcome.state != .failed, outcome.errors > 0 { withErrors += 1 }
    }

    /// The lines to print about a file: its errors, remarks, and how many relations do not hold.
    static func lines(about outcome: ConversionOutcome, _ sentences: Sentences) -> [String] {
        let name = Sentences.printable(outcome.name)
        let findings = outcome.findings.filter { $0.severity == .error } + outcome.remarks
        let isBroken = outcome.brokenRelations > 0 && outcome.state != .unchanged
        return findings.map { sentences.line($0, file: name) }
            + (isBroken ? [brokenRelationsLine(outcome.brokenRelations, file: name)] : [])
    }

    /// The line that ends a batch.
    func summary(_ progress: Progress, of total: Int) -> String {
        language(
            "batch.summary",
            [
                "total": total, "time": progress.time, "read": progress.read, "unchanged": unchanged, "failed": progress.failed,
                "withErrors": withErrors,
            ])
    }
}

/// The line on relations that do not hold; they fail no conversion.
func brokenRelationsLine(_ relations: Int, file: String) -> String {
    language("convert.brokenRelations", ["file": file, "relations": relations])
}
