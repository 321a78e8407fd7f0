import Checks
import Forms
import Foundation
import Model
import Text

/// The reports of agencies added up into their government's.
package struct RollUp: Sendable {
    /// One report that is added.
    package struct Contribution: Sendable {
        /// The agency's name, as the register has it.
        package let agency: String
        /// The file as it is shown.
        package let file: String
        /// Its figures are added as they are.
        package let report: Report

        /// A report that is added, of the agency and from the file of that name.
        package init(agency: String, file: String, report: Report) {
            self.agency = agency
            self.file = file
            self.report = report
        }
    }

    /// Something to know of the sum, or of one agency's report in it.
    package struct Remark: Sendable {
        /// Whose report it is about.
        package let agency: String
        /// The file as it is shown; empty for none.
        package let file: String
        /// What there is to know.
        package let finding: Finding
    }

    /// The form of the sum, and of every report in it.
    package let form: Form
    /// The reports that are added, in the register's order; the government's own comes first.
    package let contributions: [Contribution]
    /// Reports that came in and were not added.
    package let leftOut: [Contribution]
    /// How many files could not be read.
    package let unreadable: Int
    /// Everything to know of the sum: of single reports first, then of the sum itself.
    package private(set) var remarks: [Remark]
    /// Where the government's own report differs (`H911`); nil before it was compared.
    package private(set) var differences: [Finding]?
    /// The sum: a figure that nobody gave is blank.
    package let report: Report

    /// Adds up what each agency handed in: of several reports the first; none of another year or form, and no template that
    /// nobody filled; reports with errors unless `skipsInvalid`. `own` is the registered filing with the government's own
    /// figures. Where nothing is left to add, `H910` is the last remark.
    package init(
        _ register: Register, own: Filing?, agency: String, year: Int, form: Form, hasRoster: Bool, skipsInvalid: Bool
    ) {
        var draft = RollUpDraft(form: form, agency: agency, own: own, hasRoster: hasRoster, skipsInvalid: skipsInvalid)
        draft.add(register)
        self.form = form
        contributions = draft.contributions
        leftOut = draft.leftOut
        unreadable = draft.unreadable
        remarks = draft.remarks
        var report = Report(form: form, year: year)
        report.agencyName = Prose.line(agency)
        let (figures, refusals) = Self.sum(draft.contributions.map(\.report), form)
        report.figures = figures
        self.report = report
        guard !contributions.isEmpty else {
            add([Finding(.nothingToAdd, expected: "\(year)")])
            return
        }
        add(refusals)
        // What its sections say is for the government to write.
        add(Checker(form: form).findings(in: report).filter { !$0.fields.isEmpty })
    }

    /// Compares a government's own report with the sum. One of another year or form only gets a remark (`H902`, `H903`).
    /// `unread` are the findings of reading it: figures that could not be read are remarks of `file`, and not compared.
    package mutating func compare(
        with own: Report, file: String = "", unread: [Finding] = [], expected: Expectation
    ) {
        let refusals = expected.findings(of: own)
        guard refusals.isEmpty else { return add(refusals) }
        if let government = report.agencyName, let name = own.agencyName, !Government(government).reports(as: name) {
            add([Finding(.ownOfAnother, phrase: "H913.compare", found: name, expected: government)])
        }
        let unread = unread.filter { $0.severity == .error }
        remarks += unread.map { Remark(agency: report.agencyName ?? "", file: file, finding: $0) }
        let differences = differences(from: own, except: Set(unread.flatMap(\.fields)))
        self.differences = differences
        add(differences)
    }

    /// The sums by the fields' indices, and a finding for each that is larger than a figure may be, which stays blank.
    private static func sum(_ reports: [Report], _ form: Form) -> (figures: [Figure], refusals: [Finding]) {
        var figures = Array(repeating: Figure.blank, count: form.fields.count)
        var refusals: [Finding] = []
        for field in form.fields {
            let values = reports.compactMap { $0.figures[field.index].value }
            guard !values.isEmpty else { continue }
            let sum = values.reduce(.zero, +)
            if sum.decimal.magnitude < Figure.limit {
                figures[field.index] = .value(sum)
            } else {
                refusals.append(Finding(.figureTooLarge, fields: [field.path], found: "\(sum)", facts: ["label": field.label]))
            }
        }
        return (figures, refusals)
    }

    /// How many figures of the form a contribution neither fills nor marks.
    package func blanks(in contribution: Contribution) -> Int {
        form.fields.count { contribution.report[$0.path].isBlank }
    }

    private mutating func add(_ findings: [Finding]) {
        remarks += findings.map { Remark(agency: report.agencyName ?? "", file: "", finding: $0) }
    }
}
