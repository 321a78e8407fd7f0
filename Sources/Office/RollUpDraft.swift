import Forms
import Model

/// A roll-up being put together: which reports are added, and why others are not.
struct RollUpDraft {
    let form: Form
    /// The government's name, and the filing with its own figures, which is registered too.
    let agency: String
    let own: Filing?
    let hasRoster: Bool
    let skipsInvalid: Bool
    private let government: Government
    private(set) var contributions: [RollUp.Contribution] = []
    private(set) var leftOut: [RollUp.Contribution] = []
    private(set) var unreadable = 0
    private(set) var remarks: [RollUp.Remark] = []

    init(form: Form, agency: String, own: Filing?, hasRoster: Bool, skipsInvalid: Bool) {
        self.form = form
        self.agency = agency
        self.own = own
        self.hasRoster = hasRoster
        self.skipsInvalid = skipsInvalid
        government = Government(agency)
    }

    mutating func add(_ register: Register) {
        let countsOwn = own.map { add($0, of: agency) } ?? false
        let present = Set(register.entries.filter { $0.isListed && !$0.filings.isEmpty }.map(\.agency))
        for entry in register.entries {
            let isGovernments = government.isNamed(entry.agency)
            if hasRoster, entry.filings.isEmpty, !(isGovernments && own != nil) { miss(entry) }
            var counted: Filing?
            for filing in entry.filings {
                if let own, filing.file == own.file {
                    if countsOwn { counted = own }
                    guard !government.reports(as: entry.agency) else { continue }
                    let finding = Finding(.ownOfAnother, found: own.file, expected: agency, facts: ["agency": entry.agency])
                    remark(finding, own, of: agency)
                } else if isGovernments || isCopyOfOwn(filing, of: entry) {
                    leaveOut(governments: filing, of: entry.agency)
                } else if let counted, refusals(of: filing).isEmpty {
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

    /// Whether it is `own` once more, under the name of the government's office or without one.
    private func isCopyOfOwn(_ filing: Filing, of entry: Register.Entry) -> Bool {
        filing.report != nil && filing.report?.figures == own?.report?.figures && government.reports(as: entry.agency)
    }

    /// The government's own report among those of its agencies is a sum already, or is `own` once more.
    private mutating func leaveOut(governments filing: Filing, of agency: String) {
        guard filing.report != nil else { return leave(out: filing, of: agency, filing.findings) }
        guard let own else { return leave(out: filing, of: agency, [Finding(.governmentsOwn, found: filing.file)]) }
        let isCopy = filing.report?.figures == own.report?.figures
        leave(
            out: filing, of: agency,
            [
                Finding(
                    .governmentsOwn, isCopy ? .note : .error, phrase: isCopy ? "H912.copy" : "H912.other", found: filing.file,
                    expected: own.file)
            ])
    }

    /// Remarks on a report that is added although its agency is not on the roster. It may be that of an agency whose report
    /// came too, and then be counted twice.
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

    /// Remarks that nothing came from an agency.
    private mutating func miss(_ entry: Register.Entry) {
        let doubtful = entry.doubtful.map(\.file).joined(separator: "、")
        let finding = Finding(
            .reportMissing, .warning, found: entry.agency, facts: ["doubtful": doubtful.isEmpty ? "" : "← \(doubtful)?"])
        remarks.append(.init(agency: entry.agency, file: "", finding: finding))
    }

    /// Whether its figures are added.
    private mutating func add(_ filing: Filing, of agency: String) -> Bool {
        let refusals = refusals(of: filing)
        guard refusals.isEmpty, let report = filing.report else {
            leave(out: filing, of: agency, refusals)
            return false
        }
        contributions.append(.init(agency: agency, file: filing.file, report: report))
        for finding in filing.findings where finding.severity == .error { remark(finding, filing, of: agency) }
        return true
    }

    /// Keeps a filing out of the sum, with the reasons.
    private mutating func leave(out filing: Filing, of agency: String, _ reasons: [Finding]) {
        for reason in reasons { remark(reason, filing, of: agency) }
        if let report = filing.report {
            leftOut.append(.init(agency: agency, file: filing.file, report: report))
        } else {
            unreadable += 1
        }
    }

    /// Why a report cannot be added; empty where it can.
    private func refusals(of filing: Filing) -> [Finding] {
        if filing.report == nil { return filing.findings }
        var refusals = filing.findings.filter { [.otherYear, .otherForm].contains($0.code) }
        if filing.isUntouched { refusals.append(Finding(.nothingFilled, expected: "\(form.fields.count)")) }
        let errors = filing.count(.error)
        if skipsInvalid, errors > 0, refusals.isEmpty { refusals.append(Finding(.leftOut, found: "\(errors)")) }
        return refusals
    }

    private mutating func remark(_ finding: Finding, _ filing: Filing, of agency: String) {
        remarks.append(.init(agency: agency, file: filing.file, finding: finding))
    }
}
