import Findings
import Forms
import ReportModel

/// A roll-up being put together: which reports are added, and why others are not.
struct RollUpDraft {
    let form: Form
    /// The government's name, and its own figures.
    let agency: String
    let own: Filing?
    let hasRoster: Bool
    let skipsInvalid: Bool
    private(set) var contributions: [RollUp.Contribution] = []
    private(set) var leftOut: [RollUp.Contribution] = []
    private(set) var remarks: [RollUp.Remark] = []

    init(form: Form, agency: String, own: Filing?, hasRoster: Bool, skipsInvalid: Bool) {
        self.form = form
        self.agency = agency
        self.own = own
        self.hasRoster = hasRoster
        self.skipsInvalid = skipsInvalid
    }

    mutating func add(_ register: Register) {
        if let own { add(own, of: agency) }
        let present = Set(register.entries.filter { $0.isListed && !$0.filings.isEmpty }.map(\.agency))
        for entry in register.entries {
            if LabelKey(entry.agency) == LabelKey(agency), !entry.filings.isEmpty {
                leaveOut(governments: entry)
                continue
            }
            if hasRoster, entry.filings.isEmpty { miss(entry) }
            var counted: Filing?
            for filing in entry.filings {
                if let counted, refusals(of: filing).isEmpty {
                    let isCopy = filing.report?.figures == counted.report?.figures
                    leave(
                        out: filing, of: entry.agency,
                        [Finding(.agencyTwice, isCopy ? .note : .error, found: filing.file, expected: counted.file)])
                } else if add(filing, of: entry.agency) {
                    counted = filing
                    if hasRoster, !entry.isListed { question(filing, of: entry, present) }
                }
            }
        }
    }

    /// The government's own report among those of its agencies is a sum already, or is `own` once more.
    private mutating func leaveOut(governments entry: Register.Entry) {
        for filing in entry.filings {
            let isCopy = own != nil && filing.report?.figures == own?.report?.figures
            leave(out: filing, of: entry.agency, [Finding(.governmentsOwn, isCopy ? .note : .error, found: filing.file)])
        }
    }

    /// A report that is added although its agency stands on no roster. One that may be of an agency whose report is here
    /// already may be counted twice.
    private mutating func question(_ filing: Filing, of entry: Register.Entry, _ present: Set<String>) {
        let mayBeTwice = entry.candidates.contains(where: present.contains)
        let finding =
            entry.candidates.isEmpty
            ? Finding(.agencyUnlisted, .warning, found: entry.agency)
            : Finding(
                .agencyDoubtful, mayBeTwice ? .error : .warning, found: entry.agency,
                expected: entry.candidates.joined(separator: "、"))
        remark(finding, filing, of: entry.agency)
    }

    private mutating func miss(_ entry: Register.Entry) {
        let doubtful = entry.doubtful.map(\.file).joined(separator: "、")
        let finding = Finding(
            .reportMissing, .warning, found: entry.agency, facts: ["doubtful": doubtful.isEmpty ? "" : "← \(doubtful)?"])
        remarks.append(.init(agency: entry.agency, file: "", finding: finding))
    }

    /// Whether its figures are added.
    @discardableResult private mutating func add(_ filing: Filing, of agency: String) -> Bool {
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
