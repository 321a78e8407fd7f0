import Checks
import Forms
import Foundation
import Model
import Text

/// The reports of agencies added up into their government's.
package struct RollUp: Sendable {
    /// One report that is added.
    package struct Contribution: Sendable {
        package let agency: String
        package let file: String
        package let report: Report

        package init(agency: String, file: String, report: Report) {
            self.agency = agency
            self.file = file
            self.report = report
        }
    }

    /// Something to know of the sum, and of which agency and file; without a file where it is of the sum itself, or of what
    /// is missing.
    package struct Remark: Sendable {
        package let agency: String
        package let file: String
        package let finding: Finding
    }

    package let form: Form
    package let contributions: [Contribution]
    /// Reports that came in and were not added.
    package let leftOut: [Contribution]
    /// How many files could not be read.
    package let unreadable: Int
    package private(set) var remarks: [Remark]
    /// Where the government's own report differs; nil where it was not compared.
    package private(set) var differences: [Finding]?
    /// The sum: a figure that nobody gave is blank.
    package let report: Report

    /// Adds up what each agency handed in: of several reports the first, none of another year or form, none that is a
    /// template still; those with errors unless `skipsInvalid`. `own`, of those registered, holds the government's own
    /// figures. Where nothing is left, `H910` is the last remark.
    package init(
        _ register: Register, own: Filing?, agency: String, year: Int, form: Form, hasRoster: Bool, skipsInvalid: Bool
    ) throws {
        var draft = try RollUpDraft(form: form, agency: agency, own: own, hasRoster: hasRoster, skipsInvalid: skipsInvalid)
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

    /// Holds a government's own report against the sum; one of another year or form is only said to be so. What could not
    /// be read of it is told of its file, and its figures are not compared. Throws DecodingError where the list of
    /// spellings is damaged.
    package mutating func compare(
        with own: Report, file: String = "", unread: [Finding] = [], expected: Expectation
    ) throws {
        let refusals = expected.findings(of: own)
        guard refusals.isEmpty else { return add(refusals) }
        if let government = report.agencyName, let name = own.agencyName, try !Government(government).reports(as: name) {
            add([Finding(.ownOfAnother, phrase: "H913.compare", found: name, expected: government)])
        }
        let unread = unread.filter { $0.severity == .error }
        remarks += unread.map { Remark(agency: report.agencyName ?? "", file: file, finding: $0) }
        let differences = differences(from: own, except: Set(unread.flatMap(\.fields)))
        self.differences = differences
        add(differences)
    }

    /// The sums, and those that are larger than a figure may be.
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
