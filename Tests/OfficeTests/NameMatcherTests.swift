import Testing

@testable import Office

@Suite struct NameMatcherTests {
    private static let roster = [
        "望川市财政局", "望川市民政局", "望川市市场监督管理局", "望川市教育局", "望川市发展和改革委员会", "望川市城市管理局", "望川市东湖镇人民政府",
        "望川市西湖镇人民政府", "望川市青石区财政局", "望川市白塔区财政局", "国家税务总局望川市税务局", "望川市人力资源和社会保障局",
    ]

    private func match(_ name: String) throws -> String {
        guard let match = try NameMatcher(Self.roster).matches([name])[name] else { return "-" }
        return "\(match.certainty.rawValue) " + match.agencies.map { Self.roster[$0] }.joined(separator: " ")
    }

    @Test(arguments: [
        ("望川市财政局", "exact 望川市财政局"), (" 望川市 财政局\u{3000}", "exact 望川市财政局"), ("江西省望川市财政局", "near 望川市财政局"),
        ("市市场监管局", "near 望川市市场监督管理局"), ("市场监管局", "near 望川市市场监督管理局"), ("望川市市场监督管理局", "exact 望川市市场监督管理局"),
        ("望川市场监管局", "doubtful 望川市市场监督管理局"), ("民政局", "near 望川市民政局"),
        ("望川市发展和改革委员会（物价局）", "near 望川市发展和改革委员会"), ("望川市发改委", "near 望川市发展和改革委员会"), ("市发改委(粮食局)", "near 望川市发展和改革委员会"),
        ("望川市城管局", "near 望川市城市管理局"), ("望川市城市管理局", "exact 望川市城市管理局"), ("东湖镇", "near 望川市东湖镇人民政府"), ("东湖镇政府", "near 望川市东湖镇人民政府"),
        ("青石区财政局", "near 望川市青石区财政局"), ("望川市税务局", "near 国家税务总局望川市税务局"), ("望川市人社局", "near 望川市人力资源和社会保障局"),
        ("财政局", "doubtful 望川市财政局 望川市青石区财政局 望川市白塔区财政局"), ("教育体育局", "doubtful 望川市教育局"), ("望川市教育体育局", "doubtful 望川市教育局"),
        ("南湖镇人民政府", "-"), ("望川市水利局", "-"), ("人民政府", "-"), ("望川市", "-"), ("", "-"), ("/", "-"),
    ])
    func finds(name: String, expected: String) throws { #expect(try match(name) == expected) }

    @Test func exactComesBeforeNearAndNoAgencyHasTwo() throws {
        let roster = ["望川市财政局", "望川市教育局"]
        let matches = try NameMatcher(roster).matches(["财政局", "望川市财政局", "市教育局", "教育局"])
        #expect(matches["望川市财政局"] == .init(agencies: [0], certainty: .exact))
        #expect(matches["财政局"] == .init(agencies: [0], certainty: .doubtful))
        #expect(matches["市教育局"]?.certainty == .doubtful && matches["教育局"]?.certainty == .doubtful)
        #expect(Set(matches.values.filter { $0.certainty != .doubtful }.flatMap(\.agencies)).count == matches.values.count { $0.certainty != .doubtful })
    }

    @Test func spellingsOfOneNameAreOne() throws {
        let matches = try NameMatcher(["望川市财政局"]).matches(["望川市财政局", "望川市 财政局"])
        #expect(matches.values.allSatisfy { $0.certainty == .exact } && matches.count == 2)
    }

    @Test(arguments: [("财政局2024年年报.xlsx", [0]), ("03-望川市教育局（终稿）.xls", [1]), ("新建工作表.xlsx", [])])
    func readsTheNamesOfFiles(file: String, agencies: [Int]) throws {
        #expect(try NameMatcher(["望川市财政局", "望川市教育局"]).mentioned(in: file) == agencies)
    }

    @Test(.timeLimit(.minutes(1))) func largeRostersTakeSeconds() throws {
        let roster = (0..<5_000).map { "望川市第\($0)街道办事处" }
        let names = (0..<5_000).map { "第\($0)街道" } + (0..<1_000).map { "望川市第\($0)小学" }
        let matches = try NameMatcher(roster).matches(names)
        #expect((0..<5_000).allSatisfy { matches["第\($0)街道"]?.agencies == [$0] })
    }
}
