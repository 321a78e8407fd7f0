import Testing

@testable import Office

@Suite struct NameMatcherTests {
    private static let roster = [
        "望川市财政局", "望川市民政局", "望川市市场监督管理局", "望川市教育局", "望川市发展和改革委员会", "望川市城市管理局", "望川市东湖镇人民政府",
        "望川市西湖镇人民政府", "望川市青石区财政局", "望川市白塔区财政局", "国家税务总局望川市税务局", "望川市人力资源和社会保障局",
    ]

    private func match(_ name: String) throws -> String {
        guard let match = NameMatcher(Self.roster).matches([name])[name] else { return "-" }
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
        let matches = NameMatcher(roster).matches(["财政局", "望川市财政局", "市教育局", "教育局"])
        #expect(matches["望川市财政局"] == .init(agencies: [0], certainty: .exact))
        #expect(matches["财政局"] == .init(agencies: [0], certainty: .doubtful))
        #expect(matches["市教育局"]?.certainty == .doubtful && matches["教育局"]?.certainty == .doubtful)
        #expect(
            Set(matches.values.filter { $0.certainty != .doubtful }.flatMap(\.agencies)).count
                == matches.values.count { $0.certainty != .doubtful })
    }

    @Test func spellingsOfOneNameAreOne() throws {
        let matches = NameMatcher(["望川市财政局"]).matches(["望川市财政局", "望川市 财政局"])
        #expect(matches.values.allSatisfy { $0.certainty == .exact } && matches.count == 2)
    }

    @Test func numbersBeforeNamesAreLeftOut() throws {
        let roster = ["1.望川市财政局", "（2）望川市民政局", "三、望川市教育局", "④望川市水利局", "5．望川市第五中学"]
        let names = ["望川市财政局", "望川市民政局", "3、望川市教育局", "望川市水利局", "望川市第五中学"]
        let matches = NameMatcher(roster).matches(names)
        for (index, name) in names.enumerated() {
            #expect(matches[name] == .init(agencies: [index], certainty: .exact), "\(name)")
        }
    }

    @Test(arguments: [("财政局2024年年报.xlsx", [0]), ("03-望川市教育局（终稿）.xls", [1]), ("新建工作表.xlsx", [])])
    func readsTheNamesOfFiles(file: String, agencies: [Int]) throws {
        #expect(NameMatcher(["望川市财政局", "望川市教育局"]).mentioned(in: file) == agencies)
    }

    @Test(arguments: [
        ("01-望川市文旅局2024年.xls", [0]), ("文旅局（加密）.pdf", [0]), ("文旅局_最终版.xlsx", [0]),
        ("照片.jpg", []), ("通知.pdf", []), ("2024年年报.pdf", []),
    ])
    func whatIsAlikeInTheNamesOfFilesIsDoubtful(file: String, agencies: [Int]) throws {
        let matcher = NameMatcher(["望川市文化广电和旅游局", "望川市人民政府外事办公室", "望川市水利局"])
        #expect(matcher.mentioned(in: file) == [] && matcher.alike(in: file) == agencies)
    }

    @Test(.timeLimit(.minutes(1))) func largeRostersTakeSeconds() throws {
        let roster = (0..<5_000).map { "望川市第\($0)街道办事处" }
        let names = (0..<5_000).map { "第\($0)街道" } + (0..<1_000).map { "望川市第\($0)小学" }
        let matches = NameMatcher(roster).matches(names)
        #expect((0..<5_000).allSatisfy { matches["第\($0)街道"]?.agencies == [$0] })
    }
}

/// The agencies of a city, its districts and towns.
@Suite struct CityNamesTests {
    private static let bureaus = [
        "人民政府办公室", "发展和改革委员会", "教育局", "科学技术局", "工业和信息化局", "民族宗教事务局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局", "自然资源和规划局",
        "生态环境局", "住房和城乡建设局", "城市管理综合行政执法局", "交通运输局", "水利局", "农业农村局", "商务局", "文化广电和旅游局", "卫生健康委员会", "退役军人事务局", "应急管理局", "审计局",
        "人民政府外事办公室", "人民政府国有资产监督管理委员会", "市场监督管理局", "体育局", "统计局", "医疗保障局", "信访局", "林业局", "乡村振兴局", "地方金融监督管理局", "人民防空办公室",
        "行政审批服务局", "大数据发展管理局", "机关事务管理局", "供销合作社联合社", "住房公积金管理中心", "公共资源交易中心", "税务局", "气象局", "烟草专卖局", "邮政管理局", "消防救援支队",
        "粮食和物资储备局", "知识产权局", "文物局", "地震局", "档案局", "投资促进局", "残疾人联合会", "红十字会", "总工会", "高新技术产业开发区管理委员会", "经济技术开发区管理委员会", "公路事业发展中心",
    ].map { "望川市" + $0 }
    private static let below = [
        "城东区人民政府", "城西区人民政府", "南山县人民政府", "城东区教育局", "城西区教育局", "城东区财政局", "南山县财政局", "青山街道办事处", "东湖镇人民政府", "西湖镇人民政府", "南湖乡人民政府",
    ].map { "望川市" + $0 }
    private static let roster = bureaus + below

    private func match(_ name: String, in roster: [String]) throws -> String {
        guard let match = NameMatcher(roster).matches([name])[name] else { return "-" }
        return "\(match.certainty.rawValue) "
            + match.agencies.map { roster[$0].replacingOccurrences(of: "望川市", with: "") }.joined(separator: " ")
    }

    /// Whoever is not on the roster is like nobody that is.
    @Test func everyNameIsItsOwn() throws {
        let matches = NameMatcher(Self.roster).matches(Self.roster)
        for (index, name) in Self.roster.enumerated() {
            #expect(matches[name] == .init(agencies: [index], certainty: .exact))
            #expect(try match(name, in: Self.roster.filter { $0 != name }) == "-", "\(name)")
        }
    }

    @Test(arguments: [
        ("科技局", "doubtful 科学技术局"), ("市科技局", "doubtful 科学技术局"), ("江西省望川市科技局", "doubtful 科学技术局"), ("城东区科技局", "-"), ("南山县教育局", "-"),
        ("城东区", "doubtful 城东区人民政府"), ("望川市城西区", "doubtful 城西区人民政府"), ("望川市医保局", "doubtful 医疗保障局"), ("城东区医疗保障局", "-"),
        ("城市管理局", "doubtful 城市管理综合行政执法局"), ("望川市城管局", "doubtful 城市管理综合行政执法局"), ("发改委", "near 发展和改革委员会"), ("卫健委", "near 卫生健康委员会"),
        ("人社局", "near 人力资源和社会保障局"), ("住建局", "near 住房和城乡建设局"), ("市监局", "doubtful 市场监督管理局"), ("望川市市监局", "doubtful 市场监督管理局"),
        ("青山街道办", "near 青山街道办事处"), ("交通局", "doubtful 交通运输局"), ("工信局", "doubtful 工业和信息化局"), ("民宗局", "doubtful 民族宗教事务局"),
        ("自规局", "doubtful 自然资源和规划局"), ("文旅局", "doubtful 文化广电和旅游局"), ("市国资委", "doubtful 人民政府国有资产监督管理委员会"),
        ("市政府办", "near 人民政府办公室"),
        ("外事办", "near 人民政府外事办公室"), ("望川市外事办公室", "doubtful 人民政府外事办公室"), ("人防办", "doubtful 人民防空办公室"),
        ("经开区管委会", "doubtful 经济技术开发区管理委员会"), ("望川市高新区管委会", "doubtful 高新技术产业开发区管理委员会"),
    ])
    func shortNamesAreDoubtful(name: String, expected: String) throws { #expect(try match(name, in: Self.roster) == expected) }

    @Test func theFullNameMayBeTheReports() throws {
        let names = ["市科技局", "医保局", "教体局", "城东区政府"]
        #expect(try match("望川市科学技术局", in: names) == "doubtful 市科技局")
        #expect(try match("望川市医疗保障局", in: names) == "doubtful 医保局")
        #expect(try match("望川市教育体育局", in: names) == "doubtful 教体局")
        #expect(try match("科技局", in: ["望川市教育科技局", "望川市科学技术局"]) == "doubtful 科学技术局")
        #expect(try match("科技局", in: ["望川市科学技术局", "望川市科技局"]) == "near 科技局")
        #expect(try match("望川市城西区教体局", in: ["望川市城东区教育体育局", "望川市教育体育局"]) == "-")
    }

    /// Only of the area that most of the roster shares; any other may be another area.
    @Test(arguments: [
        ("望州市财政局", "doubtful 财政局"), ("忘川市科技局", "doubtful 科学技术局"), ("江西省望州市城东区财政局", "doubtful 城东区财政局"),
        ("望川经开区管委会", "doubtful 经济技术开发区管理委员会"),
        ("望川科技局", "doubtful 科学技术局"), ("望川城东区财政局", "doubtful 城东区财政局"), ("望川县财政局", "-"), ("江州市财政局", "-"), ("青云区财政局", "-"),
        ("城西区财政局", "-"),
        ("城冬区财政局", "-"), ("望州市城西区财政局", "-"),
    ])
    func misspeltAreasAreDoubtful(name: String, expected: String) throws {
        #expect(try match(name, in: Self.roster) == expected)
    }

    @Test func areasThatDifferAreNoMistake() throws {
        #expect(try match("城西区财政局", in: ["城东区财政局", "城东区民政局"]) == "-")
        #expect(try match("望州市财政局", in: ["望川市财政局", "望川市民政局", "望川市教育局", "望州市民政局"]) == "-")
        #expect(try match("望州市财政局", in: ["望川市财政局", "江安市财政局"]) == "-")
        #expect(try match("望州市财政局", in: ["望川市财政局", "望川市民政局"]) == "doubtful 财政局")
    }

    @Test(arguments: [
        ("望川市外办", "doubtful 人民政府外事办公室"), ("外办", "near 人民政府外事办公室"), ("市残联", "near 残疾人联合会"), ("望川市妇联", "near 妇女联合会"),
        ("市委编办", "doubtful 机构编制委员会办公室"),
        ("望川市编办", "near 机构编制委员会办公室"), ("市科协", "near 科学技术协会"), ("望川市文联", "near 文学艺术界联合会"), ("市社科联", "near 社会科学界联合会"),
        ("侨联", "near 归国华侨联合会"),
        ("望川市工商联", "near 工商业联合会"), ("市供销社", "doubtful 供销合作社联合社"), ("望川市驻外办事处", "-"),
    ])
    func bodiesUnderTheirUsualShortNames(name: String, expected: String) throws {
        let others = ["妇女联合会", "机构编制委员会办公室", "科学技术协会", "文学艺术界联合会", "社会科学界联合会", "归国华侨联合会", "工商业联合会"].map { "望川市" + $0 }
        let roster = Self.roster + others
        #expect(try match(name, in: roster) == expected)
        for name in others + ["望川市残疾人联合会"] where !name.hasSuffix("协会") {
            #expect(try match(name, in: roster.filter { $0 != name }) == "-", "\(name)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func manyOfOneKindTakeSeconds() throws {
        let roster = (0..<3_000).map { "望川市第\($0)工作局" }
        let matches = NameMatcher(roster).matches((0..<300).map { "第\($0)工工作作局" })
        #expect(matches["第7工工作作局"]?.certainty == .doubtful)
    }
}
