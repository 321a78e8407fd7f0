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
            AddedSheet.remarks.rawValue, title: AddedSheet.titleStart + language("汇总情况", "What to know of the sum"),
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
            "收到 \(all) 份：计入 \(contributions.count) 份，未计入 \(leftOut.count) 份，读不了 \(unreadable) 份；未报 \(missing) 个单位；错误 \(errors) 处。",
            "reports: \(all); added: \(contributions.count), left out: \(leftOut.count), unreadable: \(unreadable); agencies missing: \(missing); errors: \(errors)."
        )
    }

    private func differenceListing(_ differences: [Finding], _ sentences: Sentences) -> Listing {
        let language = sentences.language
        var listing = Listing(
            AddedSheet.comparison.rawValue,
            title: AddedSheet.titleStart + language("上报数与各单位之和比较", "The government's report against the sum"),
            columns: [
                .init(language("项目", "Figure"), width: 60), .init(language("上报", "Reported"), width: 14),
                .init(language("各单位之和", "Sum"), width: 14), .init(language("相差", "Difference"), width: 12),
                .init(language("哪个单位的数正好等于差额", "Whose figure is the difference"), width: 60),
            ])
        listing.notes = [
            language(
                differences.isEmpty ? "各项都与各单位之和一致。" : "相差为负：上报可能少了这个单位；相差为正：上报可能把它计了两次，或汇总没有计入它。",
                differences.isEmpty
                    ? "Every figure is the sum."
                    : "Below zero: the report may lack that agency. Above: it may count it twice, or the sum left it out.")
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
