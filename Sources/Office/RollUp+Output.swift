import Conversion
import Files
import Foundation
import Messages
import Model
import Writers

extension RollUp {
    /// The bytes of the government's workbook, for an output at a path: its figures are formulas over a sheet of what each agency
    /// gave. Behind that stand the remarks, and the differences of the government's own report where it was compared. Throws
    /// `O701` to `O703`, and `O704` where it does not read back as the sum.
    package func workbook(_ converter: Converter, _ sentences: Sentences, to path: String) throws -> [UInt8] {
        var further = [remarkListing(sentences).sheet]
        if let differences { further.append(differenceListing(differences, sentences).sheet) }
        let sources = ContributionSheet(self).sources(further: further)
        var writer = converter.tools(for: form).writer
        writer.sources = sources
        let bytes = try FileIO.withScratchInMemory(orBeside: path) {
            try writer.bytes(report, in: $0)
        }
        guard try converter.report(inOwn: bytes) == report else { throw Finding(.outputDiffers) }
        return bytes
    }

    private func remarkListing(_ sentences: Sentences) -> Listing {
        let language = sentences.language
        var listing = Listing(
            AddedSheet.remarks.rawValue, title: AddedSheet.titleStart + language("aggregate.title.remarks"),
            findings: remarks.map { ($0.agency, $0.file, $0.finding) }, sentences)
        listing.notes = [summary(language)]
        return listing
    }

    /// How many files came in, and what became of them; how many agencies are missing.
    package func summary(_ language: Language) -> String {
        let missing = remarks.count { $0.finding.code == .reportMissing }
        let errors = remarks.count { $0.finding.severity == .error }
        let all = contributions.count + leftOut.count + unreadable
        return language(
            "aggregate.summary",
            [
                "all": all, "added": contributions.count, "leftOut": leftOut.count, "unreadable": unreadable, "missing": missing,
                "errors": errors,
            ])
    }

    private func differenceListing(_ differences: [Finding], _ sentences: Sentences) -> Listing {
        let language = sentences.language
        var listing = Listing(
            AddedSheet.comparison.rawValue,
            title: AddedSheet.titleStart + language("aggregate.title.comparison"),
            columns: [
                .init(language("aggregate.column.figure"), width: 60), .init(language("aggregate.column.reported"), width: 14),
                .init(language("aggregate.column.sum"), width: 14), .init(language("aggregate.column.difference"), width: 12),
                .init(language("aggregate.column.suspects"), width: 60),
            ])
        listing.notes = [
            differences.isEmpty ? language("aggregate.note.same") : language("aggregate.note.differences")
        ]
        listing.rows = .init(count: differences.count) { index in
            let finding = differences[index]
            return [
                .init(finding.facts["label"] ?? ""), .init(finding.found.flatMap { Decimal(string: $0) }),
                .init(finding.expected.flatMap { Decimal(string: $0) }),
                .init(finding.difference.flatMap { Decimal(string: $0) }, .bad), .init(finding.facts["suspects"] ?? ""),
            ]
        }
        return listing
    }
}
