import Checks
import Forms
import JSON
import Model
import Templates

extension Sentences {
    /// The page on all codes in Markdown: title, example sentence and basis of each. It is made of the forms and of
    /// Templates/Messages, so it cannot differ from what the program does.
    package func rulesDocument(_ forms: [Form]) -> String {
        let bases = Dictionary(
            forms.flatMap { form in Rule.all.flatMap { $0.bases(form) } }.map { ($0.code.description, $0.basis) },
            uniquingKeysWith: { first, _ in first })
        let phrases = Dictionary(
            forms.flatMap(\.relations).map { ($0.rule.code, $0.phrase) }, uniquingKeysWith: { first, _ in first })
        var text = language("rules.title") + "\n\n"
        text += language("rules.origin") + "\n"
        for (code, title) in Texts.all("codes", in: language).sorted(by: { $0.key < $1.key }) {
            let example = sentence(example(code, phrase: phrases[code] ?? code))
            text += "\n## \(code) \(title)\n\n\(language("rules.example", ["sentence": example]))\n"
            if let basis = bases[code] { text += "\n\(language("finding.basis", ["basis": basis]))\n" }
        }
        return text
    }

    /// A finding of that code. Facts come from `examples.json`, else they are common ones.
    private func example(_ code: String, phrase: String) -> Finding {
        let common = [
            "part": "xl/worksheets/sheet1.xml", "other": "xl/worksheets/sheet2.xml", "sheet": "依申请公开", "cell": "D7", "line": "1",
            "column": "2048",
            "label": "一、本年新收政府信息公开申请数量，总计", "relation": "各类申请人之和＝总计", "table": "三、收到和处理政府信息公开申请情况", "year": "2024",
            "agency": "望川市财政局", "body": "地方政府部门", "section": "一、总体情况", "paragraph": "2", "quote": "新收申请3120件", "length": "1",
            "path": "agency.name", "sheets": "通讯录",
        ]
        let given = (Self.examples[code]?.members ?? []).compactMap { key, value in value.string.map { (key, $0) } }
        let facts = common.merging(given) { $1 }
        var finding = Finding(
            .init(code), phrase: phrase, found: facts["found"] ?? "3120", expected: facts["expected"] ?? "3119",
            difference: facts["difference"] ?? "1",
            facts: facts)
        if let cells = facts["place"] { finding.origins = cells.split(separator: "、").compactMap(Self.origin) }
        return finding
    }

    private static let examples = Templates.decoded { try JSONValue(parsing: Templates.examples) }

    private static func origin(_ location: Substring) -> Origin? {
        let parts = location.split(separator: "!")
        return CellAddress(String(parts.last ?? "")).map { Origin(sheet: String(parts.first ?? ""), cell: $0, raw: "") }
    }
}
