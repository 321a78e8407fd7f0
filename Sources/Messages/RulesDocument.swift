import Checks
import Forms
import Model

extension Sentences {
    /// Every code in Markdown: what it means, an example of what is said, and the basis. Follows from the forms and
    /// from Templates/Messages, so that it cannot differ from what the program does.
    package func rulesDocument(_ forms: [Form]) -> String {
        let bases = Dictionary(
            forms.flatMap { form in Rule.all.flatMap { $0.bases(form) } }.map { ($0.code.description, $0.basis) },
            uniquingKeysWith: { first, _ in first })
        let phrases = Dictionary(
            forms.flatMap(\.relations).map { ($0.rule.code, $0.phrase) }, uniquingKeysWith: { first, _ in first })
        var text = language("# 代码和规则", "# Codes and rules") + "\n\n"
        text +=
            language(
                "由 `nianbao rules` 生成。例句里的数和位置只是示意。",
                "Made by `nianbao rules --lang en`. Figures and places in the examples only illustrate.") + "\n"
        for code in (Self.codes.members ?? []).map(\.key).sorted() {
            text += "\n## \(code) \(title(code))\n\n\(language("例：", "Example: "))\(sentence(example(code, phrase: phrases[code] ?? code)))\n"
            if let basis = bases[code] { text += "\n\(language("依据：", "Basis: "))\(basis)\n" }
        }
        return text
    }

    /// A finding of that code with facts that the code gives for its example, else common ones.
    private func example(_ code: String, phrase: String) -> Finding {
        let common = [
            "part": "xl/worksheets/sheet1.xml", "other": "xl/worksheets/sheet2.xml", "sheet": "依申请公开", "cell": "D7", "line": "1",
            "column": "2048",
            "label": "一、本年新收政府信息公开申请数量，总计", "relation": "各类申请人之和＝总计", "table": "三、收到和处理政府信息公开申请情况", "year": "2024",
            "agency": "望川市财政局", "body": "地方政府部门", "section": "一、总体情况", "paragraph": "2", "quote": "新收申请3120件", "length": "1",
            "path": "agency.name", "sheets": "通讯录",
        ]
        let given = (Self.codes[code]?["example"]?.members ?? []).compactMap { key, value in value.string.map { (key, $0) } }
        let facts = common.merging(given) { $1 }
        var finding = Finding(
            .init(code), phrase: phrase, found: facts["found"] ?? "3120", expected: facts["expected"] ?? "3119",
            difference: facts["difference"] ?? "1",
            facts: facts)
        if let place = facts["place"] { finding.origins = place.split(separator: "、").compactMap(Self.origin) }
        return finding
    }

    private static func origin(_ location: Substring) -> Origin? {
        let parts = location.split(separator: "!")
        return CellAddress(String(parts.last ?? "")).map { Origin(sheet: String(parts.first ?? ""), cell: $0, raw: "") }
    }
}
