import Findings
import Foundation
import Readers
import TestSupport
import Testing

@Suite struct MessagesTests {
    private let codes = ["Archive", "Markup", "Readers"].map { "Sources/\($0)/Codes.swift" }

    /// Every code that the modules of the way in declare has a sentence in both languages, and no sentence is left over.
    @Test func everyCodeHasItsSentences() throws {
        let sentences = try JSONDecoder().decode(
            [String: [String: String]].self,
            from: Data(contentsOf: repository.appending(path: "Templates/Messages/input.json")))
        var declared: Set<String> = []
        for file in codes {
            let source = try String(contentsOf: repository.appending(path: file), encoding: .utf8)
            declared.formUnion(source.matches(of: /Self\("([AXW]\d+)"\)/).map { String($0.1) })
        }
        #expect(declared == Set(sentences.keys))
        for (code, languages) in sentences {
            let places = languages.mapValues { Set($0.matches(of: /\{\w+\}/).map { String($0.0) }) }
            #expect(Set(languages.keys) == ["zh", "en"], "\(code)")
            #expect(places["zh"] == places["en"], "\(code)")
        }
    }
}
