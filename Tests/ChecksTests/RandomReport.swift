import Forms
import Foundation
import Model
import TestSupport

/// A report of a city in which every rule is kept, and the report of the year before that it follows from.
struct RandomReport {
    private(set) var report: Report
    private(set) var previous: Report

    init(form: Form, seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let prose = [
            "overview": "本年度围绕中心工作推进政务公开，主动公开、依申请公开、信息管理、平台建设和监督保障各项工作都按要求完成。",
            "problems": "主要问题是答复的说理还不够充分，下一步将加强培训和指导。", "other": "本年度没有收取信息处理费。",
        ]
        report = Report(form: form, year: 2024, agency: ["name": "望川市人民政府"], narrative: prose)
        previous = Report(form: form, year: 2023, agency: ["name": "望川市人民政府"], narrative: prose)
        for field in form.fields {
            report[field.path] = Figure(Decimal(Int.random(in: 0...400, using: &generator)))
        }
        // What is carried forward and received follows from the rest, so that the balance holds; then every total.
        let columns = form.fields.filter { $0.path.description.hasPrefix("requests.received.") }.compactMap {
            $0.path.description.split(separator: ".").last
        }
        settleTotals(form)
        for column in columns {
            let results = value("requests.results.total.\(column)")
            let forward = min(value("requests.carriedForward.\(column)"), results)
            report[FieldPath("requests.carriedForward.\(column)")] = Figure(forward)
            report[FieldPath("requests.carriedOver.\(column)")] = Figure(forward)
            report[FieldPath("requests.received.\(column)")] = Figure(results)
        }
        settleTotals(form)
        follow(form)
    }

    private func value(_ path: String) -> Decimal { report.value(FieldPath(path)) ?? 0 }

    private mutating func settleTotals(_ form: Form) {
        // Rows of parts first, then the totals made of totals.
        for _ in 0..<2 {
            for relation in form.relations where !relation.reachesBack {
                guard let total = relation.total else { continue }
                report[total] = Figure(relation.right.reduce(0) { $0 + (report.value($1) ?? 0) })
            }
        }
    }

    /// Gives the year before the figures that this year's follow from, the others unchanged.
    private mutating func follow(_ form: Form) {
        previous.figures = report.figures
        for relation in form.relations where relation.reachesBack {
            let known = relation.right.filter { !$0.isOfPrevious }.reduce(Decimal(0)) { $0 + (report.value($1) ?? 0) }
            let left = relation.left.reduce(Decimal(0)) { $0 + (report.value($1) ?? 0) }
            for path in relation.right where path.isOfPrevious {
                previous[path.ofEitherYear] = Figure(left - known)
            }
        }
    }
}
