import Forms
import Foundation
import Model
import Testing

@testable import Wording

/// Every form with a figure for each field that no other has.
struct Numbered {
    let form: Form
    var report: Report

    init(_ id: String) throws {
        form = try #require(Form.known.first { $0.id == id })
        report = Report(form: form, year: 2024, agency: ["name": "望川市人民政府", "phone": "0790-6600110"])
        for (index, field) in form.fields.enumerated() { report[field.path] = Figure(Decimal(1000 + index)) }
    }

    func filled(_ text: String, previous: Report? = nil) throws -> (text: String?, findings: [Finding]) {
        var report = report
        report.narrative["overview"] = text
        let (filled, findings) = Narrative(form: form, report: report, previous: previous).filled()
        return (filled.narrative["overview"], findings)
    }

    func sum(_ paths: [String]) -> String { paths.reduce(Decimal(0)) { $0 + (report.value(FieldPath($1)) ?? 0) }.description }
}

@Suite struct NameTests {
    @Test(arguments: ["2021", "2019"]) func everyFigureHasItsPathAndItsLabels(id: String) throws {
        let all = try Numbered(id)
        let names = FigureNames(form: all.form)
        var (text, expected) = ("", "")
        for table in all.form.tables {
            for field in table.fields {
                #expect(names.meaning(of: field.path.description) == .figures([field.path]))
                let labels = [table.definition.title] + field.row.labels + field.column.labels
                let name = labels.joined(separator: ".")
                #expect(names.meaning(of: name) == .figures([field.path]), "\(name)")
                text += "收到{{\(name)}}件，"
                expected += "收到\(all.report.value(field.path) ?? -1)件，"
            }
        }
        #expect(try all.filled(text).text == expected)
    }

    /// Leaving out any one label of a full name gives the same figure, or several, or a sum; never another figure.
    @Test(arguments: ["2021", "2019"]) func aShorterNameNeverMeansAnotherFigure(id: String) throws {
        let form = try Numbered(id).form
        let names = FigureNames(form: form)
        for table in form.tables {
            for field in table.fields {
                let labels = [table.definition.title] + field.row.labels + field.column.labels
                for left in labels.indices {
                    let shorter = labels.enumerated().filter { $0.offset != left }.map(\.element)
                    guard case .figures(let figures) = names.meaning(of: shorter.joined(separator: ".")) else { continue }
                    // A sum where the last label was left out has the total of its group, or the parts.
                    #expect(
                        figures.contains(field.path) || left == labels.count - 1 || left == field.row.labels.count, "\(shorter)")
                }
            }
        }
    }

    @Test(arguments: ["2021", "2019"]) func theNamesThatAreSuggestedAreKnown(id: String) throws {
        let names = FigureNames(form: try Numbered(id).form)
        let short = names.shortNames
        #expect(short.count > 200)
        for (name, figures) in short { #expect(names.meaning(of: name) == .figures(figures), "\(name)") }
        let single = Set(short.filter { $0.figures.count == 1 }.flatMap(\.figures))
        #expect(single.count == names.steps.count)
    }

    @Test(arguments: [
        ("依申请.本年新收.总计", "requests.received.total"), ("依申请公开.本年新收.总计", "requests.received.total"),
        ("表三.本年新收.总计", "requests.received.total"), ("本年新收.总计", "requests.received.total"),
        ("一、本年新收.总计", "requests.received.total"), (" 本年新收 ． 总计 ", "requests.received.total"),
        ("本年新收·合计", "requests.received.total"), ("本年新收.申请人情况.总计", "requests.received.total"),
        ("本年新收.商业企业", "requests.received.business"), ("本年新收.法人或者其他组织.其他", "requests.received.otherOrganization"),
        ("予以公开.总计", "requests.results.granted.total"), ("（一）予以公开.总计", "requests.results.granted.total"),
        ("1.属于国家秘密.总计", "requests.results.refused.stateSecret.total"),
        ("三、本年度办理结果.（三）不予公开.１．属于国家秘密.自然人", "requests.results.refused.stateSecret.naturalPerson"),
        ("办理结果.总计.总计", "requests.results.total.total"), ("总计.总计", "requests.results.total.total"),
        ("办理结果.总计", "requests.results.total.total"), ("本年度办理结果.总计.自然人", "requests.results.total.naturalPerson"),
        ("其他处理.其他.总计", "requests.results.other.other.total"), ("行政复议.总计", "disputes.review.total"),
        ("行政复议", "disputes.review.total"), ("未经复议直接起诉.结果维持", "disputes.litigationDirect.upheld"),
        ("复议诉讼.复议后起诉.总计", "disputes.litigationAfterReview.total"), ("规章.现行有效件数", "proactive.regulations.inForce"),
        ("主动公开.行政许可", "proactive.licensing.decisions"), ("行政事业性收费", "proactive.fees.amount"),
        ("requests.results.total", "requests.results.total.total"), ("requests.received.total", "requests.received.total"),
    ])
    func namesOfOneFigure(name: String, path: String) throws {
        let all = try Numbered("2021")
        let (text, findings) = try all.filled("共{{\(name)}}件")
        #expect(text == "共\(all.sum([path]))件" && findings.isEmpty)
    }

    @Test(arguments: [
        ("不予公开.总计", "requests.results.refused", "total"), ("requests.results.refused.total", "requests.results.refused", "total"),
        ("（四）无法提供.商业企业", "requests.results.unavailable", "business"),
        ("requests.results.notProcessed.naturalPerson", "requests.results.notProcessed", "naturalPerson"),
    ])
    func aGroupInAColumnIsTheSumOfItsItems(name: String, group: String, column: String) throws {
        let all = try Numbered("2021")
        let items = all.form.fields.map(\.path.description).filter { $0.hasPrefix(group + ".") && $0.hasSuffix("." + column) }
        #expect(items.count > 1)
        #expect(try all.filled("{{\(name)}}").text == all.sum(items))
    }

    @Test func groupsOfColumnsAddUpToo() throws {
        let all = try Numbered("2021")
        let bodies = ["business", "research", "publicInterest", "legalService", "otherOrganization"].map {
            "requests.received.\($0)"
        }
        #expect(try all.filled("{{本年新收.法人或其他组织}}").text == all.sum(bodies))
        #expect(
            try all.filled("{{行政诉讼.结果维持}}").text
                == all.sum(["disputes.litigationDirect.upheld", "disputes.litigationAfterReview.upheld"]))
        #expect(
            try all.filled("{{行政诉讼}}").text
                == all.sum(["disputes.litigationDirect.total", "disputes.litigationAfterReview.total"]))
        // The total is among the columns.
        #expect(try all.filled("{{上年结转.申请人情况}}").text == all.sum(["requests.carriedOver.total"]))
    }

    @Test func otherHandlingIsARowIn2019AndAGroupSince() throws {
        let (old, new) = (try Numbered("2019"), try Numbered("2021"))
        #expect(try old.filled("{{其他处理.总计}}").text == old.sum(["requests.results.other.total"]))
        let items = ["notCorrected", "feeUnpaid", "other"].map { "requests.results.other.\($0).total" }
        #expect(try new.filled("{{其他处理.总计}}").text == new.sum(items))
    }

    @Test(arguments: ["总计", "依申请.总计", "本年新收", "不予公开", "结果维持", "自然人", "其他处理.其他", "办理结果.其他", "行政许可.行政处罚", "依申请"])
    func whatMayMeanSeveralIsAFindingWithNames(name: String) throws {
        let all = try Numbered("2021")
        let (text, findings) = try all.filled("首段。\n共{{\(name)}}件")
        #expect(text == "首段。\n共{{\(name)}}件")
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.severity == .error && finding.found == name)
        #expect(finding.code == (name == "行政许可.行政处罚" ? .unknownName : .ambiguousName))
        #expect(finding.section?.label == "一、总体情况" && finding.facts["paragraph"] == "2")
        let names = FigureNames(form: all.form)
        let suggested = (finding.expected ?? "").split(separator: "、").map(String.init)
        #expect(!suggested.isEmpty && suggested.count <= 3)
        for name in suggested { if case .figures = names.meaning(of: name) {} else { Issue.record("\(name)") } }
    }

    @Test(arguments: [
        ("本年新收.总数", "本年新收.总计"), ("不于公开.总计", "不予公开.总计"), ("requests.recieved.total", "requests.received.total"),
        ("同比:本年新受.总计", "本年新收.总计"), ("单位名", "单位名称"), ("环比:本年新收.总计", "本年新收.总计"), ("表:复议", "复议诉讼"),
    ])
    func whatIsUnknownIsAFindingWithTheNearest(name: String, nearest: String) throws {
        let (text, findings) = try Numbered("2021").filled("{{\(name)}}")
        #expect(text == "{{\(name)}}" && findings.map(\.code) == [.unknownName])
        #expect(findings.first?.expected?.split(separator: "、").map(String.init).contains(nearest) == true, "\(findings)")
    }

    @Test func nothingLikeItIsAFindingWithoutNames() throws {
        #expect(try Numbered("2021").filled("{{ぎ}}").findings.map(\.expected) == [nil])
    }

    @Test func aNameIsToldOnceASection() throws {
        let findings = try Numbered("2021").filled("{{甲乙}}{{ 甲乙 }}\n{{甲乙}}{{丙丁}}").findings
        #expect(findings.map(\.found) == ["甲乙", "丙丁"])
    }
}
