import Checks
import Conversion
import Findings
import Forms
import Foundation
import ReportModel

/// The reports of agencies added up into their government's.
public struct RollUp: Sendable {
    /// One report that is added.
    public struct Contribution: Sendable {
        public let agency: String
        public let file: String
        public let report: Report

        public init(agency: String, file: String, report: Report) {
            self.agency = agency
            self.file = file
            self.report = report
        }
    }

    /// Something to know of the sum, and of which agency and file; without a file where it is of the sum itself, or of what
    /// is missing.
    public struct Remark: Sendable {
        public let agency: String
        public let file: String
        public let finding: Finding
    }

    public let form: Form
    public let contributions: [Contribution]
    /// Reports that came in and were not added.
    public let leftOut: [Contribution]
    public private(set) var remarks: [Remark]
    /// Where the government's own report differs; nil where it was not compared.
    public private(set) var differences: [Finding]?
    /// The sum: a figure that nobody gave is blank.
    public let report: Report

    /// Adds up what each agency handed in: of several reports the first, none of another year or form, none that is a
    /// template still; those with errors unless `skipsInvalid`. Throws `H910` where nothing is left.
    public init(
        _ register: Register, own: Filing?, agency: String, year: Int, form: Form, hasRoster: Bool, skipsInvalid: Bool
    ) throws {
        var draft = RollUpDraft(form: form, skipsInvalid: skipsInvalid)
        if let own { draft.add(own, of: agency) }
        for entry in register.entries { draft.add(entry, hasRoster: hasRoster) }
        guard !draft.contributions.isEmpty else { throw Finding(.nothingToAdd, expected: "\(year)") }
        self.form = form
        contributions = draft.contributions
        leftOut = draft.leftOut
        remarks = draft.remarks
        var report = Report(form: form.id, year: year)
        report.agency["name"] = Prose.line(agency)
        let (figures, refusals) = Self.sum(draft.contributions.map(\.report), form)
        report.figures = figures
        self.report = report
        add(refusals)
        // What its sections say is for the government to write.
        add(Checker(form: form).findings(in: report).filter { !$0.fields.isEmpty })
    }

    /// Holds a government's own report against the sum.
    public mutating func compare(with own: Report) {
        let differences = differences(from: own)
        self.differences = differences
        add(differences)
    }

    /// The sums, and those that are larger than a figure may be.
    private static func sum(_ reports: [Report], _ form: Form) -> (figures: [FieldPath: Figure], refusals: [Finding]) {
        var figures: [FieldPath: Figure] = [:]
        var refusals: [Finding] = []
        for field in form.fields {
            let values = reports.compactMap { $0.value(field.path) }
            guard !values.isEmpty else { continue }
            let sum = values.reduce(0, +)
            if sum.magnitude < Figure.limit {
                figures[field.path] = Figure(value: sum)
            } else {
                refusals.append(Finding(.figureTooLarge, fields: [field.path], found: "\(sum)", facts: ["label": field.label]))
            }
        }
        return (figures, refusals)
    }

    /// How many figures of the form a contribution neither fills nor marks.
    public func blanks(in contribution: Contribution) -> Int {
        form.fields.count { contribution.report.figures[$0.path]?.isBlank ?? true }
    }

    private mutating func add(_ findings: [Finding]) {
        remarks += findings.map { Remark(agency: report.agency["name"] ?? "", file: "", finding: $0) }
    }
}

private struct RollUpDraft {
    let form: Form
    let skipsInvalid: Bool
    var contributions: [RollUp.Contribution] = []
    var leftOut: [RollUp.Contribution] = []
    var remarks: [RollUp.Remark] = []

    init(form: Form, skipsInvalid: Bool) {
        self.form = form
        self.skipsInvalid = skipsInvalid
    }

    mutating func add(_ entry: Register.Entry, hasRoster: Bool) {
        var counted: Report?
        for filing in entry.filings {
            if hasRoster, !entry.isListed {
                let candidates = entry.candidates.joined(separator: "、")
                remark(
                    candidates.isEmpty
                        ? Finding(.agencyUnlisted, .warning, found: entry.agency)
                        : Finding(.agencyDoubtful, .warning, found: entry.agency, expected: candidates), filing, of: entry.agency)
            }
            if let counted {
                // Refused for reasons of its own, it is not the second report.
                guard let report = filing.report, refusals(of: filing).isEmpty else {
                    leave(out: filing, of: entry.agency, refusals(of: filing))
                    continue
                }
                let isCopy = report.figures == counted.figures
                let first = entry.filings.first { $0.report?.figures == counted.figures }?.file ?? ""
                leave(
                    out: filing, of: entry.agency,
                    [Finding(.agencyTwice, isCopy ? .note : .error, found: filing.file, expected: first)])
            } else if add(filing, of: entry.agency) {
                counted = filing.report
            }
        }
        if hasRoster, entry.filings.isEmpty {
            let doubtful = entry.doubtful.map(\.file).joined(separator: "、")
            remarks.append(
                .init(
                    agency: entry.agency, file: "",
                    finding: Finding(
                        .reportMissing, .warning, found: entry.agency,
                        facts: ["doubtful": doubtful.isEmpty ? "" : "← \(doubtful)?"])))
        }
    }

    /// Whether its figures are added.
    @discardableResult mutating func add(_ filing: Filing, of agency: String) -> Bool {
        let refusals = refusals(of: filing)
        guard refusals.isEmpty, let report = filing.report else {
            leave(out: filing, of: agency, refusals)
            return false
        }
        contributions.append(.init(agency: agency, file: filing.file, report: report))
        for finding in filing.findings where finding.severity == .error { remark(finding, filing, of: agency) }
        return true
    }

    private mutating func leave(out filing: Filing, of agency: String, _ reasons: [Finding]) {
        for reason in reasons { remark(reason, filing, of: agency) }
        if let report = filing.report { leftOut.append(.init(agency: agency, file: filing.file, report: report)) }
    }

    /// Why a report cannot be added; empty where it can.
    private func refusals(of filing: Filing) -> [Finding] {
        if filing.report == nil { return filing.findings }
        var refusals = filing.findings.filter { [.otherYear, .otherForm].contains($0.code) }
        if filing.isUntouched { refusals.append(Finding(.nothingFilled, expected: "\(form.fields.count)")) }
        let errors = filing.count(.error)
        if skipsInvalid, errors > 0, refusals.isEmpty { refusals.append(Finding(.leftOut, .warning, found: "\(errors)")) }
        return refusals
    }

    private mutating func remark(_ finding: Finding, _ filing: Filing, of agency: String) {
        remarks.append(.init(agency: agency, file: filing.file, finding: finding))
    }
}
