import Foundation
import Messages
import Model
import TestSupport
import Testing

@testable import Conversion

@Suite struct SentencesTests {
    /// Every code that the sources declare, with the file that does.
    private static let declared: [String] = {
        let sources = FileManager.default.enumerator(
            at: repository.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
        let files = (sources?.allObjects as? [URL] ?? []).filter { $0.lastPathComponent == "Codes.swift" }
        return files.flatMap { file -> [String] in
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return text.matches(of: /Self\("([A-Z]\d{3})"\)/).map { String($0.1) }
        }
    }()

    @Test func everyCodeIsDeclaredOnce() {
        #expect(Self.declared.count > 40)
        #expect(Set(Self.declared).count == Self.declared.count)
    }

    @Test(arguments: Language.allCases) func everyCodeHasASentence(language: Language) {
        let sentences = Sentences(language)
        for code in Self.declared { #expect(!sentences.sentence(Finding(.init(code))).isEmpty, "\(code)") }
    }

    @Test(arguments: ["README.md", "README.en.md"]) func theReadmeListsEveryCode(name: String) throws {
        let readme = try String(contentsOf: repository.appendingPathComponent(name), encoding: .utf8)
        for code in Self.declared { #expect(readme.contains("| \(code) |"), "\(code)") }
    }

    @Test func namesThePlaceAndWhatStandsThere() {
        let finding = Finding(
            .init("F311"), origins: [Origin(sheet: "依申请公开", cell: "D7", raw: "详见附表")], found: "详见附表", facts: ["label": "上年结转，自然人"]
        )
        let line = Sentences(.zh).line(finding, file: "甲.xlsx")
        #expect(line.hasPrefix("甲.xlsx 依申请公开!D7：错误 F311 上年结转，自然人：“详见附表”"))
        #expect(!line.contains("{"))
    }

    @Test func hostileTextIsShownShortAndOnOneLine() {
        let finding = Finding(.init("F311"), found: "a\u{1B}[31m\n" + String(repeating: "长", count: 500))
        let sentence = Sentences(.zh).sentence(finding)
        #expect(sentence.count < 200)
        #expect(!sentence.unicodeScalars.contains { $0.value < 0x20 })
    }
}

@Suite struct LanguageTests {
    @Test(arguments: [
        ([:], "zh"), (["LANG": "C.UTF-8"], "zh"), (["LANG": "en_US.UTF-8"], "en"), (["LANG": "fr_FR.UTF-8"], "zh"),
        (["LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"], "zh"),
        (["LC_MESSAGES": "en_GB", "LANG": "zh_CN"], "en"), (["LC_ALL": "", "LANG": "en"], "en"),
    ])
    func followsTheLocale(environment: [String: String], language: String) {
        #expect(Language.preferred { environment[$0] }.rawValue == language)
    }
}
